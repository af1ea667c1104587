//! The leaderboard.

use speedfog_protocol::ws::{ParticipantInfo, Readiness};
use speedfog_protocol::{ParticipantStatus, RaceStatus};

use super::label::{Tame, write};
use super::{Input, Label};
use crate::overlay::format::{Gap, Result};
use crate::overlay::{Pool, Tone};
use crate::tracker::{RaceView, Row};

/// Most lines of participants.
const LINES: usize = 10;

/// The leaderboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The lines, best first; none when the leaderboard is not shown.
    pub rows: Pool<BoardRow>,
    /// How many are left out.
    pub more: Label,
}

/// One line of the leaderboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardRow {
    /// Whether somebody is left out between the line above and this one.
    pub after_skipped: bool,
    /// Place.
    pub rank: Label,
    /// Index of the participant's colour.
    pub color: u32,
    /// Name the participant chose to be shown.
    pub name: Label,
    /// Login, which stands in for a name that cannot be drawn.
    pub login: String,
    /// Behind the leader.
    pub gap: Label,
    /// Layers, final time, or what the participant does before the start.
    pub place: Label,
    /// Whether this is the player.
    pub own: bool,
}

impl Board {
    pub(super) fn update(&mut self, input: &Input<'_>) {
        self.rows.clear();
        self.more.clear();
        let Some(race) = input
            .tracker
            .race()
            .filter(|_| input.shown.leaderboard && !input.tracker.is_solo())
        else {
            return;
        };
        let all = race.rows();
        let own = all.iter().position(|row| race.is_own(row));
        let first = match own {
            Some(own) if own >= LINES => LINES - 1,
            _ => all.len().min(LINES),
        };
        for index in 0..first {
            self.rows.push().update(input, race, index);
        }
        if let Some(own) = own.filter(|own| *own >= first) {
            let line = self.rows.push();
            line.update(input, race, own);
            line.after_skipped = own > first;
        }
        let left_out = all.len() - self.rows.len();
        if left_out > 0 {
            self.more
                .set(Tone::Faint, format_args!("+ {left_out} more"));
        }
    }
}

impl BoardRow {
    fn update(&mut self, input: &Input<'_>, race: &RaceView, index: usize) {
        let row = &race.rows()[index];
        let info = &row.info;
        self.after_skipped = false;
        self.own = race.is_own(row);
        self.color = info.color_index;
        let leads = index == 0
            && matches!(
                info.status,
                ParticipantStatus::Playing | ParticipantStatus::Finished
            );
        let rank = if leads { Tone::Gold } else { Tone::Faint };
        self.rank.set(rank, index + 1);
        let tone = match info.status {
            _ if self.own => Tone::Mist,
            ParticipantStatus::Playing | ParticipantStatus::Finished => Tone::Plain,
            ParticipantStatus::Ready => Tone::Plain,
            ParticipantStatus::Registered | ParticipantStatus::Abandoned => Tone::Faint,
        };
        let name = info.twitch_display_name.as_deref();
        self.name.set(
            tone,
            Tame(
                name.filter(|name| !name.is_empty())
                    .unwrap_or(&info.twitch_username),
            ),
        );
        write(&mut self.login, Tame(&info.twitch_username));
        self.gap(input, race, row);
        self.place(race, info);
    }

    fn gap(&mut self, input: &Input<'_>, race: &RaceView, row: &Row) {
        match race.gap_ms(row, input.now, input.tracker.igt_ms()) {
            Some(gap) => {
                let tone = match gap / 1000 {
                    1.. => Tone::Bad,
                    0 => Tone::Faint,
                    _ => Tone::Good,
                };
                self.gap.set(tone, Gap(gap));
            }
            None => self.gap.clear(),
        }
    }

    fn place(&mut self, race: &RaceView, info: &ParticipantInfo) {
        match (race.status(), info.status) {
            (_, ParticipantStatus::Finished) => self.place.set(Tone::Good, Result(info.igt_ms)),
            (_, ParticipantStatus::Abandoned) => self.place.set(Tone::Faint, "gave up"),
            (RaceStatus::Setup, status) => {
                let (tone, word) = preparation(race.readiness(info.id), status);
                self.place.set(tone, word);
            }
            (_, status) => {
                let total = race.seed().total_layers;
                let layer = info.current_layer.saturating_add(1).min(total);
                let tone = if status == ParticipantStatus::Playing {
                    Tone::Plain
                } else {
                    Tone::Faint
                };
                self.place.set(tone, format_args!("{layer}/{total}"));
            }
        }
    }
}

/// What a participant does before the start, in a word or two.
fn preparation(readiness: Option<&Readiness>, status: ParticipantStatus) -> (Tone, &'static str) {
    let is = |what: fn(&Readiness) -> bool| readiness.is_some_and(what);
    if is(|of| of.right_seed == Some(false)) {
        (Tone::Bad, "wrong seed")
    } else if status == ParticipantStatus::Ready {
        (Tone::Good, "ready")
    } else if is(|of| of.mod_connected) {
        (Tone::Plain, "connected")
    } else if is(|of| of.pack_downloaded) {
        (Tone::Faint, "has the pack")
    } else {
        (Tone::Faint, status.as_str())
    }
}
