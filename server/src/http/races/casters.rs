//! Who comments on a race.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::{AddCaster, Caster, Problem, ProblemCode, RaceDetail};
use speedfog_race::RaceId;
use uuid::Uuid;

use super::{
    super::extract::{Caller, Json, Path},
    participants, view,
};
use crate::{
    app::App,
    error::ApiError,
    room::{Action, NewCaster},
    store::{CasterRow, Person},
    wire,
};

fn new_caster(person: Person) -> NewCaster {
    NewCaster {
        id: Uuid::new_v4(),
        person,
    }
}

async fn caster(
    app: &App,
    race: RaceId,
    wanted: impl Fn(&CasterRow) -> bool,
) -> Result<CasterRow, ApiError> {
    app.store
        .casters([race])
        .await?
        .into_iter()
        .find(wanted)
        .ok_or_else(|| {
            ApiError::not_found("This race has no such caster.").code(ProblemCode::NotCaster)
        })
}

/// Makes somebody a caster, in any status of the race.
#[utoipa::path(post, path = "/api/races/{race_id}/casters", operation_id = "add_caster",
    tag = "races", params(("race_id" = Uuid, Path)),
    request_body = AddCaster,
    responses((status = 201, body = Caster), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(request): Json<AddCaster>,
) -> Result<(StatusCode, axum::Json<Caster>), ApiError> {
    let login = &request.twitch_username;
    let (race, person) = participants::named(&app, &caller, id, login).await?;
    let user = person.id;
    let action = Action::AddCaster(new_caster(person));
    app.hub.act(race, caller.person.id, action).await?;
    let row = caster(&app, race, |row| row.person.id == user).await?;
    Ok((
        StatusCode::CREATED,
        axum::Json(wire::caster(&row, &app.live)),
    ))
}

/// Takes the role of caster away, in any status of the race.
#[utoipa::path(delete, path = "/api/races/{race_id}/casters/{caster_id}",
    operation_id = "remove_caster", tag = "races",
    params(("race_id" = Uuid, Path), ("caster_id" = Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, caster_id)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    let race = caller.race(&app, id).await?;
    let row = caster(&app, race.id, |row| row.id == caster_id).await?;
    app.hub
        .act(
            race.id,
            caller.person.id,
            Action::RemoveCaster(row.person.id),
        )
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes the caller a caster of a race that is not over.
#[utoipa::path(post, path = "/api/races/{race_id}/cast-join", operation_id = "cast_join",
    tag = "races", params(("race_id" = Uuid, Path)),
    responses((status = 200, body = RaceDetail), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn join(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<RaceDetail>, ApiError> {
    let race = caller.race(&app, id).await?;
    let user = caller.person.id;
    app.hub
        .act(race.id, user, Action::CastJoin(new_caster(caller.person)))
        .await?;
    Ok(axum::Json(view::detail(&app, id, Some(user)).await?))
}

/// Ends the caller's role of caster, in any status of the race.
#[utoipa::path(post, path = "/api/races/{race_id}/cast-leave", operation_id = "cast_leave",
    tag = "races", params(("race_id" = Uuid, Path)),
    responses((status = 200, body = RaceDetail), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn leave(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<RaceDetail>, ApiError> {
    let race = caller.race(&app, id).await?;
    let user = caller.person.id;
    app.hub
        .act(race.id, user, Action::RemoveCaster(user))
        .await?;
    Ok(axum::Json(view::detail(&app, id, Some(user)).await?))
}
