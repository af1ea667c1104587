//! How fair and how different the seeds of a pool are, without telling what is in them.

use std::path::Path;

use anyhow::Result;
use speedfog_race::graph::RouteStats;
use speedfog_seeds::{PoolName, list_seed_files, read_seed};

use super::check::named;

/// The figures of one seed.
#[derive(Debug)]
pub struct SeedStats {
    /// Name of its pool.
    pub pool: String,
    /// Its slug.
    pub slug: String,
    /// Number of layers.
    pub layers: u32,
    /// Number of places.
    pub nodes: u32,
    /// Its routes; `None` when none leads to the end.
    pub routes: Option<RouteStats>,
}

/// The figures of every readable seed of every pool in `pools`, or only of the named one.
///
/// # Errors
/// When a folder cannot be listed or the named pool is not there.
pub fn pool_stats(pools: &Path, only: Option<&PoolName>) -> Result<Vec<SeedStats>> {
    let mut stats = Vec::new();
    for name in named(pools, only)? {
        for file in list_seed_files(pools, &name)? {
            let Ok(seed) = read_seed(&file.path) else {
                continue;
            };
            stats.push(SeedStats {
                pool: name.to_string(),
                slug: file.slug.as_str().to_owned(),
                layers: seed.graph.total_layers(),
                nodes: seed.graph.total_nodes(),
                routes: seed.graph.route_stats(),
            });
        }
    }
    Ok(stats)
}
