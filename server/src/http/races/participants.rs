//! The organizer's hand on the list of participants.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::{
    limits,
    rest::{AddParticipant, AddedParticipant, Invite, Problem},
};
use speedfog_race::{ParticipantId, RaceId, Refusal};
use uuid::Uuid;

use super::{
    super::{
        extract::{Caller, Json, Path},
        users,
    },
    register,
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    room::{Action, ActionError},
    secret,
    store::{InviteRow, Person, StoreError},
};

/// Adds somebody by login, or makes an invite for a login without an account.
#[utoipa::path(post, path = "/api/races/{race_id}/participants", tag = "races",
    params(("race_id" = Uuid, Path)), request_body = AddParticipant,
    responses((status = 200, body = AddedParticipant), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(request): Json<AddParticipant>,
) -> Result<axum::Json<AddedParticipant>, ApiError> {
    let login = login(&request.twitch_username)?;
    let race = caller.race(&app, id).await?;
    let Some(person) = app.store.person_by_login(login).await? else {
        let invite = invite(&app, &caller, race.id, login).await?;
        return Ok(axum::Json(AddedParticipant {
            participant: None,
            invite: Some(Invite {
                token: invite.token,
                twitch_username: invite.login,
                race_id: race.id.into(),
            }),
        }));
    };
    let user = person.id;
    app.hub
        .act(
            race.id,
            caller.person.id,
            Action::Add(register::member(person)),
        )
        .await
        .map_err(adding_failed)?;
    let participant = register::participant(&app, race.id, user).await?;
    Ok(axum::Json(AddedParticipant {
        participant: Some(participant),
        invite: None,
    }))
}

/// The open invite for a login, made now if there is none.
async fn invite(
    app: &App,
    caller: &Caller,
    race: RaceId,
    login: &str,
) -> Result<InviteRow, ApiError> {
    let new = InviteRow {
        id: Uuid::new_v4(),
        token: secret::new_token(),
        login: login.into(),
        created_at: clock::now(),
        race_id: race,
        accepted: false,
    };
    app.hub
        .act(race, caller.person.id, Action::Invite(new))
        .await?;
    let open = app.store.open_invites(race).await?;
    open.into_iter()
        .find(|invite| invite.login.to_lowercase() == login.to_lowercase())
        // Used or taken back in the meantime.
        .ok_or_else(|| StoreError::Conflict.into())
}

/// Removes a participant during setup.
#[utoipa::path(delete, path = "/api/races/{race_id}/participants/{participant_id}", tag = "races",
    params(("race_id" = Uuid, Path), ("participant_id" = Uuid, Path)),
    responses((status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, participant)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    let race = caller.race(&app, id).await?;
    app.hub
        .act(
            race.id,
            caller.person.id,
            Action::Remove(ParticipantId::from(participant)),
        )
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A login as typed, without the blanks around it.
fn login(text: &str) -> Result<&str, ApiError> {
    let login = text.trim();
    if login.is_empty() || login.chars().count() > limits::LOGIN_CHARS {
        return Err(ApiError::invalid(format!(
            "twitch_username must have 1 to {} characters.",
            limits::LOGIN_CHARS
        )));
    }
    Ok(login)
}

/// The race in the address and the user whom its organizer names in the body.
pub(super) async fn named(
    app: &App,
    caller: &Caller,
    race: Uuid,
    text: &str,
) -> Result<(RaceId, Person), ApiError> {
    let login = login(text)?;
    let race = caller.race(app, race).await?;
    Ok((race.id, users::find(app, login).await?))
}

/// Adding somebody who is there already is a mistake rather than a clash, so it is answered 400.
pub(in crate::http) fn adding_failed(error: ActionError) -> ApiError {
    match error {
        ActionError::Refused(Refusal::AlreadyParticipant) => {
            ApiError::from(error).with_status(StatusCode::BAD_REQUEST)
        }
        other => other.into(),
    }
}
