//! Ctrl-C and the signals that ask a program to end.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use anyhow::{Context, Result};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Starts to listen for SIGINT, SIGTERM and SIGHUP. From then on they no longer end this program
/// by themselves.
///
/// # Errors
/// When the system refuses the handler.
pub(crate) fn install() -> Result<()> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::SeqCst))
        .context("cannot listen for Ctrl-C")
}

/// Whether the user has asked to stop.
pub(crate) fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

/// Waits a moment, for loops that watch processes.
pub(crate) fn pause() {
    thread::sleep(Duration::from_millis(50));
}
