//! States of races and participants as they are spelled on the wire.

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
