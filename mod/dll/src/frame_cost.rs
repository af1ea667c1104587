//! What the mod costs the game's thread.

use std::time::Duration;

/// Frames per line in the log.
const FRAMES: usize = 3600;

/// Collects the time spent in each frame, and logs a summary about once a minute.
#[derive(Debug, Default)]
pub(crate) struct FrameCost {
    spent: Vec<Duration>,
}

impl FrameCost {
    /// Takes in one frame.
    pub(crate) fn add(&mut self, spent: Duration) {
        self.spent.push(spent);
        if self.spent.len() >= FRAMES {
            self.spent.sort_unstable();
            let median_us = self.spent[FRAMES / 2].as_micros();
            let worst_us = self.spent[FRAMES - 1].as_micros();
            tracing::info!(
                frames = FRAMES,
                median_us,
                worst_us,
                "time spent on the overlay"
            );
            self.spent.clear();
        }
    }
}
