//! What happens around a race before it starts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    rest::{Caster, User},
    time,
};

/// The preparations for a race. Sent after the first snapshot while the race is in setup, and
/// after each change; replaces what the receiver knew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lobby {
    /// Name of the race.
    pub name: String,
    /// Pool of its seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub pool_name: Option<String>,
    /// When the race is planned to start.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub scheduled_at: Option<DateTime<Utc>>,
    /// When the seed packs were released.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seeds_released_at: Option<DateTime<Utc>>,
    /// Whether people may join by themselves.
    pub open_registration: bool,
    /// How many may join by themselves.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub max_participants: Option<u32>,
    /// Who runs the race: the organizer, then the co-organizers.
    pub organizers: Vec<User>,
    /// Commentators in join order.
    pub casters: Vec<Caster>,
    /// Invitations nobody has accepted yet.
    pub pending_invites: Vec<LobbyInvite>,
    /// How far each participant is with the preparations, in join order.
    pub readiness: Vec<Readiness>,
}

/// An invitation nobody has accepted yet, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LobbyInvite {
    /// Id of the invitation.
    pub id: Uuid,
    /// Login the invitation is for.
    pub twitch_username: String,
    /// When it was made.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
}

/// How far a participant is with the preparations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Readiness {
    /// Who.
    pub participant_id: Uuid,
    /// Whether the pack of the present seed was downloaded.
    pub pack_downloaded: bool,
    /// Whether the mod is connected.
    pub mod_connected: bool,
    /// Whether the connected mod has the pack of the present seed; null when it did not say.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub right_seed: Option<bool>,
    /// Whether the mod has reported that play can begin.
    pub ready: bool,
}
