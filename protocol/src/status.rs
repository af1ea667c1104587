//! States of races, participants and solo sessions as they are spelled on the wire.

use std::fmt;

use serde::{Deserialize, Serialize};

/// State of a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum RaceStatus {
    /// Participants gather; nothing is recorded.
    Setup,
    /// Progress is recorded.
    Running,
    /// Nobody races any more.
    Finished,
}

impl RaceStatus {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Running => "running",
            Self::Finished => "finished",
        }
    }
}

impl fmt::Display for RaceStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// State of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ParticipantStatus {
    /// Entered in the race; the mod was not seen yet.
    Registered,
    /// The mod said it is ready.
    Ready,
    /// Playing the seed.
    Playing,
    /// Beat the final boss.
    Finished,
    /// Gave up, or was timed out.
    Abandoned,
}

impl ParticipantStatus {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Ready => "ready",
            Self::Playing => "playing",
            Self::Finished => "finished",
            Self::Abandoned => "abandoned",
        }
    }

    /// Whether the participant is done, so that time and deaths are frozen.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::Finished | Self::Abandoned)
    }
}

impl fmt::Display for ParticipantStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// State of what a socket shows: of a race, or of a solo session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum LiveStatus {
    /// Participants of a race gather; nothing is recorded.
    Setup,
    /// Progress is recorded.
    Running,
    /// Nobody races any more, or the session reached its end.
    Finished,
    /// The owner of the session gave up; a race is never abandoned.
    Abandoned,
}

impl LiveStatus {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Abandoned => "abandoned",
        }
    }

    /// The state of a race that amounts to the same; a session given up is over.
    #[must_use]
    pub fn as_race(self) -> RaceStatus {
        match self {
            Self::Setup => RaceStatus::Setup,
            Self::Running => RaceStatus::Running,
            Self::Finished | Self::Abandoned => RaceStatus::Finished,
        }
    }
}

impl From<RaceStatus> for LiveStatus {
    fn from(status: RaceStatus) -> Self {
        match status {
            RaceStatus::Setup => Self::Setup,
            RaceStatus::Running => Self::Running,
            RaceStatus::Finished => Self::Finished,
        }
    }
}

/// State of a solo session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum TrainingStatus {
    /// Being played.
    Active,
    /// Reached the end.
    Finished,
    /// Given up.
    Abandoned,
}
