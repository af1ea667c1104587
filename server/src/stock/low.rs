//! Pools that run out of seeds, and all that admins see of the pools.

use std::collections::{BTreeMap, BTreeSet};

use speedfog_protocol::rest::{AdminPool, AdminPools, RefillRules};
use speedfog_seeds::PoolName;

use super::Stock;
use crate::{
    clock,
    figures::Figures,
    store::{PoolCounts, StoreError},
};

impl Stock {
    /// Every pool as its folder and the database have it.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn pools(&self) -> Result<AdminPools, StoreError> {
        let mut counts = self.store.pool_counts().await?;
        let report = self.report();
        for pool in &report.watched {
            counts.entry(pool.clone()).or_default();
        }
        let refills = self.refills();
        let pools = counts.into_iter().map(|(name, counts)| AdminPool {
            watched: report.watched.contains(&name),
            available: counts.available,
            missing: counts.missing,
            consumed: counts.consumed,
            discarded: counts.discarded,
            low_seeds: self.low_seeds(&name),
            low: report.watched.contains(&name) && self.is_low(&name, counts),
            unusable: report.unusable_of(&name),
            refill: refills.of(&name),
            name,
        });
        Ok(AdminPools {
            pools: pools.collect(),
            looked_at: report.looked_at,
            problem: report.problem.clone(),
            upload_bytes: self.settings.upload_bytes,
            refill: self.settings.refill.as_ref().map(|rules| RefillRules {
                seeds: rules.seeds,
                runs_per_day: rules.runs_per_day,
                runs: refills.runs_since_yesterday(clock::now()),
            }),
        })
    }

    /// The pools that are low now, the emptiest first. Says once in the log when one becomes low, and
    /// notes how many seeds each pool has.
    ///
    /// # Errors
    /// Database failures.
    pub(super) async fn low_pools(&self, figures: &Figures) -> Result<Vec<String>, StoreError> {
        let counts = self.store.pool_counts().await?;
        let mut report = self.report();
        let mut low = BTreeMap::new();
        for pool in &report.watched {
            let counts = counts.get(pool).copied().unwrap_or_default();
            figures.pool_seeds(pool, counts.available);
            if self.is_low(pool, counts) {
                low.insert(pool.clone(), counts.available);
            }
        }
        for (pool, available) in &low {
            if !report.low.contains(pool) {
                let low_seeds = self.low_seeds(pool);
                tracing::warn!(pool.name = %pool, available, low_seeds, "pool is low on seeds");
            }
        }
        for pool in report.low.iter().filter(|pool| !low.contains_key(*pool)) {
            tracing::info!(pool.name = %pool, "pool has enough seeds again");
        }
        report.low = low.keys().cloned().collect::<BTreeSet<_>>();
        let mut low: Vec<(String, u64)> = low.into_iter().collect();
        low.sort_by_key(|(_, available)| *available);
        Ok(low.into_iter().map(|(pool, _)| pool).collect())
    }

    fn is_low(&self, pool: &str, counts: PoolCounts) -> bool {
        counts.available < u64::from(self.low_seeds(pool))
    }

    /// With fewer seeds than this, the pool is low.
    fn low_seeds(&self, pool: &str) -> u32 {
        PoolName::parse(pool)
            .ok()
            .and_then(|pool| self.configs.low_seeds(&pool))
            .unwrap_or(self.settings.low_seeds)
    }
}
