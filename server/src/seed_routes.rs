//! How the routes through the seeds of each pool compare, for people who choose a pool. A seed is
//! looked at once; what is learned lives in memory and never tells where a route leads.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use speedfog_protocol::rest::{LengthRange, PoolRoutes};
use speedfog_race::{SeedGraph, SeedId, graph::RouteStats};

use crate::store::{Store, StoreError};

/// What is known of the seeds of one pool.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KnownPool {
    /// Seeds looked at, those without a route included.
    pub(crate) seeds: u64,
    /// The figures; `None` when no seed has a route.
    pub(crate) routes: Option<PoolRoutes>,
}

/// What is known of each seed of a pool; `None` for a graph that cannot be read or has no route to
/// the end.
type Seeds = HashMap<SeedId, Option<RouteStats>>;

/// The routes of every seed in use, as far as they are known.
#[derive(Debug, Default)]
pub(crate) struct SeedRoutes {
    pools: Mutex<BTreeMap<String, Seeds>>,
    /// Held by whoever is learning: a second one would do the same work again.
    learning: tokio::sync::Mutex<()>,
}

impl SeedRoutes {
    /// The figures of every pool, by name.
    pub(crate) fn of_all(&self) -> BTreeMap<String, KnownPool> {
        let pools = self.lock();
        let known = pools.iter().map(|(name, seeds)| {
            let stats: Vec<RouteStats> = seeds.values().filter_map(|stats| *stats).collect();
            let pool = KnownPool {
                seeds: seeds.len() as u64,
                routes: compared(&stats),
            };
            (name.clone(), pool)
        });
        known.collect()
    }

    /// Looks at the seeds that have come since, one at a time, and forgets those that are gone.
    /// Does nothing while somebody else is at it.
    ///
    /// # Errors
    /// Database failures; what was learned until then stays.
    pub(crate) async fn learn(&self, store: &Store) -> Result<(), StoreError> {
        let Ok(_guard) = self.learning.try_lock() else {
            return Ok(());
        };
        for (id, pool) in self.renew(store.seeds_in_use().await?) {
            let text = store.seed_graph(id).await?.unwrap_or_default();
            let reading = tokio::task::spawn_blocking(move || {
                SeedGraph::parse_stored(text.as_bytes()).ok()?.route_stats()
            });
            let stats = reading.await.unwrap_or_default();
            self.lock().entry(pool).or_default().insert(id, stats);
        }
        Ok(())
    }

    /// Keeps what is known of these seeds only, and gives those of which nothing is.
    fn renew(&self, in_use: Vec<(SeedId, String)>) -> Vec<(SeedId, String)> {
        let mut pools = self.lock();
        let mut before = std::mem::take(&mut *pools);
        in_use
            .into_iter()
            .filter(|(id, pool)| {
                let known = before
                    .get_mut(pool)
                    .and_then(|seeds| seeds.remove_entry(id));
                let Some((id, stats)) = known else {
                    return true;
                };
                pools.entry(pool.clone()).or_default().insert(id, stats);
                false
            })
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Seeds>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The figures of several seeds as those of their pool; `None` of none.
fn compared(seeds: &[RouteStats]) -> Option<PoolRoutes> {
    if seeds.is_empty() {
        return None;
    }
    let range = |length: fn(&RouteStats) -> f64| LengthRange {
        min: seeds.iter().map(length).fold(f64::INFINITY, f64::min),
        max: seeds.iter().map(length).fold(0.0, f64::max),
    };
    let mean =
        |value: fn(&RouteStats) -> f64| seeds.iter().map(value).sum::<f64>() / seeds.len() as f64;
    Some(PoolRoutes {
        seeds: seeds.len() as u64,
        shortest: range(|seed| seed.shortest),
        likely: range(|seed| seed.likely),
        spread: mean(|seed| {
            if seed.likely > 0.0 {
                seed.deviation / seed.likely
            } else {
                0.0
            }
        }),
        branching: mean(|seed| seed.branching),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_what_its_seeds_have_in_common() {
        let seed = |shortest, likely, deviation, branching| RouteStats {
            shortest,
            longest: 99.0,
            likely,
            deviation,
            branching,
        };
        assert_eq!(compared(&[]), None);
        let pool = compared(&[seed(18.0, 32.0, 4.0, 1.5), seed(12.0, 16.0, 4.0, 2.5)]);
        assert_eq!(
            pool,
            Some(PoolRoutes {
                seeds: 2,
                shortest: LengthRange {
                    min: 12.0,
                    max: 18.0
                },
                likely: LengthRange {
                    min: 16.0,
                    max: 32.0
                },
                spread: 0.1875,
                branching: 2.0,
            })
        );
        let weightless = compared(&[seed(0.0, 0.0, 0.0, 2.0)]);
        assert_eq!(weightless.map(|pool| pool.spread), Some(0.0));
    }
}
