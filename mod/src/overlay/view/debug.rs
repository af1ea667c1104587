//! For whoever looks for a fault.

use std::fmt;

use super::Input;
use super::label::{Tame, append, write};
use crate::game::Reading;
use crate::overlay::Pool;
use crate::tracker::Connection;

/// How many flags are shown with their state.
const FLAGS: usize = 5;

pub(super) fn update(input: &Input<'_>, lines: &mut Pool<String>) {
    lines.clear();
    if !input.shown.debug {
        return;
    }
    let tracker = input.tracker;
    match tracker.connection() {
        Connection::Unreachable { cause, .. } => {
            write(lines.push(), format_args!("unreachable: {}", Tame(cause)));
        }
        Connection::Refused { message, .. } => {
            write(lines.push(), format_args!("refused: {}", Tame(message)));
        }
        state => write(lines.push(), format_args!("connection: {state:?}")),
    }
    let game = input.game;
    write(
        lines.push(),
        format_args!(
            "igt {} · deaths {}",
            Shown(&game.igt_ms),
            Shown(&game.deaths)
        ),
    );
    match game.readable() {
        Some(place) => {
            let [x, y, z] = place.position;
            write(
                lines.push(),
                format_args!(
                    "{} ({x:.1}, {y:.1}, {z:.1}) region {}",
                    place.map, place.play_region
                ),
            );
        }
        None => write(lines.push(), "loading"),
    }
    if let Some(grace) = tracker.travels_to() {
        write(lines.push(), format_args!("travels to {grace}"));
    }
    if !tracker.last_sent().is_empty() {
        write(
            lines.push(),
            format_args!("sent {}", Tame(tracker.last_sent())),
        );
    }
    if let Some((at, word)) = tracker.last_heard() {
        let seconds = input.now.saturating_sub(at).as_secs();
        write(lines.push(), format_args!("heard {word} {seconds} s ago"));
    }
    for reading in game.flags.iter().take(FLAGS) {
        let line = lines.push();
        write(line, format_args!("flag {} ", reading.flag));
        match tracker.flag_phase(reading.flag) {
            Some(phase) => append(line, format_args!("{} · {phase:?}", Shown(&reading.set))),
            None => append(line, Shown(&reading.set)),
        }
    }
    if game.flags.len() > FLAGS {
        let rest = game.flags.len() - FLAGS;
        write(lines.push(), format_args!("+ {rest} flags"));
    }
    for line in input.debug {
        write(lines.push(), line);
    }
}

/// A reading in one word.
struct Shown<'a, T>(&'a Reading<T>);

impl<T: fmt::Display> fmt::Display for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Reading::Present(value) => value.fmt(f),
            Reading::NotYet => f.write_str("not yet"),
            Reading::NotFound => f.write_str("not found"),
        }
    }
}
