//! The server under faults: killed, without disk or database, on a clock that jumps, with peers that
//! vanish or mean harm.
//!
//! Whatever chance decides is drawn from fixed seeds; `FAULT_SEEDS` names others, such as `7,8,9`.

mod clock;
mod course;
mod database_gone;
mod deploy;
mod disk_full;
mod half_open;
mod kill;
mod reconnects;
mod runner;
mod slow_clients;
mod slow_disk;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// The dice of every round that is to be played.
fn dice(fixed: &[u64]) -> Vec<(u64, ChaCha8Rng)> {
    let named = std::env::var("FAULT_SEEDS").ok();
    let seeds: Vec<u64> = match &named {
        Some(named) => named
            .split(',')
            .map(|seed| seed.trim().parse().expect("seeds are numbers"))
            .collect(),
        None => fixed.to_vec(),
    };
    let with_dice = |seed| (seed, ChaCha8Rng::seed_from_u64(seed));
    seeds.into_iter().map(with_dice).collect()
}
