//! Reports that do not look like normal play.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{Problem, Suspicions};
use uuid::Uuid;

use super::super::extract::{Caller, Path};
use crate::{app::App, error::ApiError, wire};

/// Reports that do not look like normal play, oldest first. They have no consequences by themselves.
#[utoipa::path(get, path = "/api/races/{race_id}/suspicions", tag = "races",
    operation_id = "race_suspicions",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = Suspicions), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<Suspicions>, ApiError> {
    let race = caller.race(&app, id).await?;
    let rows = app.store.suspicions(race.id).await?;
    Ok(axum::Json(Suspicions {
        suspicions: rows.into_iter().map(wire::suspicion).collect(),
    }))
}
