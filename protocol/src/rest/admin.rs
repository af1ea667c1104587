//! What admins see and do.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Role;
use crate::time;

/// A user in the list of all users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminUser {
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
    /// When they were here last.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub last_seen: Option<DateTime<Utc>>,
    /// Solo sessions.
    pub training_count: u64,
    /// Participations.
    pub race_count: u64,
}

/// Body of `PATCH /api/admin/users/{user_id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatchUser {
    /// The new role; nobody becomes an admin this way.
    pub role: Role,
}

/// Body of the calls that concern one pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolRequest {
    /// Name of the pool.
    pub pool_name: String,
}

/// Outcome of a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScannedPool {
    /// New seeds.
    pub added: u64,
    /// Name of the pool.
    pub pool_name: String,
}

/// Outcome of discarding a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiscardedPool {
    /// Seeds taken out of use.
    pub discarded: u64,
    /// Name of the pool.
    pub pool_name: String,
}

/// The stock of every pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeedStats {
    /// By name of the pool.
    pub pools: BTreeMap<String, SeedCounts>,
}

/// Seeds of a pool by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeedCounts {
    /// Ready to be raced.
    pub available: u64,
    /// Given to a race.
    pub consumed: u64,
    /// Taken out of use.
    pub discarded: u64,
}
