//! The JSON of REST bodies about pools as folders.

use crate::common::{at, check};
use speedfog_protocol::rest::{
    AdminPool, AdminPools, PoolRefill, RefillRules, RefillState, UnusableArchive, UploadedSeed,
};

fn quiet_pool() -> AdminPool {
    AdminPool {
        name: "standard".into(),
        watched: true,
        available: 9,
        missing: 0,
        consumed: 4,
        discarded: 0,
        low_seeds: 3,
        low: false,
        unusable: Vec::new(),
        refill: None,
    }
}

#[test]
fn pools_for_admins() {
    let troubled = AdminPool {
        name: "sprint".into(),
        available: 1,
        missing: 2,
        low: true,
        unusable: vec![UnusableArchive {
            file: "seed_half.zip".into(),
            reason: "not a complete zip archive: no end record".into(),
            since: at(5),
        }],
        refill: Some(PoolRefill {
            state: RefillState::Failed,
            at: at(7),
            seeds: 0,
            problem: Some("It ended with exit code 1.".into()),
            next_at: Some(at(607)),
        }),
        ..quiet_pool()
    };
    check(
        "admin_pools",
        &AdminPools {
            pools: vec![troubled, quiet_pool()],
            looked_at: Some(at(9)),
            problem: None,
            upload_bytes: 2 << 30,
            refill: Some(RefillRules {
                seeds: 5,
                runs_per_day: 8,
                runs: 1,
            }),
        },
    );
    check("refill_state", &[RefillState::Running, RefillState::Done]);
    check(
        "uploaded_seed",
        &UploadedSeed {
            pool_name: "sprint".into(),
            file: "seed_0a1b2c3d4e5f.zip".into(),
            bytes: 123_456,
            sha256: "00".repeat(32),
            total_layers: 13,
            notes: vec!["everything lies at the top".into()],
        },
    );
}
