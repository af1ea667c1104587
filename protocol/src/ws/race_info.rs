//! The race and its seed in the first message of a connection.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::GraphJson;
use crate::{LiveStatus, time};

/// The race or solo session a socket belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RaceInfo {
    /// Id of the race; of the session in solo mode.
    pub id: Uuid,
    /// Name of the race; of the pool in solo mode.
    pub name: String,
    /// State of the race or session.
    pub status: LiveStatus,
    /// When it started; when the session was created in solo mode.
    #[serde(default, with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub started_at: Option<DateTime<Utc>>,
    /// When the seed packs were released.
    #[serde(default, with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seeds_released_at: Option<DateTime<Utc>>,
}

/// The seed of the race.
///
/// Mods get the flags and no graph; spectators the graph and no flags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeedInfo {
    /// Id of the seed; null when the race has none.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_id: Option<Uuid>,
    /// Number of layers, 0 without a seed.
    pub total_layers: u32,
    /// The graph as far as the receiver may see it; an object with `nodes` and `edges`.
    #[cfg_attr(feature = "openapi", schema(required, value_type = Option<Object>))]
    pub graph_json: Option<GraphJson>,
    /// Number of nodes.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub total_nodes: Option<u32>,
    /// Number of routes, 0 when the seed does not say.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub total_paths: Option<u64>,
    /// Every flag to watch, ascending, the finish flag included.
    pub event_ids: Vec<u32>,
    /// The flag that ends the run.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub finish_event: Option<u32>,
    /// Items the mod hands out itself.
    pub spawn_items: Vec<SpawnItem>,
    /// The flag by which a save remembers that it has got them; null when the seed names none,
    /// as older ones do.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub items_spawned_flag: Option<u32>,
}

/// An item that the seed's scripts cannot give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SpawnItem {
    /// Id of the item in the game.
    pub id: u32,
    /// How many.
    #[serde(default = "SpawnItem::one")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub qty: u32,
}

impl SpawnItem {
    fn one() -> u32 {
        1
    }
}
