//! What the overlay says: finished text with its tones, built from the tracker.
//!
//! A view is filled anew every frame into the same buffers. An empty text means that there is
//! nothing to show at that place.

mod alert;
mod banner;
mod board;
mod debug;
mod exits;
mod finish;
mod header;
mod label;

use std::time::Duration;

use speedfog_protocol::RaceStatus;

pub use alert::{Alert, Startup};
pub use banner::Banner;
pub use board::{Board, BoardRow};
pub use exits::Exit;
pub use finish::FinishCard;
pub use header::Header;
pub use label::Label;

use super::{Pool, Shown};
use crate::game::Snapshot;
use crate::tracker::Tracker;

/// What a view is built from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The time, as the tracker is told it.
    pub now: Duration,
    /// The tracker after its step of this frame.
    pub tracker: &'a Tracker,
    /// What the game shows in this frame.
    pub game: &'a Snapshot,
    /// Which parts the player wants to see.
    pub shown: Shown,
    /// Something that went wrong in the mod itself, for the player; empty for nothing.
    pub fault: &'a str,
    /// More lines for the debug section, from whoever reads the game.
    pub debug: &'a [String],
}

/// Everything the overlay shows, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Whether anything is drawn.
    pub visible: bool,
    /// Whether the player plays in a running race, so that a long frame would be felt.
    pub under_way: bool,
    /// State of the race, while it is worth a line.
    pub banner: Banner,
    /// What keeps the race from going on as it should.
    pub alerts: Pool<Alert>,
    /// Race, clock, place and deaths; empty without a race to join.
    pub header: Header,
    /// The gates out of the zone.
    pub exits: Pool<Exit>,
    /// The player's result.
    pub finish: FinishCard,
    /// Everybody in the race.
    pub board: Board,
    /// What has just happened to the connection.
    pub notice: Label,
    /// For whoever looks for a fault.
    pub debug: Pool<String>,
}

impl View {
    /// A view that only says why the mod cannot work.
    #[must_use]
    pub fn unusable(startup: &Startup) -> Self {
        let mut view = Self {
            visible: true,
            ..Self::default()
        };
        alert::startup(startup, &mut view.alerts);
        view
    }

    /// Names of people, which may be in any script.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.board.rows.iter().map(|row| row.name.text.as_str())
    }

    /// The other texts that come from the server, which may be in any script, too.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let exits = self
            .exits
            .iter()
            .flat_map(|exit| [exit.to.text.as_str(), exit.text.as_str()]);
        let alerts = self.alerts.iter().map(|alert| alert.title.as_str());
        let header = [
            self.header.race.text.as_str(),
            self.header.zone.text.as_str(),
        ];
        exits.chain(alerts).chain(header)
    }

    /// Fills the view for one frame.
    pub fn update(&mut self, input: &Input<'_>) {
        self.visible = input.shown.ui;
        if !self.visible {
            return;
        }
        let race = input.tracker.race();
        let runs = race.is_some_and(|race| race.status() == RaceStatus::Running);
        self.under_way = runs && input.game.readable().is_some();
        self.banner.update(input);
        alert::update(input, &mut self.alerts);
        self.header.update(input);
        exits::update(input, &mut self.exits);
        self.finish.update(input);
        self.board.update(input);
        alert::notice(input, &mut self.notice);
        debug::update(input, &mut self.debug);
    }
}
