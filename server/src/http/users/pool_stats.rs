//! A user's figures by pool.

use std::{cmp::Reverse, sync::Arc};

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
    let mut pools: Vec<_> = app
        .store
        .pool_runs(person.id)
        .await?
        .into_iter()
        .map(|runs| PoolStatsLine {
            race: Some(figures(&runs)),
            training: None,
            total_runs: u64::try_from(runs.runs).unwrap_or(0),
            pool_name: runs.pool_name,
        })
        .collect();
    pools.sort_by(|a, b| {
        (Reverse(a.total_runs), &a.pool_name).cmp(&(Reverse(b.total_runs), &b.pool_name))
    });
    Ok(axum::Json(PoolStats { pools }))
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

    #[test]
    fn means_are_cut_and_rounded() {
        let runs = PoolRuns {
            pool_name: "sprint".into(),
            runs: 3,
            igt_ms: 1_000,
            deaths: 5,
            best_ms: 300,
        };
        let figures = figures(&runs);
        assert_eq!((figures.avg_time_ms, figures.avg_deaths), (333, 1.7));
    }
}
