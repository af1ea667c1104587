//! Times as people read them.

use std::fmt;

/// An in-game time as `HH:MM:SS`.
pub(super) struct Clock(pub(super) u32);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// A finished run as `H:MM:SS`, below an hour as `MM:SS`.
pub(super) struct Result(pub(super) u32);

impl fmt::Display for Result {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes:02}:{seconds:02}")
        }
    }
}

/// A gap as `+M:SS` or `+H:MM:SS`, truncated towards zero; minus when ahead.
pub(super) struct Gap(pub(super) i64);

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.unsigned_abs() / 1000;
        let sign = if self.0 < 0 && seconds > 0 { '-' } else { '+' };
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{sign}{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{sign}{minutes}:{seconds:02}")
        }
    }
}

/// A place as `1st`, `2nd`, `3rd`, `4th`.
pub(super) struct Ordinal(pub(super) usize);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = match (self.0 % 10, self.0 % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        write!(f, "{}{ending}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Gap, Ordinal, Result};

    #[test]
    fn times() {
        for (ms, clock, result) in [
            (0, "00:00:00", "00:00"),
            (59_999, "00:00:59", "00:59"),
            (3_599_000, "00:59:59", "59:59"),
            (3_600_000, "01:00:00", "1:00:00"),
            (3_599_999_999, "999:59:59", "999:59:59"),
        ] {
            assert_eq!(Clock(ms).to_string(), clock);
            assert_eq!(Result(ms).to_string(), result);
        }
    }

    #[test]
    fn gaps() {
        for (ms, text) in [
            (0, "+0:00"),
            (-999, "+0:00"),
            (-1000, "-0:01"),
            (61_999, "+1:01"),
            (-3_661_000, "-1:01:01"),
            (i64::MIN, "-2562047788015:12:55"),
        ] {
            assert_eq!(Gap(ms).to_string(), text);
        }
    }

    #[test]
    fn places() {
        let places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 100, 111].map(|n| Ordinal(n).to_string());
        let expected = [
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "100th", "111th",
        ];
        assert_eq!(places, expected);
    }
}
