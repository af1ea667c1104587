//! Invites: links for people who had no account when they were invited.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::{AcceptedInvite, InviteDetail, Problem, ProblemCode};
use speedfog_race::RaceStatus;
use uuid::Uuid;

use super::{
    extract::{Caller, Path},
    races,
};
use crate::{
    app::App,
    error::ApiError,
    room::{Action, ActionError},
    store::{InviteRow, RaceRow},
    wire,
};

async fn find(app: &App, token: &str) -> Result<(InviteRow, RaceRow), ApiError> {
    let unknown =
        || ApiError::not_found("This invite does not exist.").code(ProblemCode::InviteNotFound);
    let invite = app
        .store
        .invite_by_token(token)
        .await?
        .ok_or_else(unknown)?;
    let race = app.store.race(invite.race_id).await?.ok_or_else(unknown)?;
    Ok((invite, race))
}

/// What an invite is for.
#[utoipa::path(get, path = "/api/invite/{token}", operation_id = "read_invite", tag = "invites",
    params(("token" = String, Path)),
    responses((status = 200, body = InviteDetail), (status = 404, body = Problem)))]
pub(super) async fn read(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
) -> Result<axum::Json<InviteDetail>, ApiError> {
    let (invite, race) = find(&app, &token).await?;
    let organizer = race.organizer;
    Ok(axum::Json(InviteDetail {
        token: invite.token,
        race_name: race.name,
        organizer_name: organizer.display_name.unwrap_or(organizer.login),
        race_status: wire::race_status(race.status),
        twitch_username: invite.login,
    }))
}

/// Takes up an invite made for the caller's login.
#[utoipa::path(post, path = "/api/invite/{token}/accept", operation_id = "accept_invite",
    tag = "invites", params(("token" = String, Path)),
    responses((status = 200, body = AcceptedInvite), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(super) async fn accept(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<axum::Json<AcceptedInvite>, ApiError> {
    let (invite, race) = find(&app, &token).await?;
    let used = || {
        ApiError::bad_request("This invite has already been accepted.")
            .code(ProblemCode::InviteUsed)
    };
    if invite.accepted {
        return Err(used());
    }
    if race.status != RaceStatus::Setup {
        return Err(ApiError::bad_request("The race has already started.")
            .code(ProblemCode::AlreadyStarted));
    }
    if invite.login.to_lowercase() != caller.person.login.to_lowercase() {
        return Err(ApiError::forbidden("This invite is not for your account.")
            .code(ProblemCode::InviteOfSomebodyElse));
    }
    let user = caller.person.id;
    let accepting = Action::AcceptInvite {
        member: races::register::member(caller.person),
        invite: invite.id,
    };
    app.hub
        .act(race.id, user, accepting)
        .await
        .map_err(|error| match error {
            // The invite was used by a request that came at the same time.
            ActionError::Conflict => used(),
            other => races::participants::adding_failed(other),
        })?;
    let participant = races::register::participant(&app, race.id, user).await?;
    Ok(axum::Json(AcceptedInvite {
        participant,
        race_id: race.id.into(),
    }))
}

/// Takes an open invite back.
#[utoipa::path(delete, path = "/api/races/{race_id}/invites/{invite_id}",
    operation_id = "revoke_invite", tag = "races",
    params(("race_id" = Uuid, Path), ("invite_id" = Uuid, Path)),
    responses((status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, invite_id)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, ApiError> {
    let race = caller.race(&app, id).await?;
    let invite = app
        .store
        .invite_of(race.id, invite_id)
        .await?
        .ok_or_else(|| {
            ApiError::not_found("This race has no such invite.").code(ProblemCode::InviteNotFound)
        })?;
    let used = || {
        ApiError::bad_request("This invite has already been accepted.")
            .code(ProblemCode::InviteUsed)
    };
    if invite.accepted {
        return Err(used());
    }
    app.hub
        .act(race.id, caller.person.id, Action::RevokeInvite(invite.id))
        .await
        .map_err(|error| match error {
            ActionError::Conflict => used(),
            other => other.into(),
        })?;
    Ok(StatusCode::NO_CONTENT)
}
