//! What admins see of the pools as folders, and do with them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::time;

/// Answer of `GET /api/admin/pools`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminPools {
    /// Every pool that has seeds or a folder, by name.
    pub pools: Vec<AdminPool>,
    /// When the folders were looked at last; null before the first look.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub looked_at: Option<DateTime<Utc>>,
    /// Why the folders cannot be looked at, in words; null when they can.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub problem: Option<String>,
    /// Largest archive that can be uploaded, in bytes.
    pub upload_bytes: u64,
    /// How low pools are refilled; null when nothing is set up for that.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub refill: Option<RefillRules>,
}

/// How low pools are refilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefillRules {
    /// Seeds that one run is asked for.
    pub seeds: u32,
    /// Most runs in 24 hours, all pools together.
    pub runs_per_day: u32,
    /// Runs in the last 24 hours.
    pub runs: u32,
}

/// One pool as its folder and the database have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminPool {
    /// Its name.
    pub name: String,
    /// Whether it has a folder with settings, which the server keeps an eye on.
    pub watched: bool,
    /// Seeds ready to be raced.
    pub available: u64,
    /// Seeds that would be ready if their archive were there as it was.
    pub missing: u64,
    /// Seeds given to races.
    pub consumed: u64,
    /// Seeds taken out of use.
    pub discarded: u64,
    /// With fewer available seeds than this, the pool is low.
    pub low_seeds: u32,
    /// Whether it is low.
    pub low: bool,
    /// Archives that cannot be used, by name.
    pub unusable: Vec<UnusableArchive>,
    /// The last or current refill; null when there was none since the server started.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub refill: Option<PoolRefill>,
}

/// An archive that is left alone until it changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnusableArchive {
    /// Name of the file.
    pub file: String,
    /// What is wrong with it, in words.
    pub reason: String,
    /// When that was noticed.
    #[serde(with = "time")]
    pub since: DateTime<Utc>,
}

/// One refill of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolRefill {
    /// How far it is.
    pub state: RefillState,
    /// When it began, or ended.
    #[serde(with = "time")]
    pub at: DateTime<Utc>,
    /// Seeds that came of it.
    pub seeds: u64,
    /// What went wrong, in words; null unless it failed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub problem: Option<String>,
    /// When it is tried again at the earliest; null unless it failed.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub next_at: Option<DateTime<Utc>>,
}

/// How far a refill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RefillState {
    /// The generator is at work.
    Running,
    /// It ended well.
    Done,
    /// It ended badly.
    Failed,
}

/// Answer of `POST /api/admin/pools/{pool_name}/seeds`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadedSeed {
    /// The pool it lies in now.
    pub pool_name: String,
    /// Name of its file there.
    pub file: String,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of what arrived, in hex.
    pub sha256: String,
    /// Layers of its graph.
    pub total_layers: u32,
    /// What is odd about it but does no harm, in words.
    pub notes: Vec<String>,
}
