//! The pace of a simulated run: how in-game time follows real time.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Messages per second that a racer stays below; the server tolerates 50.
const MESSAGES_PER_SECOND: usize = 35;

/// Ticks in-game time `speed` times as fast as real time, but never faster than the racer's
/// messages may follow each other.
#[derive(Debug)]
pub(super) struct Clock {
    speed: f64,
    begun: Instant,
    last: Instant,
    /// Milliseconds not handed out yet.
    rest: f64,
    sent: VecDeque<Instant>,
}

impl Clock {
    /// A clock that begins now.
    #[must_use]
    pub(super) fn new(speed: u32) -> Self {
        let now = Instant::now();
        Self {
            speed: f64::from(speed),
            begun: now,
            last: now,
            rest: 0.0,
            sent: VecDeque::new(),
        }
    }

    /// Time between two frames.
    #[must_use]
    pub(super) fn frame(&self) -> Duration {
        Duration::from_millis(if self.speed < 20.0 { 20 } else { 5 })
    }

    /// A second of the run in real time, but not less than a connection can bear every so often.
    #[must_use]
    pub(super) fn second(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.speed).max(Duration::from_millis(100))
    }

    /// Real time since the clock began.
    #[must_use]
    pub(super) fn now(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Real time that `virtual_time` of the run takes.
    #[must_use]
    pub(super) fn real(&self, virtual_time: Duration) -> Duration {
        virtual_time.div_f64(self.speed)
    }

    /// Notes messages just sent.
    pub(super) fn sent(&mut self, count: usize) {
        let now = Instant::now();
        self.sent.extend(std::iter::repeat_n(now, count));
        while self
            .sent
            .front()
            .is_some_and(|at| now.duration_since(*at) > Duration::from_secs(1))
        {
            self.sent.pop_front();
        }
    }

    /// Whether the racer should wait before doing anything that leads to messages.
    #[must_use]
    pub(super) fn is_crowded(&self) -> bool {
        self.sent.len() >= MESSAGES_PER_SECOND
    }

    /// Milliseconds of in-game time since the last call.
    pub(super) fn tick(&mut self) -> u32 {
        let now = Instant::now();
        self.rest += now.duration_since(self.last).as_secs_f64() * 1000.0 * self.speed;
        self.last = now;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "elapsed time is positive, and a cast of too much saturates"
        )]
        let whole = self.rest as u32;
        self.rest -= f64::from(whole);
        whole
    }

    /// Forgets the time since the last tick, in which the run stood still.
    pub(super) fn skip(&mut self) {
        self.last = Instant::now();
        self.rest = 0.0;
    }
}
