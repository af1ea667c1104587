//! Race, clock, place and deaths.

use speedfog_protocol::{ParticipantStatus, RaceStatus};

use super::label::Tame;
use super::{Input, Label};
use crate::overlay::Tone;
use crate::overlay::format::Clock;
use crate::tracker::{Connection, RaceView};

/// Race, clock, place and deaths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// State of the connection: good, live while it is being made, bad.
    pub dot: Tone,
    /// Name of the race; empty without anything to show in the whole header.
    pub race: Label,
    /// In-game time.
    pub clock: Label,
    /// Where the player is.
    pub zone: Label,
    /// How far the player has come; the own status before the start.
    pub progress: Label,
    /// Difficulty of the zone.
    pub tier: Label,
    /// Deaths; the drawing says that it is deaths.
    pub deaths: Label,
}

impl Header {
    pub(super) fn update(&mut self, input: &Input<'_>) {
        let tracker = input.tracker;
        self.dot = match tracker.connection() {
            Connection::Connected if tracker.unanswered() => Tone::Live,
            Connection::Connected => Tone::Good,
            Connection::Connecting | Connection::Reconnecting => Tone::Live,
            Connection::Refused { .. } | Connection::Unreachable { .. } => Tone::Bad,
        };
        let without_race = match self.dot {
            Tone::Bad => "Not connected",
            _ => "Connecting…",
        };
        let name = tracker
            .race()
            .map_or(without_race, |race| race.race().name.as_str());
        self.race.set(Tone::Faint, Tame(name));
        match tracker.igt_ms() {
            Some(igt_ms) => self.clock.set(Tone::Plain, Clock(igt_ms)),
            None => self.clock.set(Tone::Faint, "--:--:--"),
        }
        self.place(input);
        self.progress(input);
        // Before the start they are those of another run, or none.
        let plays = |race: &&RaceView| race.status() != RaceStatus::Setup;
        match tracker.race().filter(plays).and_then(|_| tracker.deaths()) {
            Some(deaths) => self.deaths.set(Tone::Plain, deaths),
            None => self.deaths.clear(),
        }
    }

    fn place(&mut self, input: &Input<'_>) {
        self.zone.clear();
        self.tier.clear();
        if let Some(zone) = input.tracker.zone() {
            self.zone.set(Tone::Plain, Tame(&zone.display_name));
            match (zone.tier, zone.original_tier) {
                (Some(tier), Some(original)) if tier != original => self.tier.set(
                    Tone::Faint,
                    format_args!("tier {tier}, previously {original}"),
                ),
                (Some(tier), _) => self.tier.set(Tone::Faint, format_args!("tier {tier}")),
                (None, _) => {}
            }
        } else if let Some(tier) = input
            .tracker
            .race()
            .and_then(|race| race.own()?.current_layer_tier)
        {
            self.tier.set(Tone::Faint, format_args!("tier {tier}"));
        }
    }

    fn progress(&mut self, input: &Input<'_>) {
        self.progress.clear();
        let Some((race, own)) = input
            .tracker
            .race()
            .and_then(|race| Some((race, race.own()?)))
        else {
            return;
        };
        match (race.status(), own.status) {
            (RaceStatus::Setup, ParticipantStatus::Ready) => self.progress.set(Tone::Good, "ready"),
            (RaceStatus::Setup, status) | (_, status @ ParticipantStatus::Abandoned) => {
                self.progress.set(Tone::Faint, status);
            }
            (_, status) => {
                let total = race.seed().total_layers;
                let tone = if status == ParticipantStatus::Finished {
                    Tone::Good
                } else {
                    Tone::Gold
                };
                let layer = own.current_layer.saturating_add(1).min(total);
                self.progress.set(tone, format_args!("{layer}/{total}"));
            }
        }
    }
}
