//! A user's figures by pool.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use axum::extract::State;
use speedfog_protocol::rest::{PoolStats, PoolStatsLine, Problem, RunStats};

use super::{super::extract::Path, find};
use crate::{app::App, error::ApiError, store::PoolRuns};

/// A user's finished runs by pool, most runs first.
#[utoipa::path(get, path = "/api/users/{username}/pool-stats", operation_id = "read_pool_stats",
    tag = "users", params(("username" = String, Path)),
    responses((status = 200, body = PoolStats), (status = 404, body = Problem)))]
pub(in crate::http) async fn pool_stats(
    State(app): State<Arc<App>>,
    Path(username): Path<String>,
) -> Result<axum::Json<PoolStats>, ApiError> {
    let person = find(&app, &username).await?;
    let races = app.store.pool_runs(person.id).await?;
    let solos = app.store.solo_runs(person.id).await?;
    let mut pools = lines(races, solos);
    pools.sort_by(|a, b| {
        (Reverse(a.total_runs), &a.pool_name).cmp(&(Reverse(b.total_runs), &b.pool_name))
    });
    Ok(axum::Json(PoolStats { pools }))
}

/// One line per pool; a pool for training shares the line of its race pool.
fn lines(races: Vec<PoolRuns>, solos: Vec<PoolRuns>) -> Vec<PoolStatsLine> {
    #[derive(Default)]
    struct Line {
        race: Option<PoolRuns>,
        training: Option<PoolRuns>,
    }
    let mut lines = BTreeMap::<String, Line>::new();
    for runs in races {
        let line = lines.entry(runs.pool_name.clone()).or_default();
        line.race = Some(runs);
    }
    for runs in solos {
        let name = runs.pool_name.strip_prefix("training_");
        let name = name.unwrap_or(&runs.pool_name).to_owned();
        let training = &mut lines.entry(name).or_default().training;
        *training = Some(match training.take() {
            Some(others) => sum(&others, runs),
            None => runs,
        });
    }
    let figures = |runs: &Option<PoolRuns>| runs.as_ref().map(figures);
    let count = |runs: &Option<PoolRuns>| runs.as_ref().map_or(0, |runs| runs.runs);
    let lines = lines.into_iter().map(|(pool_name, line)| PoolStatsLine {
        race: figures(&line.race),
        training: figures(&line.training),
        total_runs: u64::try_from(count(&line.race) + count(&line.training)).unwrap_or(0),
        pool_name,
    });
    lines.collect()
}

/// The runs of two pools that share a line.
fn sum(some: &PoolRuns, others: PoolRuns) -> PoolRuns {
    PoolRuns {
        runs: some.runs + others.runs,
        igt_ms: some.igt_ms + others.igt_ms,
        deaths: some.deaths + others.deaths,
        best_ms: some.best_ms.min(others.best_ms),
        ..others
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "deaths and runs of one person are far below 2^52"
)]
fn figures(runs: &PoolRuns) -> RunStats {
    let count = runs.runs.max(1);
    let tenths = (runs.deaths as f64 * 10.0 / count as f64).round();
    RunStats {
        runs: u64::try_from(runs.runs).unwrap_or(0),
        avg_time_ms: u64::try_from(runs.igt_ms / count).unwrap_or(0),
        avg_deaths: tenths / 10.0,
        best_time_ms: u32::try_from(runs.best_ms).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(pool_name: &str, runs: i64, best_ms: i32) -> PoolRuns {
        PoolRuns {
            pool_name: pool_name.into(),
            runs,
            igt_ms: 1_000,
            deaths: 5,
            best_ms,
        }
    }

    #[test]
    fn means_are_cut_and_rounded() {
        let figures = figures(&runs("sprint", 3, 300));
        assert_eq!((figures.avg_time_ms, figures.avg_deaths), (333, 1.7));
    }

    #[test]
    fn a_pool_for_training_shares_the_line_of_its_race_pool() {
        let races = vec![runs("sprint", 3, 300), runs("other", 1, 9)];
        let solos = vec![
            runs("training_sprint", 2, 200),
            runs("sprint", 1, 100),
            runs("training_hard", 1, 7),
        ];
        let lines = lines(races, solos);
        let shown: Vec<_> = lines
            .iter()
            .map(|line| {
                let best = |runs: Option<RunStats>| runs.map(|runs| (runs.runs, runs.best_time_ms));
                let name = line.pool_name.as_str();
                (name, best(line.race), best(line.training), line.total_runs)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("hard", None, Some((1, 7)), 1),
                ("other", Some((1, 9)), None, 1),
                ("sprint", Some((3, 300)), Some((3, 100)), 6),
            ]
        );
    }
}
