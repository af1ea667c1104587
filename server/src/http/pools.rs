//! The seed pools one can race on.

use std::{collections::BTreeMap, sync::Arc};

use axum::extract::State;
use serde::Deserialize;
use speedfog_protocol::rest::{PoolConfig, PoolSummary};
use speedfog_seeds::PoolName;
use utoipa::IntoParams;

use super::extract::Query;
use crate::{app::App, error::ApiError};

/// What a pool is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum PoolType {
    Race,
    Training,
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
    Query(filter): Query<Filter>,
) -> Result<axum::Json<BTreeMap<String, PoolSummary>>, ApiError> {
    let counts = app.store.pool_counts().await?;
    let summaries = counts.into_iter().filter_map(|(name, counts)| {
        let config = pool_config(&app, &name);
        let kind = match &config {
            Some(config) if config.kind == "training" => PoolType::Training,
            _ => PoolType::Race,
        };
        (filter.kind.is_none() || filter.kind == Some(kind)).then(|| {
            let summary = PoolSummary {
                available: counts.available,
                consumed: counts.consumed,
                discarded: counts.discarded,
                played_by_user: None,
                pool_config: config,
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
