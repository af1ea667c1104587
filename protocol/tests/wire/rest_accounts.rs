//! The JSON of REST bodies about accounts, their history and their administration.

use std::collections::BTreeMap;

use crate::common::{at, check, id, user};
use speedfog_protocol::rest::{
    Activity, ActivityItem, ActivityKind, ActivityUser, AdminUser, ChosenLocale, DevSignIn,
    DeviceSession, DeviceSessions, DiscardedPool, ExchangeCode, ExchangedCode, LocaleName, Me,
    OverlaySettings, PatchSettings, PatchUser, PoolRequest, PoolStats, PoolStatsLine, Profile,
    ProfileStats, RaceStatus, Role, RunStats, ScannedPool, SeedCounts, SeedStats, SignedIn,
    SignedOut, TrainingStatus,
};

fn me() -> Me {
    Me {
        id: id(1),
        twitch_username: "ranni_fan".into(),
        twitch_display_name: None,
        twitch_avatar_url: Some("https://example.org/a.png".into()),
        role: Role::Organizer,
        locale: Some("en".into()),
        overlay_settings: Some(BTreeMap::from([("font_size".into(), 18.0)])),
    }
}

#[test]
fn accounts() {
    check("me", &me());
    check("user", &user());
    check(
        "dev_sign_in",
        &DevSignIn {
            twitch_username: "ranni_fan".into(),
            role: Role::User,
        },
    );
    check(
        "signed_in",
        &SignedIn {
            token: "t0ken".into(),
            user: me(),
        },
    );
    check(
        "exchange_code",
        &ExchangeCode {
            code: "c0de".into(),
        },
    );
    check(
        "exchanged_code",
        &ExchangedCode {
            token: "t0ken".into(),
        },
    );
    check(
        "signed_out",
        &SignedOut {
            message: "Signed out.".into(),
        },
    );
    let session = DeviceSession {
        id: id(11),
        created_at: at(0),
        last_used_at: Some(at(60)),
        user_agent: Some("Firefox".into()),
        current: true,
    };
    let sessions = vec![
        session.clone(),
        DeviceSession {
            last_used_at: None,
            user_agent: None,
            current: false,
            ..session
        },
    ];
    check("device_sessions", &DeviceSessions { sessions });
}

#[test]
fn choices() {
    let locale = LocaleName {
        code: "fr".into(),
        name: "Français".into(),
    };
    check("locales", &vec![locale]);
    let locale = "fr".into();
    check("chosen_locale", &ChosenLocale { locale });
    let font_size = Some(18.5);
    check("patch_settings", &PatchSettings { font_size });
    let overlay_settings = BTreeMap::from([("font_size".into(), 18.5)]);
    check("overlay_settings", &OverlaySettings { overlay_settings });
}

#[test]
fn users_and_feeds() {
    check(
        "profile",
        &Profile {
            id: id(1),
            twitch_username: "ranni_fan".into(),
            twitch_display_name: None,
            twitch_avatar_url: None,
            role: Role::User,
            created_at: at(1),
            stats: ProfileStats {
                race_count: 3,
                training_count: 0,
                organized_count: 1,
                casted_count: 2,
            },
        },
    );
    let figures = RunStats {
        runs: 2,
        avg_time_ms: 3_600_000,
        avg_deaths: 4.5,
        best_time_ms: 3_500_000,
    };
    check(
        "pool_stats",
        &PoolStats {
            pools: vec![PoolStatsLine {
                pool_name: "sprint".into(),
                race: Some(figures),
                training: None,
                total_runs: 2,
            }],
        },
    );
    let race_id = id(3);
    let race_name = || "Friday sprint".to_owned();
    let status = RaceStatus::Finished;
    let kinds = [
        ActivityKind::RaceParticipant {
            race_id,
            race_name: race_name(),
            status,
            placement: None,
            total_participants: 4,
            igt_ms: 61_000,
            death_count: 1,
        },
        ActivityKind::RaceOrganizer {
            race_id,
            race_name: race_name(),
            status,
            participant_count: 4,
        },
        ActivityKind::RaceCaster {
            race_id,
            race_name: race_name(),
            status,
        },
        ActivityKind::Training {
            session_id: id(12),
            pool_name: "training_sprint".into(),
            status: TrainingStatus::Abandoned,
            igt_ms: 61_000,
            death_count: 1,
            exclude_from_stats: true,
        },
    ];
    let user = ActivityUser {
        id: id(1),
        twitch_username: "ranni_fan".into(),
        twitch_display_name: None,
        twitch_avatar_url: None,
    };
    let items = kinds.map(|what| ActivityItem {
        date: at(1),
        user: Some(user.clone()),
        what,
    });
    check(
        "activity",
        &Activity {
            items: items.into(),
            total: 3,
            has_more: false,
        },
    );
}

#[test]
fn administration() {
    check(
        "admin_user",
        &AdminUser {
            id: id(1),
            twitch_username: "ranni_fan".into(),
            twitch_display_name: None,
            twitch_avatar_url: None,
            role: Role::Organizer,
            created_at: at(1),
            last_seen: None,
            training_count: 0,
            race_count: 3,
        },
    );
    check("patch_user", &PatchUser { role: Role::User });
    let pool_name = || "sprint".to_owned();
    check(
        "pool_request",
        &PoolRequest {
            pool_name: pool_name(),
        },
    );
    check(
        "scanned_pool",
        &ScannedPool {
            added: 2,
            pool_name: pool_name(),
        },
    );
    check(
        "discarded_pool",
        &DiscardedPool {
            discarded: 5,
            pool_name: pool_name(),
        },
    );
    let counts = SeedCounts {
        available: 3,
        consumed: 2,
        discarded: 0,
    };
    check(
        "seed_stats",
        &SeedStats {
            pools: BTreeMap::from([(pool_name(), counts)]),
        },
    );
}
