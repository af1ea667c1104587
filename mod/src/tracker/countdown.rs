//! The server's clock and the countdown to a synchronised start.

use std::time::Duration;

use speedfog_protocol::ws::{ClockReply, Countdown, FromMod};

/// Questions per connection and per countdown.
const QUESTIONS: u32 = 4;
/// Between two questions.
const PERIOD: Duration = Duration::from_millis(500);
/// Between two questions of a server that has answered, once the first ones are through: the
/// clocks drift, and a computer that slept has another clock than before.
const REFRESH: Duration = Duration::from_secs(20);
/// How long a comparison counts more than a worse one.
const FRESH: Duration = Duration::from_secs(60);

/// Compares clocks with the server.
///
/// The offset is taken from the round trip with the smallest delay, since the error is at most
/// half of it. A server that answers also acknowledges events: both came in the same version,
/// and a race does not move to an older one.
#[derive(Debug, Default)]
pub(super) struct ClockSync {
    questions_left: u32,
    next_question: Duration,
    best: Option<Sample>,
    starts_at_ms: Option<i64>,
    acknowledges: bool,
}

#[derive(Clone, Copy, Debug)]
struct Sample {
    at: Duration,
    delay_ms: i64,
    /// Server's clock minus ours.
    offset_ms: i64,
}

fn millis(now: Duration) -> i64 {
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}

impl ClockSync {
    /// A fresh connection: another server may answer, and it will tell of a countdown again.
    pub(super) fn connected(&mut self, now: Duration) {
        self.best = None;
        self.starts_at_ms = None;
        self.restart(now);
    }

    fn restart(&mut self, now: Duration) {
        self.questions_left = QUESTIONS;
        self.next_question = now;
    }

    /// Has the next question asked at once: the answer is a sign of life.
    pub(super) fn ask_now(&mut self) {
        self.next_question = Duration::ZERO;
    }

    /// The next question, when it is due.
    pub(super) fn ask(&mut self, now: Duration) -> Option<FromMod> {
        let more = self.questions_left > 0 || self.acknowledges;
        if !more || now < self.next_question {
            return None;
        }
        self.questions_left = self.questions_left.saturating_sub(1);
        self.next_question = now
            + if self.questions_left > 0 {
                PERIOD
            } else {
                REFRESH
            };
        Some(FromMod::Clock {
            client_ms: millis(now),
        })
    }

    pub(super) fn answer(&mut self, now: Duration, reply: ClockReply) {
        self.acknowledges = true;
        let delay_ms = millis(now).saturating_sub(reply.client_ms);
        let middle = reply.client_ms.saturating_add(delay_ms / 2);
        let sample = Sample {
            at: now,
            delay_ms,
            offset_ms: reply.server_ms.saturating_sub(middle),
        };
        let is_better =
            |best: Sample| delay_ms < best.delay_ms || now.saturating_sub(best.at) >= FRESH;
        if delay_ms >= 0 && self.best.is_none_or(is_better) {
            self.best = Some(sample);
        }
    }

    pub(super) fn acknowledged(&mut self) {
        self.acknowledges = true;
    }

    /// Whether the server acknowledges events.
    pub(super) fn acknowledges(&self) -> bool {
        self.acknowledges
    }

    pub(super) fn countdown(&mut self, now: Duration, countdown: Countdown) {
        self.starts_at_ms = countdown.starts_at_ms;
        if self.best.is_none() {
            // Late by the time the message took, which any round trip improves on.
            self.best = Some(Sample {
                at: now,
                delay_ms: i64::MAX,
                offset_ms: countdown.server_now_ms.saturating_sub(millis(now)),
            });
        }
        if countdown.starts_at_ms.is_some() {
            self.restart(now);
        }
    }

    pub(super) fn started(&mut self) {
        self.starts_at_ms = None;
    }

    /// Time until the start, zero once it is due; none without a countdown.
    pub(super) fn remaining(&self, now: Duration) -> Option<Duration> {
        let server_now = millis(now).saturating_add(self.best?.offset_ms);
        let left = self.starts_at_ms?.saturating_sub(server_now);
        Some(Duration::from_millis(u64::try_from(left).unwrap_or(0)))
    }
}
