//! A race and its participants: commands in, events out.
//!
//! [`Race::decide`] checks a command against the rules and says what happens; [`Race::apply`] folds
//! one event. Nothing else changes a race, so folding the journal gives the same state again.
//! Who may give a command (the organizer, the participant themselves, the system) is for the
//! caller to check; everything that depends on the state of the race is checked here.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::graph::{MapAccess, MapPolicy, SeedGraph, Viewer, map_access};
use crate::id::{ParticipantId, RaceId, SeedId, UserId};
use crate::standings::Standings;
use crate::status::RaceStatus;

mod command;
mod decide;
mod event;
mod fold;
mod live;
mod organizers;
mod record;
mod refusal;
mod roster;
mod ruling;
mod settings;

pub use command::Command;
pub use event::{AbandonCause, Event, RaceEnd, RemovalCause};
pub use record::{Participant, RaceRecord};
pub use refusal::Refusal;
pub use ruling::{Correction, Outcome};
pub use settings::{RaceEdit, RaceSettings};

/// The longest countdown, in seconds.
pub const MAX_COUNTDOWN_S: u32 = 60;

/// A race with the graph of its seed.
#[derive(Clone, Debug)]
pub struct Race {
    record: RaceRecord,
    graph: Option<Arc<SeedGraph>>,
}

impl Race {
    /// A race as stored, with the graph of its seed if there is one. Fold the journal from where
    /// the record was taken to bring it up to date.
    #[must_use]
    pub fn restore(record: RaceRecord, graph: Option<Arc<SeedGraph>>) -> Self {
        Self { record, graph }
    }

    /// Everything that is stored of the race.
    #[must_use]
    pub fn record(&self) -> &RaceRecord {
        &self.record
    }

    /// Sets the graph, after a seed was assigned; [`Event::SeedAssigned`] takes away the old one.
    pub fn set_graph(&mut self, graph: Option<Arc<SeedGraph>>) {
        self.graph = graph;
    }

    /// The graph of the seed.
    #[must_use]
    pub fn graph(&self) -> Option<&Arc<SeedGraph>> {
        self.graph.as_ref()
    }

    /// The race's id.
    #[must_use]
    pub fn id(&self) -> RaceId {
        self.record.id
    }

    /// The user who made the race.
    #[must_use]
    pub fn organizer(&self) -> UserId {
        self.record.organizer
    }

    /// The seed to be played.
    #[must_use]
    pub fn seed(&self) -> Option<SeedId> {
        self.record.seed
    }

    /// Where the race stands.
    #[must_use]
    pub fn status(&self) -> RaceStatus {
        self.record.status
    }

    /// When the race started; none in setup.
    #[must_use]
    pub fn started_at(&self) -> Option<DateTime<Utc>> {
        self.record.started_at
    }

    /// When the seed packs were released; none before.
    #[must_use]
    pub fn seeds_released_at(&self) -> Option<DateTime<Utc>> {
        self.record.seeds_released_at
    }

    /// The instant at which a pending countdown ends; none without one.
    #[must_use]
    pub fn starts_at(&self) -> Option<DateTime<Utc>> {
        self.record.starts_at
    }

    /// All participants, in join order, which is the order of their colours.
    #[must_use]
    pub fn participants(&self) -> &[Participant] {
        &self.record.participants
    }

    /// The participant with this id.
    #[must_use]
    pub fn participant(&self, id: ParticipantId) -> Option<&Participant> {
        self.record
            .participants
            .iter()
            .find(|participant| participant.id == id)
    }

    /// The participant entered by this user.
    #[must_use]
    pub fn participant_of(&self, user: UserId) -> Option<&Participant> {
        self.record
            .participants
            .iter()
            .find(|participant| participant.user == user)
    }

    /// All casters, in join order.
    #[must_use]
    pub fn casters(&self) -> &[UserId] {
        &self.record.casters
    }

    /// True if the user casts the race.
    #[must_use]
    pub fn is_caster(&self, user: UserId) -> bool {
        self.record.casters.contains(&user)
    }

    /// What the user (none: anonymous) is to the race when it comes to the map.
    #[must_use]
    pub fn viewer(&self, user: Option<UserId>) -> Viewer {
        let Some(user) = user else {
            return Viewer::Outsider;
        };
        match self.participant_of(user) {
            Some(participant) => Viewer::Participant(participant.status),
            None if self.organizes(user) => Viewer::Organizer,
            None => Viewer::Outsider,
        }
    }

    /// How much of the map the user (none: anonymous) may see now. `open` is the host's wish to
    /// hide nothing from anybody.
    #[must_use]
    pub fn map_access(&self, user: Option<UserId>, open: bool) -> MapAccess {
        let policy = MapPolicy::new(open, self.record.settings.fog_of_war);
        map_access(self.viewer(user), self.status(), policy)
    }

    /// The leaderboard as of now.
    #[must_use]
    pub fn standings(&self) -> Standings<'_> {
        Standings::new(&self.record.participants, self.graph.as_deref())
    }
}
