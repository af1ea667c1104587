//! Reports that do not look like normal play; a question to the organizer, never a verdict.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time;

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SuspicionKind {
    /// In-game time ran faster than real time.
    ClockFast,
    /// In-game time fell by more than a crash of the game explains.
    ClockBack,
    /// A node was entered that no visited node leads to.
    NotAdjacent,
    /// The run was finished without its final node.
    FinishEarly,
    /// Nodes were crossed faster than is possible.
    TooFast,
}

/// One suspicion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suspicion {
    /// When it arose.
    #[serde(with = "time")]
    pub at: DateTime<Utc>,
    /// Whose report it was.
    pub participant_id: Uuid,
    /// What does not fit.
    pub kind: SuspicionKind,
    /// Particulars for people.
    pub detail: String,
    /// In-game time reported, in milliseconds.
    pub igt_ms: u32,
}

/// All suspicions of a race, oldest first; bounded for each participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suspicions {
    /// The suspicions.
    pub suspicions: Vec<Suspicion>,
}
