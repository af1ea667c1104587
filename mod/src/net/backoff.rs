//! How long to wait before the next attempt.

use std::time::Duration;

use super::NetTiming;

/// Part of the wait that is left to chance, to either side.
const JITTER: f64 = 0.2;

/// Doubling waits with a little chance in them, so that the mods of a big race do not all come
/// back in the same instant.
#[derive(Clone, Debug)]
pub struct Backoff {
    first: Duration,
    refused: Duration,
    max: Duration,
    next: Duration,
}

impl Backoff {
    /// Waits as `timing` says.
    #[must_use]
    pub fn new(timing: &NetTiming) -> Self {
        Self {
            first: timing.retry_first,
            refused: timing.retry_refused,
            max: timing.retry_max,
            next: timing.retry_first,
        }
    }

    /// The wait after a failed attempt; `random` is from 0 to below 1. The next one is longer.
    pub fn after_failure(&mut self, random: f64) -> Duration {
        let wait = self.next.min(self.max);
        self.next = (wait * 2).min(self.max);
        wait.mul_f64(1.0 + JITTER * (2.0 * random.clamp(0.0, 1.0) - 1.0))
    }

    /// The wait after a refusal, which starts longer: the cause lasts longer, too.
    pub fn after_refusal(&mut self, random: f64) -> Duration {
        self.next = self.next.max(self.refused);
        self.after_failure(random)
    }

    /// An attempt succeeded.
    pub fn reset(&mut self) {
        self.next = self.first;
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, NetTiming};

    fn waits(refused: bool, random: f64) -> Vec<u128> {
        let mut backoff = Backoff::new(&NetTiming::default());
        (0..7)
            .map(|_| {
                if refused {
                    backoff.after_refusal(random)
                } else {
                    backoff.after_failure(random)
                }
                .as_millis()
            })
            .collect()
    }

    #[test]
    fn waits_double_up_to_the_longest() {
        let s = |seconds: [u128; 7]| seconds.map(|second| second * 1000).to_vec();
        assert_eq!(waits(false, 0.5), s([1, 2, 4, 8, 16, 30, 30]));
        assert_eq!(waits(true, 0.5), s([5, 10, 20, 30, 30, 30, 30]));
    }

    #[test]
    fn chance_moves_a_wait_by_a_fifth() {
        assert_eq!(waits(false, 0.0)[..3], [800, 1600, 3200]);
        assert_eq!(waits(false, 1.0)[..3], [1200, 2400, 4800]);
    }

    #[test]
    fn success_starts_over() {
        let mut backoff = Backoff::new(&NetTiming::default());
        backoff.after_refusal(0.5);
        backoff.after_failure(0.5);
        backoff.reset();
        assert_eq!(backoff.after_failure(0.5).as_secs(), 1);
    }
}
