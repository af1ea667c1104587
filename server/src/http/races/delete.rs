//! The end of a race that should not be.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::Problem;
use uuid::Uuid;

use super::super::extract::{Caller, Path};
use crate::{app::App, discord::Notice, error::ApiError, room::Action};

/// Deletes a race in any status, with everything that belongs to it.
#[utoipa::path(delete, path = "/api/races/{race_id}", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    let race = caller.race(&app, id).await?;
    app.hub
        .act(race.id, caller.person.id, Action::Delete)
        .await?;
    app.notices.tell(Notice::Deleted(race.id));
    tracing::info!(race.id = %race.id, user.id = %caller.person.id, "race deleted");
    Ok(StatusCode::NO_CONTENT)
}
