//! Solo sessions, which the interface calls training.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{PoolConfig, TrainingStatus, User};
use crate::{
    time,
    ws::{GraphJson, ZoneVisit},
};

/// Body of `POST /api/training`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateTraining {
    /// Pool to take a seed from; it must be one for training.
    #[serde(default = "CreateTraining::default_pool")]
    pub pool_name: String,
    /// Whether the session is left out of the figures ("slow run").
    #[serde(default)]
    pub exclude_from_stats: bool,
}

impl CreateTraining {
    fn default_pool() -> String {
        "training_standard".to_owned()
    }
}

/// A solo session in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingSession {
    /// Id of the session.
    pub id: Uuid,
    /// Who plays.
    pub user: User,
    /// State of the session.
    pub status: TrainingStatus,
    /// Pool of the seed.
    pub pool_name: String,
    /// In-game time in milliseconds.
    pub igt_ms: u32,
    /// Deaths so far.
    pub death_count: u32,
    /// Whether the session is left out of the figures ("slow run").
    pub exclude_from_stats: bool,
    /// When the session was created.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
    /// When it was finished or abandoned.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub finished_at: Option<DateTime<Utc>>,
    /// Layers of the seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_layers: Option<u32>,
    /// Nodes of the seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_nodes: Option<u32>,
    /// Deepest layer among the visited nodes; the number of layers once finished.
    pub current_layer: u32,
}

/// A solo session in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainingSessionDetail {
    /// What lists say of it.
    #[serde(flatten)]
    pub session: TrainingSession,
    /// Every entry into a node in order, revisits included; null before the first.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub progress_nodes: Option<Vec<ZoneVisit>>,
    /// Slug of the seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_number: Option<String>,
    /// Routes through the seed; null when its file does not say.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub seed_total_paths: Option<u64>,
    /// The whole graph, in English.
    #[cfg_attr(feature = "openapi", schema(required, value_type = Option<Object>))]
    pub graph_json: Option<GraphJson>,
    /// Settings of the pool; null when the pool has no file of them.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub pool_config: Option<PoolConfig>,
}

/// Somebody's finished run on the same seed, without a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ghost {
    /// Every entry into a node in order, revisits included; never empty.
    pub zone_history: Vec<ZoneVisit>,
    /// Final in-game time in milliseconds.
    pub igt_ms: u32,
    /// Deaths in all.
    pub death_count: u32,
}
