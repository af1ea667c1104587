//! What keeps the race from going on as it should, in words a player can act on.

use std::time::Duration;

use super::label::{Tame, write};
use super::{Input, Label};
use crate::config::{ConfigError, FILE_NAME};
use crate::net::NetError;
use crate::overlay::{Pool, Tone};
use crate::tracker::{Connection, Trouble};

/// How long a change of the connection is told.
const NOTICE: Duration = Duration::from_secs(3);

/// A fault and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alert {
    /// What is wrong.
    pub title: String,
    /// What the player can do, or need not do.
    pub advice: String,
}

/// Why the mod cannot work at all.
#[derive(Debug)]
pub enum Startup {
    /// The file of the seed pack cannot be used.
    Config(ConfigError),
    /// No connection can be attempted.
    Net(NetError),
}

fn push(alerts: &mut Pool<Alert>, title: impl std::fmt::Display, advice: impl std::fmt::Display) {
    let alert = alerts.push();
    write(&mut alert.title, title);
    write(&mut alert.advice, advice);
}

pub(super) fn startup(startup: &Startup, alerts: &mut Pool<Alert>) {
    match startup {
        Startup::Config(error) => push(
            alerts,
            format_args!("{FILE_NAME}: {error}"),
            "Your run is not tracked. Unpack your seed pack again and start the game from there.",
        ),
        Startup::Net(error) => push(
            alerts,
            format_args!("No connection: {error}"),
            format_args!("Your run is not tracked. Correct ca_file in {FILE_NAME}."),
        ),
    }
}

pub(super) fn update(input: &Input<'_>, alerts: &mut Pool<Alert>) {
    alerts.clear();
    let tracker = input.tracker;
    if !input.fault.is_empty() {
        push(alerts, "Race mod error", input.fault);
    }
    if tracker.seed_outdated() {
        push(
            alerts,
            "SEED OUTDATED",
            "The race has another seed now. Download your seed pack again.",
        );
    }
    let retry_in = |wait: Duration| {
        let since = input.now.saturating_sub(tracker.connection_since());
        wait.saturating_sub(since).as_millis().div_ceil(1000)
    };
    match tracker.connection() {
        Connection::Refused {
            message,
            retry_in: wait,
        } => refused(message, retry_in(*wait), alerts),
        Connection::Unreachable {
            trouble,
            retry_in: wait,
            ..
        } => push(
            alerts,
            format_args!("Server unreachable, next try in {} s", retry_in(*wait)),
            match trouble {
                Trouble::Line => {
                    "Play on: your progress is kept and sent later. Is your internet connection \
                     working?"
                }
                Trouble::Certificate => {
                    "Its certificate is not accepted. Is the date of your computer right? Your \
                     progress is kept."
                }
                Trouble::Address => {
                    "The server does not know this race. Download your seed pack again."
                }
            },
        ),
        Connection::Connecting | Connection::Connected | Connection::Reconnecting => {}
    }
    if tracker.flags_missing(input.now) {
        push(
            alerts,
            "Race flags not found",
            "Is this the race seed? Start the game from the folder of your seed pack.",
        );
    }
}

/// The server's texts are for everybody; these are for the player of this game. Some servers say
/// what is over, others do not.
fn refused(message: &str, seconds: u128, alerts: &mut Pool<Alert>) {
    match message.trim() {
        "Invalid mod token" => push(
            alerts,
            "The server does not know this seed pack",
            "Download your seed pack again, or ask the organizer whether you are still in the race.",
        ),
        message if message.ends_with("already finished") => push(
            alerts,
            "This race is over",
            "There is nothing left to track.",
        ),
        message if message.ends_with("not active") => push(
            alerts,
            "This solo session is over",
            "Begin another one on the website, and play it with its own pack.",
        ),
        "Already connected" => push(
            alerts,
            "Another game is connected with your seed pack",
            format_args!("Close the other one. Next try in {seconds} s."),
        ),
        message => push(
            alerts,
            format_args!("The server refused: {}", Tame(message)),
            format_args!("Next try in {seconds} s."),
        ),
    }
}

pub(super) fn notice(input: &Input<'_>, notice: &mut Label) {
    let since = input.now.saturating_sub(input.tracker.connection_since());
    match input.tracker.connection() {
        Connection::Connected if since < NOTICE => notice.set(Tone::Good, "Connected"),
        Connection::Connected if input.tracker.unanswered() => notice.set(
            Tone::Live,
            "No answer from the server. Your progress is kept.",
        ),
        Connection::Reconnecting => notice.set(
            Tone::Live,
            "Connection lost, reconnecting… Your progress is kept.",
        ),
        _ => notice.clear(),
    }
}

#[cfg(test)]
mod tests {
    use super::refused;
    use crate::overlay::Pool;

    #[test]
    fn every_refusal_has_words_for_the_player() {
        for (message, title) in [
            (
                "Invalid mod token",
                "The server does not know this seed pack",
            ),
            ("already finished", "This race is over"),
            ("Race already finished", "This race is over"),
            ("not active", "This solo session is over"),
            ("Session not active", "This solo session is over"),
            (
                "Already connected",
                "Another game is connected with your seed pack",
            ),
            ("Invalid JSON", "The server refused: Invalid JSON"),
        ] {
            let mut alerts = Pool::default();
            refused(message, 5, &mut alerts);
            assert_eq!(alerts.len(), 1);
            assert_eq!(alerts[0].title, title, "{message}");
            assert!(!alerts[0].advice.is_empty());
        }
    }
}
