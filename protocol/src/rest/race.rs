//! Races in lists and in full.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Caster, Participant, ParticipantPreview, PendingInvite, PoolConfig, RaceStatus, User};
use crate::time;

/// Races have the option unless told otherwise.
fn default_fog() -> bool {
    true
}

/// A race in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Race {
    /// Id of the race.
    pub id: Uuid,
    /// Name of the race.
    pub name: String,
    /// Who runs the race.
    pub organizer: User,
    /// Who helps to run it, in the order of their naming.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub co_organizers: Vec<User>,
    /// State of the race.
    pub status: RaceStatus,
    /// Pool of the assigned seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub pool_name: Option<String>,
    /// Whether the race is listed.
    pub is_public: bool,
    /// Whether people may join by themselves.
    pub open_registration: bool,
    /// How many may join by themselves.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub max_participants: Option<u32>,
    /// Whether racers see only what they have discovered of the map while they race.
    #[serde(default = "default_fog")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub fog_of_war: bool,
    /// When the race was created.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
    /// When the race is planned to start.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub scheduled_at: Option<DateTime<Utc>>,
    /// When the race started.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub started_at: Option<DateTime<Utc>>,
    /// When the seed packs were released.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seeds_released_at: Option<DateTime<Utc>>,
    /// When the running countdown ends and the race starts; null without countdown.
    #[serde(default, with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub starts_at: Option<DateTime<Utc>>,
    /// Number of participants.
    pub participant_count: u32,
    /// At most five participants: by rank when the race is finished, else in join order.
    pub participant_previews: Vec<ParticipantPreview>,
    /// Layers of the seed; only in the caller's own list.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_layers: Option<u32>,
    /// Commentators in join order.
    pub casters: Vec<Caster>,
    /// The caller's layer; only in the caller's own list.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub my_current_layer: Option<u32>,
    /// The caller's in-game time in milliseconds; only in the caller's own list.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub my_igt_ms: Option<u32>,
    /// The caller's deaths; only in the caller's own list.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub my_death_count: Option<u32>,
}

/// A race in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RaceDetail {
    /// Id of the race.
    pub id: Uuid,
    /// Name of the race.
    pub name: String,
    /// Who runs the race.
    pub organizer: User,
    /// Who helps to run it, in the order of their naming.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub co_organizers: Vec<User>,
    /// State of the race.
    pub status: RaceStatus,
    /// Pool of the assigned seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub pool_name: Option<String>,
    /// Whether the race is listed.
    pub is_public: bool,
    /// Whether people may join by themselves.
    pub open_registration: bool,
    /// How many may join by themselves.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub max_participants: Option<u32>,
    /// Whether racers see only what they have discovered of the map while they race.
    #[serde(default = "default_fog")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub fog_of_war: bool,
    /// When the race was created.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
    /// When the race is planned to start.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub scheduled_at: Option<DateTime<Utc>>,
    /// When the race started.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub started_at: Option<DateTime<Utc>>,
    /// When the seed packs were released.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seeds_released_at: Option<DateTime<Utc>>,
    /// When the running countdown ends and the race starts; null without countdown.
    #[serde(default, with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub starts_at: Option<DateTime<Utc>>,
    /// Number of participants.
    pub participant_count: u32,
    /// Slug of the seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_number: Option<String>,
    /// Layers of the seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_layers: Option<u32>,
    /// Nodes of the seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_nodes: Option<u32>,
    /// Routes through the seed, 0 when its file does not say.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_paths: Option<u64>,
    /// Participants in join order.
    pub participants: Vec<Participant>,
    /// Commentators in join order.
    pub casters: Vec<Caster>,
    /// Invitations not accepted yet.
    pub pending_invites: Vec<PendingInvite>,
    /// Settings of the pool; null when the pool has no file of them.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub pool_config: Option<PoolConfig>,
}

/// A list of races. The counts are null when the request had no `limit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RaceList {
    /// The races asked for.
    pub races: Vec<Race>,
    /// How many races match in all.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub total: Option<u64>,
    /// Whether there are more after these.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub has_more: Option<bool>,
}
