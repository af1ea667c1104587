//! What happened in a race; the unit of the journal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::RaceSettings;
use crate::id::{ParticipantId, SeedId, UserId};
use crate::progress::Step;
use crate::status::ParticipantStatus;

/// Why somebody abandoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbandonCause {
    /// They gave up.
    Own,
    /// They were timed out.
    Inactive,
    /// The organizer ended the race.
    ForceFinish,
}

/// Why a race is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaceEnd {
    /// Everybody had finished or abandoned.
    #[default]
    AllDone,
    /// The last ones in it were timed out.
    Inactive,
    /// The organizer ended it.
    Forced,
}

/// Why somebody is no longer in the race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemovalCause {
    /// They withdrew.
    Left,
    /// The organizer removed them.
    Removed,
}

/// Something that happened in a race. As JSON an object whose `kind` names the variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Somebody entered the race.
    ParticipantJoined {
        /// The new entry.
        participant: ParticipantId,
        /// The user.
        user: UserId,
        /// Their colour.
        color_index: u32,
    },
    /// Somebody is out of the race, which has not started.
    ParticipantRemoved {
        /// The entry.
        participant: ParticipantId,
        /// Why.
        cause: RemovalCause,
    },
    /// A user casts from now on.
    CasterAdded {
        /// The user.
        user: UserId,
    },
    /// A user no longer casts.
    CasterRemoved {
        /// The user.
        user: UserId,
    },
    /// A user helps to run the race from now on.
    CoOrganizerAdded {
        /// The user.
        user: UserId,
    },
    /// A user no longer helps.
    CoOrganizerRemoved {
        /// The user.
        user: UserId,
        /// True if they could see the whole map, since they did not take part.
        may_know_map: bool,
    },
    /// The organizer has chosen anew.
    Edited {
        /// All choices as they are now.
        settings: RaceSettings,
    },
    /// The seed packs may be downloaded.
    SeedsReleased,
    /// The race has another seed, not released.
    SeedAssigned {
        /// The seed.
        seed: SeedId,
    },
    /// A countdown runs.
    CountdownBegan {
        /// The instant at which the race will start.
        starts_at: DateTime<Utc>,
    },
    /// The countdown was called off.
    CountdownCancelled,
    /// The race runs.
    RaceStarted {
        /// The instant of the start; after a countdown the announced one.
        started_at: DateTime<Utc>,
    },
    /// The race is over. Follows the last participant's end in the same batch.
    RaceFinished {
        /// Why. Journals from before it was noted do not say.
        #[serde(default)]
        cause: RaceEnd,
    },
    /// The race is back in setup, all progress forgotten.
    RaceReset,
    /// A participant's mod reported in.
    BecameReady {
        /// Who.
        participant: ParticipantId,
    },
    /// A participant is out of the running race.
    Abandoned {
        /// Who.
        participant: ParticipantId,
        /// Why.
        cause: AbandonCause,
    },
    /// Somebody who was out of the race is in it again.
    Restored {
        /// Who.
        participant: ParticipantId,
        /// Where they stand now.
        status: ParticipantStatus,
    },
    /// A race that was over goes on. Follows [`Event::Restored`] in the same batch.
    RaceResumed,
    /// A result is unconfirmed from now on, or confirmed.
    ResultHeld {
        /// Whose.
        participant: ParticipantId,
        /// Unconfirmed.
        held: bool,
    },
    /// The organizer has put a result right.
    ResultCorrected {
        /// Whose.
        participant: ParticipantId,
        /// How the run ended.
        status: ParticipantStatus,
        /// Final IGT in milliseconds.
        igt_ms: u32,
        /// Deaths.
        death_count: u32,
        /// The layer that counts as reached.
        layer: u32,
    },
    /// A participant's progress changed; the `kind` is that of the step.
    #[serde(untagged)]
    Progressed {
        /// Who.
        participant: ParticipantId,
        /// What changed.
        #[serde(flatten)]
        step: Step,
    },
}

impl Event {
    /// The name of the kind, as in the JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ParticipantJoined { .. } => "participant_joined",
            Self::ParticipantRemoved { .. } => "participant_removed",
            Self::CasterAdded { .. } => "caster_added",
            Self::CasterRemoved { .. } => "caster_removed",
            Self::CoOrganizerAdded { .. } => "co_organizer_added",
            Self::CoOrganizerRemoved { .. } => "co_organizer_removed",
            Self::Edited { .. } => "edited",
            Self::Restored { .. } => "restored",
            Self::RaceResumed => "race_resumed",
            Self::ResultHeld { .. } => "result_held",
            Self::ResultCorrected { .. } => "result_corrected",
            Self::SeedsReleased => "seeds_released",
            Self::SeedAssigned { .. } => "seed_assigned",
            Self::CountdownBegan { .. } => "countdown_began",
            Self::CountdownCancelled => "countdown_cancelled",
            Self::RaceStarted { .. } => "race_started",
            Self::RaceFinished { .. } => "race_finished",
            Self::RaceReset => "race_reset",
            Self::BecameReady { .. } => "became_ready",
            Self::Abandoned { .. } => "abandoned",
            Self::Progressed { step, .. } => step.kind(),
        }
    }

    /// True for events that must be stored before anyone is told of them. The others live in
    /// memory and in the participants' rows.
    #[must_use]
    pub const fn is_durable(&self) -> bool {
        match self {
            Self::Progressed { step, .. } => step.is_durable(),
            _ => true,
        }
    }

    /// The participant it is about, if it is about one.
    #[must_use]
    pub const fn participant(&self) -> Option<ParticipantId> {
        match self {
            Self::ParticipantJoined { participant, .. }
            | Self::ParticipantRemoved { participant, .. }
            | Self::BecameReady { participant }
            | Self::Abandoned { participant, .. }
            | Self::Restored { participant, .. }
            | Self::ResultHeld { participant, .. }
            | Self::ResultCorrected { participant, .. }
            | Self::Progressed { participant, .. } => Some(*participant),
            _ => None,
        }
    }
}
