//! What everybody may know about a user.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Role;
use crate::time;

/// A user's public page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Id of the account.
    pub id: Uuid,
    /// Login.
    pub twitch_username: String,
    /// Name for people.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_display_name: Option<String>,
    /// Picture.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_avatar_url: Option<String>,
    /// Global role.
    pub role: Role,
    /// When the account was made.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
    /// How often they did what.
    pub stats: ProfileStats,
}

/// How often a user did what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProfileStats {
    /// Participations in races that have started.
    pub race_count: u64,
    /// Solo sessions.
    pub training_count: u64,
    /// Races organized.
    pub organized_count: u64,
    /// Races cast.
    pub casted_count: u64,
}

/// A user's finished runs by pool, most runs first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolStats {
    /// One line per pool; a solo pool shares the line of its race pool.
    pub pools: Vec<PoolStatsLine>,
}

/// Finished runs on one pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolStatsLine {
    /// Name of the pool.
    pub pool_name: String,
    /// In races.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub race: Option<RunStats>,
    /// Alone.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub training: Option<RunStats>,
    /// Runs of both kinds.
    pub total_runs: u64,
}

/// Figures over finished runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunStats {
    /// How many.
    pub runs: u64,
    /// Mean in-game time in milliseconds, cut to an integer.
    pub avg_time_ms: u64,
    /// Mean number of deaths, to one decimal.
    pub avg_deaths: f64,
    /// Best in-game time in milliseconds.
    pub best_time_ms: u32,
}
