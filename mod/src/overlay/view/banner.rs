//! The state of the race, while it is worth a line.

use std::time::Duration;

use speedfog_protocol::RaceStatus;

use super::label::write;
use super::{Input, Label};
use crate::overlay::Tone;

/// From here on the countdown fills the middle of the screen.
const BIG_FROM: Duration = Duration::from_secs(10);

/// The state of the race, while it is worth a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Banner {
    /// The line at the top of the panel.
    pub line: Label,
    /// The last seconds of the countdown and `GO!`, for the middle of the screen.
    pub big: String,
}

impl Banner {
    pub(super) fn update(&mut self, input: &Input<'_>) {
        self.line.clear();
        self.big.clear();
        let Some(race) = input.tracker.race() else {
            return;
        };
        match race.status() {
            RaceStatus::Setup => self.setup(input),
            RaceStatus::Running if input.tracker.announces_start(input.now) => {
                self.line.set(Tone::Good, "GO!");
                write(&mut self.big, "GO!");
            }
            RaceStatus::Running => {}
            RaceStatus::Finished => self.line.set(Tone::Good, "RACE FINISHED"),
        }
    }

    fn setup(&mut self, input: &Input<'_>) {
        let Some(left) = input.tracker.countdown(input.now) else {
            self.line.set(Tone::Live, "WAITING FOR START");
            return;
        };
        // "3" is shown from three seconds before the start until two before it.
        let seconds = left.as_millis().div_ceil(1000);
        if seconds == 0 {
            // The server's word that the race runs is on its way.
            self.line.set(Tone::Good, "STARTING");
            return;
        }
        self.line.set(
            Tone::Live,
            format_args!("STARTS IN {}:{:02}", seconds / 60, seconds % 60),
        );
        if left <= BIG_FROM {
            write(&mut self.big, seconds);
        }
    }
}
