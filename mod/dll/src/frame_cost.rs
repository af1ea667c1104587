//! What the mod costs per frame.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Times of this many microseconds and more are told apart by the longest only.
const LONG_US: usize = 4000;

/// How long a piece of work took, frame by frame. Adding to it costs the game's thread a few
/// nanoseconds and no memory; another thread sums it up.
#[derive(Debug)]
pub(crate) struct FrameCost {
    /// How many frames took how many microseconds; the last counts the long ones.
    frames: [AtomicU32; LONG_US + 1],
    longest_us: AtomicU32,
}

/// What the frames of some time cost, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    /// How many there were.
    pub(crate) frames: u32,
    /// Half of them took no longer.
    pub(crate) median_us: u32,
    /// Of a hundred, 99 took no longer.
    pub(crate) most_us: u32,
    /// None took longer.
    pub(crate) longest_us: u32,
}

impl Default for FrameCost {
    fn default() -> Self {
        Self {
            frames: [const { AtomicU32::new(0) }; LONG_US + 1],
            longest_us: AtomicU32::new(0),
        }
    }
}

impl FrameCost {
    /// Takes in one frame.
    pub(crate) fn add(&self, spent: Duration) {
        let spent_us = u32::try_from(spent.as_micros()).unwrap_or(u32::MAX);
        self.frames[(spent_us as usize).min(LONG_US)].fetch_add(1, Ordering::Relaxed);
        self.longest_us.fetch_max(spent_us, Ordering::Relaxed);
    }

    /// Sums up the frames since the last call; none when there were none.
    pub(crate) fn take(&self) -> Option<Summary> {
        let frames: Vec<u32> = self
            .frames
            .iter()
            .map(|frames| frames.swap(0, Ordering::Relaxed))
            .collect();
        let longest_us = self.longest_us.swap(0, Ordering::Relaxed);
        let total: u32 = frames.iter().sum();
        let reached = |wanted: u32| {
            let mut so_far = 0;
            let at = frames.iter().position(|frames| {
                so_far += frames;
                so_far >= wanted
            });
            at.map_or(longest_us, |at| (at as u32).min(longest_us))
        };
        (total > 0).then(|| Summary {
            frames: total,
            median_us: reached(total.div_ceil(2)),
            most_us: reached(total - total / 100),
            longest_us,
        })
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            frames,
            median_us,
            most_us,
            longest_us,
        } = self;
        write!(
            f,
            "median {median_us} µs, 99 % within {most_us} µs, longest {longest_us} µs, {frames} frames"
        )
    }
}
