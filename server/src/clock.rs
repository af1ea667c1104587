//! The server's clock: the one place that reads it.
//!
//! It follows the system's clock but never jumps and never goes back. A system clock that is set
//! while races run would otherwise end countdowns, throw everybody out as inactive, or sign
//! everybody out.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};

/// While it is off, the clock runs faster or slower by one part in so many.
const CATCH_UP: i32 = 10;

/// How far it may be off without a word.
const TOLERATED: TimeDelta = TimeDelta::minutes(1);

#[derive(Debug, Clone, Copy)]
struct Told {
    at: Instant,
    time: DateTime<Utc>,
    is_off: bool,
}

/// The current instant, in microseconds, which is what every database keeps and the API shows.
#[must_use]
pub fn now() -> DateTime<Utc> {
    static LAST: Mutex<Option<Told>> = Mutex::new(None);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let (at, system) = (Instant::now(), Utc::now());
    let time = match *last {
        Some(told) => follow(told.time, at.saturating_duration_since(told.at), system),
        None => system,
    };
    let is_off = (system - time).abs() > TOLERATED;
    if is_off && !last.is_some_and(|told| told.is_off) {
        tracing::warn!(
            %system,
            "the system's clock has been set; times follow it slowly, or at once after a restart"
        );
    }
    *last = Some(Told { at, time, is_off });
    DateTime::from_timestamp_micros(time.timestamp_micros()).unwrap_or(time)
}

/// The time `elapsed` after `told`, as near to what the system says as the catching up allows.
fn follow(told: DateTime<Utc>, elapsed: Duration, system: DateTime<Utc>) -> DateTime<Utc> {
    let elapsed = TimeDelta::from_std(elapsed).unwrap_or(TimeDelta::zero());
    let (expected, leeway) = (told + elapsed, elapsed / CATCH_UP);
    system.clamp(expected - leeway, expected + leeway)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_clock_that_jumps_is_followed_slowly_and_met_again() {
        let minute = Duration::from_secs(60);
        for jump in [TimeDelta::hours(1), TimeDelta::hours(-1)] {
            let mut system = Utc::now();
            let mut time = system;
            system += jump;
            for passed in 1..=600 {
                system += minute;
                let before = time;
                time = follow(time, minute, system);
                let seconds = (time - before).num_seconds();
                if passed < 600 {
                    assert!((54..=66).contains(&seconds), "{seconds} in a minute");
                }
            }
            assert_eq!(time, system);
            assert_eq!(follow(time, minute, system + minute), system + minute);
        }
    }

    #[test]
    fn it_never_goes_back() {
        let mut before = now();
        for _ in 0..1000 {
            let later = now();
            assert!(later >= before);
            before = later;
        }
    }
}
