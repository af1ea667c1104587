//! What organizers decide about the results of a race.

use serde::{Deserialize, Serialize};

/// Body of `POST /api/races/{race_id}/participants/{participant_id}/restore`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestoreParticipant {
    /// Why, 1 to 500 characters after trimming.
    pub reason: String,
}

/// Body of `POST /api/races/{race_id}/participants/{participant_id}/hold`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoldResult {
    /// Whether the result is unconfirmed from now on.
    pub held: bool,
    /// Why, 1 to 500 characters after trimming.
    pub reason: String,
}

/// Body of `POST /api/races/{race_id}/participants/{participant_id}/correct`; at least one value
/// besides the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectResult {
    /// The right final in-game time in milliseconds, at least 1; absent or null leaves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub igt_ms: Option<u32>,
    /// The right number of deaths; absent or null leaves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death_count: Option<u32>,
    /// The right outcome; absent or null leaves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Outcome>,
    /// Why, 1 to 500 characters after trimming.
    pub reason: String,
}

/// How a run can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The end of the seed was reached.
    Finished,
    /// It was not.
    Abandoned,
}
