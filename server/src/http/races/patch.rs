//! Edits that concern lists and calendars, not the course of the race.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{PatchRace, Problem, Race};
use speedfog_race::RaceStatus;
use uuid::Uuid;

use super::{
    super::extract::{Caller, Json, Path},
    view,
};
use crate::{app::App, clock, error::ApiError};

/// Changes visibility (any time) and schedule (during setup).
#[utoipa::path(patch, path = "/api/races/{race_id}", tag = "races", security(("bearer" = [])),
    params(("race_id" = Uuid, Path)), request_body = PatchRace,
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn patch(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(request): Json<PatchRace>,
) -> Result<axum::Json<Race>, ApiError> {
    let race = caller.race(&app, id).await?;
    if let Some(scheduled_at) = request.scheduled_at {
        if race.status != RaceStatus::Setup {
            return Err(ApiError::bad_request(
                "The schedule can only change during setup.",
            ));
        }
        if scheduled_at.is_some_and(|at| at < clock::now()) {
            return Err(ApiError::bad_request("The scheduled time is in the past."));
        }
    }
    app.store
        .edit_race(race.id, request.is_public, request.scheduled_at)
        .await?;
    Ok(axum::Json(view::race(&app, id).await?))
}
