//! Invitations of people who have no account yet.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Participant, RaceStatus};
use crate::time;

/// An invitation just made or found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invite {
    /// Secret part of the invitation's address.
    pub token: String,
    /// Login the invitation is for.
    pub twitch_username: String,
    /// Race it invites to.
    pub race_id: Uuid,
}

/// An invitation nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PendingInvite {
    /// Id of the invitation.
    pub id: Uuid,
    /// Login the invitation is for.
    pub twitch_username: String,
    /// When it was made.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
    /// Secret part of its address; null for everybody but the race's organizer.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub token: Option<String>,
}

/// What the page behind an invitation's address shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteDetail {
    /// Secret part of the invitation's address.
    pub token: String,
    /// Name of the race it invites to.
    pub race_name: String,
    /// Name of the race's organizer.
    pub organizer_name: String,
    /// Where the race stands.
    pub race_status: RaceStatus,
    /// Login the invitation is for.
    pub twitch_username: String,
}

/// An invitation just accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptedInvite {
    /// The new participant.
    pub participant: Participant,
    /// Race they are in now.
    pub race_id: Uuid,
}
