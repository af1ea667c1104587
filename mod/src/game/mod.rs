//! What the game shows, as plain values.
//!
//! A reader gives a [`Snapshot`] per frame and never interprets it. Two kinds of absence are kept
//! apart: a value that is not there yet is normal, one that was not found will not come.

pub mod live;
mod place;
mod recording;
mod snapshot;

use std::time::Duration;

pub use place::{MapId, Place};
pub use recording::{RecordedRun, RecordingError};
pub use snapshot::{FlagReading, Reading, Snapshot};

/// Something that knows the state of the game.
pub trait GameReader {
    /// The state at `now`, time since any fixed instant, with a reading of each of `flags` in
    /// their order. Must not wait.
    fn snapshot(&mut self, now: Duration, flags: &[u32]) -> Snapshot;

    /// Clears a flag that the game would keep for ever. Without effect when it cannot be
    /// written.
    fn clear_flag(&mut self, flag: u32);
}
