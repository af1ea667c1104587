//! Participants of a race.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Invite, ParticipantStatus, User};

/// A participant of a race with the progress so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participant {
    /// Id of the participation, not of the account.
    pub id: Uuid,
    /// Who races.
    pub user: User,
    /// State in the race.
    pub status: ParticipantStatus,
    /// Deepest layer reached; the number of layers once finished.
    pub current_layer: u32,
    /// In-game time in milliseconds.
    pub igt_ms: u32,
    /// Deaths so far.
    pub death_count: u32,
    /// Colour of the participant, counted from 0.
    pub color_index: u32,
    /// Whether the organizer has not yet confirmed the result.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub held: bool,
    /// Whether the organizer has corrected the result.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub corrected: bool,
}

/// A participant in a list of races.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParticipantPreview {
    /// Id of the account.
    pub id: Uuid,
    /// Twitch login.
    pub twitch_username: String,
    /// Name as its owner spells it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_display_name: Option<String>,
    /// Address of the picture.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_avatar_url: Option<String>,
    /// Rank counted from 1, for those who finished a finished race.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub placement: Option<u32>,
}

/// Body of `POST /api/races/{race_id}/participants`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddParticipant {
    /// Login of the person to add or to invite.
    pub twitch_username: String,
}

/// What adding a person led to; exactly one field is not null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddedParticipant {
    /// The new participant, when the login has an account.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub participant: Option<Participant>,
    /// The invitation, when it has none.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub invite: Option<Invite>,
}
