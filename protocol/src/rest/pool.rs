//! Pools of seeds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Answer of `GET /api/pools`: every pool by name.
pub type Pools = BTreeMap<String, PoolSummary>;

/// A pool's stock and settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolSummary {
    /// Seeds that a race can get.
    pub available: u64,
    /// Seeds already given to a race.
    pub consumed: u64,
    /// Seeds withdrawn.
    pub discarded: u64,
    /// Available seeds of a training pool that the caller played; null otherwise.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub played_by_user: Option<u64>,
    /// Settings the seeds were made with; null when the pool has no file of them.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub pool_config: Option<PoolConfig>,
    /// How the routes through its seeds compare; null while that is not known.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub routes: Option<PoolRoutes>,
}

/// How fair the seeds of a pool are, without telling what is in them. Lengths are sums of the
/// weights of places; only ratios between them mean something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolRoutes {
    /// Seeds that were looked at: all but withdrawn ones.
    pub seeds: u64,
    /// Length of the shortest route of each seed.
    pub shortest: LengthRange,
    /// Mean length of the routes of each seed, every gate that leads on being equally likely.
    pub likely: LengthRange,
    /// How far a route usually is from that mean, as a share of it; the mean over the seeds.
    pub spread: f64,
    /// How many places a place leads on to; the mean over the seeds. 1 would be a corridor.
    pub branching: f64,
}

/// The least and the greatest of the lengths of several seeds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LengthRange {
    /// The least.
    pub min: f64,
    /// The greatest.
    pub max: f64,
}

/// Settings a pool's seeds were made with, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolConfig {
    /// `race` or `training`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Position in lists, ascending.
    pub sort_order: i64,
    /// Expected duration, in words.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub estimated_duration: Option<String>,
    /// What the pool is about.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<String>,
    /// Legacy dungeons in every seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub legacy_dungeons: Option<i64>,
    /// Fewest layers of a seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub min_layers: Option<i64>,
    /// Most layers of a seed.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub max_layers: Option<i64>,
    /// Tier of the final boss.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub final_tier: Option<i64>,
    /// Upgrade level of the weapons given at the start.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub weapon_upgrade: Option<i64>,
    /// Labels of the fixed start items.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub starting_items: Option<Vec<String>>,
    /// Labels of the random start items.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub care_package_items: Option<Vec<String>>,
    /// Whether random start items are given.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub care_package: Option<bool>,
    /// Whether items in the world are shuffled.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub items_randomized: Option<bool>,
    /// Whether found weapons come upgraded.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub auto_upgrade_weapons: Option<bool>,
    /// Whether weapons can be used without the attributes they ask for.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub remove_requirements: Option<bool>,
    /// Whether bosses are shuffled.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub randomize_bosses: Option<bool>,
    /// Whether the gargoyle pair is weakened.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub nerf_gargoyles: Option<bool>,
    /// How many of the bosses are major ones.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub major_boss_ratio: Option<Ratio>,
    /// How hard the item placement is.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub item_difficulty: Option<Difficulty>,
}

/// A share, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Ratio {
    /// Few.
    Low,
    /// Some.
    Medium,
    /// Many.
    High,
}

/// A difficulty, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Difficulty {
    /// Easy.
    Easy,
    /// Normal.
    Normal,
    /// Hard.
    Hard,
}
