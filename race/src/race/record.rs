//! What is stored of a race and of its participants.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{RaceEnd, RaceSettings};
use crate::id::{ParticipantId, RaceId, SeedId, UserId};
use crate::progress::Progress;
use crate::status::{ParticipantStatus, RaceStatus};

/// The state of a race, apart from the graph of its seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceRecord {
    /// The race.
    pub id: RaceId,
    /// The user who made it.
    pub organizer: UserId,
    /// The seed to be played.
    pub seed: Option<SeedId>,
    /// Where the race stands.
    pub status: RaceStatus,
    /// When it started; none in setup.
    pub started_at: Option<DateTime<Utc>>,
    /// Why it is over; none while it is not, and for races that ended before this was noted.
    #[serde(default)]
    pub ended: Option<RaceEnd>,
    /// When the seed packs were released; none before.
    pub seeds_released_at: Option<DateTime<Utc>>,
    /// When a pending countdown ends; none without one.
    pub starts_at: Option<DateTime<Utc>>,
    /// What the organizer has chosen.
    pub settings: RaceSettings,
    /// Who helps the organizer, in the order of their naming.
    pub co_organizers: Vec<UserId>,
    /// Who once did without taking part, and so may know the map.
    pub former_organizers: Vec<UserId>,
    /// Participants in join order.
    pub participants: Vec<Participant>,
    /// Users who cast, in join order; none of them participates.
    pub casters: Vec<UserId>,
}

impl RaceRecord {
    /// A race just made: in setup, empty, and with nothing chosen.
    #[must_use]
    pub fn new(id: RaceId, organizer: UserId) -> Self {
        Self {
            id,
            organizer,
            seed: None,
            status: RaceStatus::Setup,
            started_at: None,
            ended: None,
            seeds_released_at: None,
            starts_at: None,
            settings: RaceSettings::default(),
            co_organizers: Vec::new(),
            former_organizers: Vec::new(),
            participants: Vec::new(),
            casters: Vec::new(),
        }
    }
}

/// One person's entry in a race.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The entry.
    pub id: ParticipantId,
    /// The person.
    pub user: UserId,
    /// Their colour, unique in the race; grows in join order.
    pub color_index: u32,
    /// Where they stand.
    pub status: ParticipantStatus,
    /// When they finished; none otherwise.
    pub finished_at: Option<DateTime<Utc>>,
    /// True while the organizer has not confirmed the result.
    #[serde(default)]
    pub held: bool,
    /// True once the organizer has corrected the result.
    #[serde(default)]
    pub corrected: bool,
    /// How far they have come.
    #[serde(flatten)]
    pub progress: Progress,
}

impl Participant {
    /// An entry just made.
    #[must_use]
    pub fn new(id: ParticipantId, user: UserId, color_index: u32) -> Self {
        Self {
            id,
            user,
            color_index,
            status: ParticipantStatus::Registered,
            finished_at: None,
            held: false,
            corrected: false,
            progress: Progress::default(),
        }
    }
}
