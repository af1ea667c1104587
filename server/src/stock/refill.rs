//! Making new seeds for low pools, with a program that the operator names.
//!
//! One run at a time, and only so many in a day: a generator that never helps must not keep the
//! machine busy. A pool whose run failed is left alone for a while, longer each time.

use std::{
    collections::{BTreeMap, VecDeque},
    path::Path,
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use speedfog_protocol::rest::{PoolRefill, RefillState};
use speedfog_seeds::PoolName;
use tokio_util::sync::CancellationToken;

use super::{Stock, StockError};
use crate::{app::App, clock, config::RefillSettings};

mod output;
mod run;

/// Longest time that a pool is left alone after failures.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(24);

/// What was done for low pools since the server started.
#[derive(Debug, Default)]
pub(super) struct Refills {
    running: Option<String>,
    /// When the runs of the last day began.
    starts: VecDeque<DateTime<Utc>>,
    last: BTreeMap<String, Last>,
}

/// The last or current run for a pool.
#[derive(Debug)]
struct Last {
    shown: PoolRefill,
    /// Failures since the last success.
    failures: u32,
}

impl Refills {
    /// The last or current run for a pool.
    pub(super) fn of(&self, pool: &str) -> Option<PoolRefill> {
        self.last.get(pool).map(|last| last.shown.clone())
    }

    /// Runs in the last 24 hours.
    pub(super) fn runs_since_yesterday(&self, now: DateTime<Utc>) -> u32 {
        let recent = self.starts.iter();
        let recent = recent.filter(|start| **start > now - TimeDelta::days(1));
        u32::try_from(recent.count()).unwrap_or(u32::MAX)
    }

    /// Begins a run for the first of the low pools that may have one now.
    fn begin(
        &mut self,
        low: &[String],
        rules: &RefillSettings,
        now: DateTime<Utc>,
    ) -> Option<String> {
        self.starts
            .retain(|start| *start > now - TimeDelta::days(1));
        if self.running.is_some() || self.runs_since_yesterday(now) >= rules.runs_per_day {
            return None;
        }
        let may = |pool: &&String| {
            let next_at = self.last.get(*pool).and_then(|last| last.shown.next_at);
            next_at.is_none_or(|next_at| next_at <= now)
        };
        let pool = low.iter().find(may)?.clone();
        self.starts.push_back(now);
        self.running = Some(pool.clone());
        let shown = PoolRefill {
            state: RefillState::Running,
            at: now,
            seeds: 0,
            problem: None,
            next_at: None,
        };
        let failures = self.last.get(&pool).map_or(0, |last| last.failures);
        self.last.insert(pool.clone(), Last { shown, failures });
        Some(pool)
    }

    /// Notes how the run for `pool` ended: with so many seeds, or badly.
    fn end(
        &mut self,
        pool: &str,
        seeds: u64,
        problem: Option<String>,
        rules: &RefillSettings,
        now: DateTime<Utc>,
    ) {
        self.running = None;
        let before = self.last.get(pool).map_or(0, |last| last.failures);
        let failures = if problem.is_some() { before + 1 } else { 0 };
        let pause = TimeDelta::from_std(rules.pause).unwrap_or(LONGEST_PAUSE);
        let pause = pause * 2_i32.pow(before.min(16));
        let shown = PoolRefill {
            state: match problem {
                Some(_) => RefillState::Failed,
                None => RefillState::Done,
            },
            at: now,
            seeds,
            next_at: problem.is_some().then(|| now + pause.min(LONGEST_PAUSE)),
            problem,
        };
        self.last.insert(pool.to_owned(), Last { shown, failures });
    }
}

/// Begins a refill in the background if a pool is low, one may begin and the operator wants any.
pub(crate) async fn refill_low_pools(app: &Arc<App>) -> Result<(), StockError> {
    let stock = app.stock.clone();
    let low = stock.low_pools(&app.figures).await?;
    let Some(rules) = stock.settings.refill.clone() else {
        return Ok(());
    };
    let Some(pool) = stock.refills().begin(&low, &rules, clock::now()) else {
        return Ok(());
    };
    let app = app.clone();
    app.tasks.clone().spawn(async move {
        app.stock
            .refill(
                &pool,
                &rules,
                app.settings.mod_dll.as_deref(),
                &app.shutdown,
            )
            .await;
    });
    Ok(())
}

impl Stock {
    async fn refill(
        &self,
        pool: &str,
        rules: &RefillSettings,
        mod_dll: Option<&Path>,
        shutdown: &CancellationToken,
    ) {
        tracing::info!(pool.name = %pool, seeds = rules.seeds, "refill begins");
        let before = self.seeds_of(pool).await;
        let wanted = run::Wanted {
            pool,
            pools_dir: &self.pools_dir,
            mod_dll,
        };
        let ran = run::run(rules, &wanted, shutdown).await;
        let made = match (
            before,
            self.scan_named(pool).await,
            self.seeds_of(pool).await,
        ) {
            (Ok(before), Ok(()), Ok(after)) => Ok(after.saturating_sub(before)),
            (Err(error), ..) | (_, Err(error), _) | (_, _, Err(error)) => Err(error),
        };
        let problem = match (ran, &made) {
            (Err(problem), _) => Some(problem),
            (Ok(()), Err(error)) => Some(format!("The pool could not be looked at: {error}.")),
            (Ok(()), Ok(0)) => Some(format!(
                "The command ended well, but there is no new seed in {}.",
                self.pools_dir.join(pool).display()
            )),
            (Ok(()), Ok(_)) => None,
        };
        let made = made.unwrap_or(0);
        match &problem {
            None => tracing::info!(pool.name = %pool, seeds = made, "refill ended"),
            Some(problem) => {
                tracing::warn!(pool.name = %pool, seeds = made, %problem, "refill failed");
            }
        }
        self.refills().end(pool, made, problem, rules, clock::now());
    }

    async fn scan_named(&self, pool: &str) -> Result<(), StockError> {
        self.scan(PoolName::parse(pool).ok()).await.map(drop)
    }

    async fn seeds_of(&self, pool: &str) -> Result<u64, StockError> {
        Ok(self.store.stored_seeds(Some(pool)).await?.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn rules() -> RefillSettings {
        RefillSettings {
            command: vec!["true".into()],
            seeds: 1,
            runs_per_day: 4,
            time_limit: Duration::from_secs(1),
            pause: Duration::from_secs(600),
        }
    }

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn one_at_a_time_and_so_many_a_day() {
        let (mut refills, rules) = (Refills::default(), rules());
        let low = ["a".to_owned(), "b".to_owned()];
        assert_eq!(refills.begin(&[], &rules, at(0)), None);
        for minute in 0..4 {
            assert_eq!(refills.begin(&low, &rules, at(minute)), Some("a".into()));
            assert_eq!(
                refills.begin(&low, &rules, at(minute)),
                None,
                "one is at work"
            );
            assert_eq!(refills.of("a").unwrap().state, RefillState::Running);
            refills.end("a", 1, None, &rules, at(minute));
            assert_eq!(refills.of("a").unwrap().state, RefillState::Done);
        }
        assert_eq!(refills.begin(&low, &rules, at(24 * 60 - 1)), None);
        assert_eq!(refills.runs_since_yesterday(at(24 * 60 - 1)), 4);
        assert_eq!(refills.begin(&low, &rules, at(24 * 60)), Some("a".into()));
    }

    #[test]
    fn a_failure_makes_way_for_others_and_waits_longer_each_time() {
        let (mut refills, rules) = (Refills::default(), rules());
        let low = ["a".to_owned(), "b".to_owned()];
        let problem = || Some("It broke.".to_owned());
        assert_eq!(refills.begin(&low, &rules, at(0)), Some("a".into()));
        refills.end("a", 0, problem(), &rules, at(0));
        assert_eq!(refills.of("a").unwrap().next_at, Some(at(10)));
        assert_eq!(refills.begin(&low, &rules, at(1)), Some("b".into()));
        refills.end("b", 2, None, &rules, at(2));
        assert_eq!(refills.begin(&low[..1], &rules, at(9)), None);
        assert_eq!(refills.begin(&low, &rules, at(10)), Some("a".into()));
        refills.end("a", 0, problem(), &rules, at(10));
        assert_eq!(refills.of("a").unwrap().next_at, Some(at(30)));
        for _ in 0..40 {
            refills.end("a", 0, problem(), &rules, at(0));
        }
        assert_eq!(refills.of("a").unwrap().next_at, Some(at(24 * 60)));
        refills.end("a", 1, None, &rules, at(0));
        refills.end("a", 0, problem(), &rules, at(0));
        assert_eq!(refills.of("a").unwrap().next_at, Some(at(10)));
    }
}
