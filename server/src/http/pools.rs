//! The seed pools one can play on.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use axum::extract::State;
use serde::Deserialize;
use speedfog_protocol::rest::{PoolConfig, PoolSummary};
use speedfog_seeds::PoolName;
use utoipa::IntoParams;

use super::extract::{MaybeCaller, Query};
use crate::{app::App, error::ApiError, store::PoolCounts};

/// What a pool is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PoolType {
    Race,
    Training,
}

impl PoolType {
    /// What a pool with these settings is for; one without any is for races.
    pub(super) fn of(config: Option<&PoolConfig>) -> Self {
        match config {
            Some(config) if config.kind == "training" => Self::Training,
            _ => Self::Race,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only pools of this type.
    #[serde(rename = "type")]
    #[param(inline)]
    kind: Option<PoolType>,
}

/// The stock of every pool that has seeds.
#[utoipa::path(get, path = "/api/pools", tag = "pools", params(Filter),
    responses((status = 200, body = inline(BTreeMap<String, PoolSummary>)),
        (status = 422, body = speedfog_protocol::rest::Problem)))]
pub(super) async fn pools(
    State(app): State<Arc<App>>,
    MaybeCaller(caller): MaybeCaller,
    Query(filter): Query<Filter>,
) -> Result<axum::Json<BTreeMap<String, PoolSummary>>, ApiError> {
    let counts = app.store.pool_counts().await?;
    let played = match caller {
        Some(person) => app.store.played_seeds(person.id).await?,
        None => HashMap::new(),
    };
    let known = app.seed_routes.of_all();
    let in_use = |counts: &PoolCounts| counts.available + counts.missing + counts.consumed;
    let looked_at = |name: &String| known.get(name).map_or(0, |pool| pool.seeds);
    if counts
        .iter()
        .any(|(name, counts)| in_use(counts) != looked_at(name))
    {
        app.learn_routes();
    }
    let summaries = counts.into_iter().filter_map(|(name, counts)| {
        let config = pool_config(&app, &name);
        let kind = PoolType::of(config.as_ref());
        (filter.kind.is_none() || filter.kind == Some(kind)).then(|| {
            let summary = PoolSummary {
                available: counts.available,
                consumed: counts.consumed,
                discarded: counts.discarded,
                played_by_user: match kind {
                    PoolType::Training => played.get(&name).copied(),
                    PoolType::Race => None,
                },
                pool_config: config,
                routes: known.get(&name).and_then(|pool| pool.routes.clone()),
            };
            (name, summary)
        })
    });
    Ok(axum::Json(summaries.collect()))
}

/// The settings of a pool, if its folder says anything.
pub(super) fn pool_config(app: &App, pool: &str) -> Option<PoolConfig> {
    let name = PoolName::parse(pool).ok()?;
    app.pool_configs
        .get(&name)
        .map(|config| PoolConfig::clone(&config))
}
