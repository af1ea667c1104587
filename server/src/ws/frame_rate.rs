//! How many frames a peer may send.

use speedfog_protocol::limits::{FRAME_RATE_WINDOW, FRAMES_PER_SECOND};
use tokio::time::Instant;

/// A budget of frames that refills steadily: bursts are fine, a lasting flood is not.
#[derive(Debug)]
pub(super) struct FrameRate {
    budget: f64,
    refilled: Instant,
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred frames")]
fn full() -> f64 {
    (u64::from(FRAMES_PER_SECOND) * FRAME_RATE_WINDOW.as_secs()) as f64
}

impl FrameRate {
    /// A full budget.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            budget: full(),
            refilled: now,
        }
    }

    /// Takes one frame from the budget; false when it is used up.
    pub(super) fn allow(&mut self, now: Instant) -> bool {
        let passed = now.duration_since(self.refilled).as_secs_f64();
        self.refilled = now;
        self.budget = (self.budget + passed * f64::from(FRAMES_PER_SECOND)).min(full());
        if self.budget < 1.0 {
            return false;
        }
        self.budget -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_passes_and_a_flood_does_not() {
        let start = Instant::now();
        let mut rate = FrameRate::new(start);
        let burst = (0..600).filter(|_| rate.allow(start)).count();
        assert_eq!(burst, 500);
        let later = start + Duration::from_secs(1);
        assert_eq!((0..600).filter(|_| rate.allow(later)).count(), 50);
    }
}
