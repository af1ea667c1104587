//! Solo sessions as the API shows them.

use std::collections::HashMap;

use speedfog_protocol::{
    rest::{Ghost, TrainingSession, TrainingSessionDetail},
    ws::GraphJson,
};
use uuid::Uuid;

use super::super::pools::pool_config;
use crate::{
    app::App,
    error::ApiError,
    store::{GhostRow, SeedFacts, SoloRow},
    wire,
};

/// Several sessions for a list, in the same order, with a constant number of queries.
pub(in crate::http) async fn sessions(
    app: &App,
    rows: Vec<SoloRow>,
) -> Result<Vec<TrainingSession>, ApiError> {
    let facts = app.store.seed_facts(rows.iter().map(|row| row.record.seed));
    let seeds: HashMap<Uuid, SeedFacts> = facts
        .await?
        .into_iter()
        .map(|facts| (facts.id, facts))
        .collect();
    let sessions = rows.iter().map(|row| {
        let seed = seeds.get(&row.record.seed.into());
        session(row, seed)
    });
    Ok(sessions.collect())
}

/// A session in full, as it is stored now.
pub(super) async fn detail(app: &App, id: Uuid) -> Result<TrainingSessionDetail, ApiError> {
    let row = super::find(app, id).await?;
    let seed = app.store.seed_facts([row.record.seed]).await?.pop();
    let graph = app.hub.graph(row.record.seed).await?;
    let graph = GraphJson::from_text(graph.keyed_json().to_string()).map_err(ApiError::internal)?;
    Ok(TrainingSessionDetail {
        session: session(&row, seed.as_ref()),
        progress_nodes: wire::visits(&row.record.progress.zone_history),
        seed_total_paths: seed
            .as_ref()
            .and_then(|seed| u64::try_from(seed.total_paths).ok())
            .filter(|paths| *paths > 0),
        graph_json: Some(graph),
        pool_config: seed
            .as_ref()
            .and_then(|seed| pool_config(app, &seed.pool_name)),
        seed_number: seed.map(|seed| seed.seed_number),
    })
}

/// A finished run without a name; none without visits.
pub(super) fn ghost(row: &GhostRow) -> Option<Ghost> {
    Some(Ghost {
        zone_history: wire::visits(&row.visits)?,
        igt_ms: row.igt_ms,
        death_count: row.death_count,
    })
}

fn session(row: &SoloRow, seed: Option<&SeedFacts>) -> TrainingSession {
    let record = &row.record;
    let number = |number: i32| u32::try_from(number).unwrap_or(0);
    TrainingSession {
        id: record.id.into(),
        user: wire::user(&row.person),
        status: wire::training_status(record.status),
        pool_name: seed.map_or_else(String::new, |seed| seed.pool_name.clone()),
        igt_ms: record.progress.igt_ms,
        death_count: record.progress.death_count,
        exclude_from_stats: row.exclude_from_stats,
        created_at: row.created_at,
        finished_at: record.finished_at,
        seed_total_layers: seed.map(|seed| number(seed.total_layers)),
        seed_total_nodes: seed.map(|seed| number(seed.total_nodes)),
        current_layer: record.progress.current_layer,
    }
}
