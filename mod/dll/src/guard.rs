//! Keeps panics out of the game.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

static PANICKED: AtomicBool = AtomicBool::new(false);

/// Runs a piece of the mod; none when it panicked. What a panic left behind must not be used
/// again unless any state of it will do.
pub(crate) fn run<T>(what: &str, piece: impl FnOnce() -> T) -> Option<T> {
    // The panic hook has logged the cause.
    let outcome = catch_unwind(AssertUnwindSafe(piece));
    if outcome.is_err() {
        PANICKED.store(true, Ordering::Relaxed);
        tracing::error!("{what} panicked");
    }
    outcome.ok()
}

/// Whether any piece has panicked.
pub(crate) fn has_panicked() -> bool {
    PANICKED.load(Ordering::Relaxed)
}
