//! What the terminal shows.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::time::{Duration, Instant};

use speedfog_protocol::ParticipantStatus;
use speedfog_protocol::rest::{RaceDetail, TrainingSession, TrainingStatus};

use super::racer::Progress;

/// Between two lines where lines cannot be overwritten.
const QUIET_PERIOD: Duration = Duration::from_secs(10);

/// A line that is always up to date on a terminal, and now and then in a file.
#[derive(Debug)]
pub(super) struct LiveLine {
    terminal: bool,
    last: Option<Instant>,
}

impl LiveLine {
    /// A line on the standard error output.
    #[must_use]
    pub(super) fn new() -> Self {
        Self {
            terminal: std::io::stderr().is_terminal(),
            last: None,
        }
    }

    /// Shows where everybody is.
    pub(super) fn show(&mut self, field: &[Progress]) {
        let text = line(field);
        let mut out = std::io::stderr().lock();
        if self.terminal {
            // Nothing can be done about a terminal that is gone.
            let _ = write!(out, "\r\x1b[2K{text}");
            let _ = out.flush();
        } else if self.last.is_none_or(|last| last.elapsed() >= QUIET_PERIOD) {
            self.last = Some(Instant::now());
            let _ = writeln!(out, "{text}");
        }
    }

    /// Leaves the line, so that others can follow.
    pub(super) fn end(&self) {
        if self.terminal {
            eprintln!();
        }
    }
}

fn line(field: &[Progress]) -> String {
    let count = |test: fn(&Progress) -> bool| field.iter().filter(|racer| test(racer)).count();
    let done = count(|racer| racer.outcome.is_some());
    let connected = count(|racer| racer.connected);
    let front = field.iter().map(|racer| racer.layer).max().unwrap_or(0);
    let time = field.iter().map(|racer| racer.igt_ms).max().unwrap_or(0);
    let deaths: u32 = field.iter().map(|racer| racer.deaths).sum();
    format!(
        "{}  {done}/{} done, {connected} connected, front on layer {front}, {deaths} deaths",
        clock(time),
        field.len()
    )
}

/// A time as `H:MM:SS`.
fn clock(igt_ms: u32) -> String {
    let seconds = igt_ms / 1000;
    format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// The table of results. `outcomes` tells of each login what happened against the plan.
#[must_use]
pub(super) fn table(race: &RaceDetail, outcomes: &[(String, Result<(), String>)]) -> String {
    let mut rows: Vec<_> = race.participants.iter().collect();
    rows.sort_by_key(|row| {
        let group = match row.status {
            ParticipantStatus::Finished => 0,
            ParticipantStatus::Playing => 1,
            ParticipantStatus::Ready | ParticipantStatus::Registered => 2,
            ParticipantStatus::Abandoned => 3,
        };
        (group, row.igt_ms, row.color_index)
    });
    let layers = race.seed_total_layers.unwrap_or(0);
    let mut out = String::new();
    let name_width = rows
        .iter()
        .map(|row| width(&row.user.twitch_username))
        .max()
        .unwrap_or(0);
    let _ = writeln!(
        out,
        "  #  {}  result      time     deaths  layer",
        padded("racer", name_width)
    );
    for (at, row) in rows.iter().enumerate() {
        let login = &row.user.twitch_username;
        let note = outcomes
            .iter()
            .find(|(name, _)| name == login)
            .and_then(|(_, outcome)| outcome.as_ref().err())
            .map_or_else(String::new, |reason| format!("  {reason}"));
        let rank = match row.status {
            ParticipantStatus::Finished => (at + 1).to_string(),
            _ => "–".to_owned(),
        };
        let _ = writeln!(
            out,
            "{rank:>3}  {}  {:<10}  {:>7}  {:>6}  {:>5}{note}",
            padded(login, name_width),
            row.status.as_str(),
            clock(row.igt_ms),
            row.death_count,
            format!("{}/{layers}", (row.current_layer + 1).min(layers)),
        );
    }
    out
}

/// How one solo session ended, in a line; `outcome` tells what happened against the plan.
#[must_use]
pub(super) fn solo_line(
    name: &str,
    session: &TrainingSession,
    outcome: &Result<(), String>,
) -> String {
    let status = match session.status {
        TrainingStatus::Active => "active",
        TrainingStatus::Finished => "finished",
        TrainingStatus::Abandoned => "abandoned",
    };
    let note = outcome.as_ref().err();
    let note = note.map_or_else(String::new, |reason| format!(", {reason}"));
    let time = clock(session.igt_ms);
    format!(
        "{name}: {status} at {time} with {} deaths{note}",
        session.death_count
    )
}

fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(width(text))))
}

/// Columns that a text takes on a terminal, where East Asian characters take two.
fn width(text: &str) -> usize {
    text.chars()
        .map(|character| match u32::from(character) {
            0x1100..=0x115f
            | 0x2e80..=0xa4cf
            | 0xac00..=0xd7a3
            | 0xf900..=0xfaff
            | 0xff00..=0xff60 => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Progress, clock, line, padded};

    #[test]
    fn times() {
        for (igt_ms, expected) in [
            (0, "0:00:00"),
            (59_999, "0:00:59"),
            (3_661_000, "1:01:01"),
            (u32::MAX, "1193:02:47"),
        ] {
            assert_eq!(clock(igt_ms), expected);
        }
    }

    #[test]
    fn wide_characters_take_two_columns() {
        for (text, expected) in [("ab", "ab    "), ("雪見", "雪見  "), ("박a", "박a   ")] {
            assert_eq!(padded(text, 6), expected);
        }
    }

    #[test]
    fn the_field_in_a_line() {
        let racer = |layer, deaths, done: bool| Progress {
            connected: !done,
            igt_ms: 61_000,
            end_ms: 90_000,
            deaths,
            layer,
            outcome: done.then_some(Ok(())),
        };
        assert_eq!(
            line(&[racer(3, 1, false), racer(4, 2, true)]),
            "0:01:01  1/2 done, 1 connected, front on layer 4, 3 deaths"
        );
        assert_eq!(
            line(&[]),
            "0:00:00  0/0 done, 0 connected, front on layer 0, 0 deaths"
        );
    }
}
