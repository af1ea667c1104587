//! The player's result.

use speedfog_protocol::ParticipantStatus;

use super::label::append;
use super::{Input, Label};
use crate::overlay::Tone;
use crate::overlay::format::{Gap, Ordinal, Result};

/// The player's result; all empty until there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FinishCard {
    /// Place so far, of how many.
    pub place: Label,
    /// In-game time.
    pub time: Label,
    /// Behind the winner.
    pub gap: Label,
    /// Deaths in words.
    pub deaths: Label,
}

impl FinishCard {
    pub(super) fn update(&mut self, input: &Input<'_>) {
        let labels = [
            &mut self.place,
            &mut self.time,
            &mut self.gap,
            &mut self.deaths,
        ];
        labels.into_iter().for_each(Label::clear);
        let Some((race, own)) = input
            .tracker
            .race()
            .and_then(|race| Some((race, race.own()?)))
            .filter(|(_, own)| own.status == ParticipantStatus::Finished)
        else {
            return;
        };
        self.time.set(Tone::Plain, Result(own.igt_ms));
        match own.death_count {
            0 => self.deaths.set(Tone::Faint, "no deaths"),
            1 => self.deaths.set(Tone::Faint, "1 death"),
            deaths => self
                .deaths
                .set(Tone::Faint, format_args!("{deaths} deaths")),
        }
        if own.held {
            append(&mut self.deaths.text, " · to be confirmed");
        }
        let rows = race.rows();
        if input.tracker.is_solo() {
            self.place.set(Tone::Gold, "Finished");
            return;
        }
        let place = rows.iter().position(|row| row.info.id == own.id);
        if let Some(place) = place.map(|index| index + 1) {
            let tone = if place == 1 { Tone::Gold } else { Tone::Good };
            let of = rows.len();
            self.place
                .set(tone, format_args!("{} of {of}", Ordinal(place)));
        }
        if let Some(gap) = own.gap_ms.filter(|gap| *gap != 0) {
            self.gap.set(Tone::Faint, Gap(gap));
        }
    }
}
