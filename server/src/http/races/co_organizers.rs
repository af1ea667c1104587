//! Who helps to run a race.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::{AddCoOrganizer, Problem, User};
use speedfog_race::UserId;
use uuid::Uuid;

use super::{
    super::extract::{Caller, Json, Path},
    participants,
};
use crate::{app::App, error::ApiError, room::Action, wire};

/// Gives somebody every power over the race but to delete it and to name further helpers.
#[utoipa::path(post, path = "/api/races/{race_id}/co-organizers",
    operation_id = "add_co_organizer", tag = "races",
    params(("race_id" = Uuid, Path)), request_body = AddCoOrganizer,
    responses((status = 201, body = User), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(request): Json<AddCoOrganizer>,
) -> Result<(StatusCode, axum::Json<User>), ApiError> {
    let login = &request.twitch_username;
    let (race, person) = participants::named(&app, &caller, id, login).await?;
    let user = wire::user(&person);
    let action = Action::AddCoOrganizer(person);
    app.hub.act(race, caller.person.id, action).await?;
    Ok((StatusCode::CREATED, axum::Json(user)))
}

/// Takes the power over the race away. Whoever did not take part in the race may know its map, and
/// cannot join it later.
#[utoipa::path(delete, path = "/api/races/{race_id}/co-organizers/{user_id}",
    operation_id = "remove_co_organizer", tag = "races",
    params(("race_id" = Uuid, Path), ("user_id" = Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, user)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    let race = caller.race(&app, id).await?;
    app.hub
        .act(
            race.id,
            caller.person.id,
            Action::RemoveCoOrganizer(UserId::from(user)),
        )
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
