//! Joining and leaving by oneself.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::{Participant, Problem, ProblemCode};
use speedfog_race::{ParticipantId, RaceId, UserId};
use uuid::Uuid;

use super::super::extract::{Caller, Path};
use crate::{
    app::App,
    error::ApiError,
    room::{Action, NewMember},
    secret,
    store::Person,
    wire,
};

/// Registers the caller in a race with open registration.
#[utoipa::path(post, path = "/api/races/{race_id}/join", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = Participant), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn join(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<Participant>, ApiError> {
    let race = caller.race(&app, id).await?;
    let user = caller.person.id;
    app.hub
        .act(race.id, user, Action::Join(member(caller.person)))
        .await?;
    Ok(axum::Json(participant(&app, race.id, user).await?))
}

/// Takes the caller out of a race in setup.
#[utoipa::path(post, path = "/api/races/{race_id}/leave", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn leave(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    let race = caller.race(&app, id).await?;
    app.hub
        .act(race.id, caller.person.id, Action::Leave(caller.person.id))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A participant to be, with a fresh secret for the mod.
pub(in crate::http) fn member(person: Person) -> NewMember {
    NewMember {
        person,
        participant: ParticipantId::from(Uuid::new_v4()),
        mod_token: secret::new_token(),
    }
}

/// The stored participant of `user`.
pub(in crate::http) async fn participant(
    app: &App,
    race: RaceId,
    user: UserId,
) -> Result<Participant, ApiError> {
    app.store
        .members([race])
        .await?
        .iter()
        .find(|member| member.person.id == user)
        .map(wire::participant)
        // Removed again in the meantime.
        .ok_or_else(|| {
            ApiError::not_found("Participant not found.").code(ProblemCode::UnknownParticipant)
        })
}
