//! The mod from end to end: in the stand-in for the game, under Wine, against the real server.
//!
//! `cargo xtask test mod` builds what is needed and runs these tests; alone they do not run.
#![cfg(unix)]

mod cuts;
mod display;
mod faults;
mod items;
mod keys;
mod line;
mod measure;
mod moves;
mod older;
mod pack;
mod race;
mod race_server;
mod rival;
mod settings;
mod shot;
mod solo;
mod stand_in;
mod states;

use std::time::{Duration, Instant};

/// How long anything may take. A machine under load is slow.
const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until `look` shows something.
///
/// # Panics
/// When it does not in time.
#[track_caller]
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
