//! What is stored about the caller: to take along, and to have forgotten.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use speedfog_protocol::rest::{DeleteAccount, Problem, ProblemCode};
use speedfog_race::SoloStatus;

use super::{
    cookie,
    extract::{Caller, Json},
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    room::{Action, SoloAction},
};

/// Everything that is stored about the caller, as a file: the account, its sessions, races, casts,
/// invites, what journals and the audit log say about it, and reports of its mods that did not look
/// like play. Secrets such as tokens are left out.
#[utoipa::path(get, path = "/api/users/me/export", operation_id = "export_account", tag = "users",
    responses((status = 200, description = "An object with one list for each kind of data",
            body = Object), (status = 401, body = Problem)))]
pub(super) async fn export(
    State(app): State<Arc<App>>,
    Caller { person, .. }: Caller,
) -> Result<impl IntoResponse, ApiError> {
    let mut everything = app.store.everything_about(person.id).await?;
    everything["exported_at"] = clock::now().to_rfc3339().into();
    let attachment = "attachment; filename=\"speedfog_account.json\"";
    Ok((
        [(header::CONTENT_DISPOSITION, attachment)],
        axum::Json(everything),
    ))
}

/// Deletes the caller's account. Results of past races stay, without saying whose they were. Not
/// possible while racing, or while organizing a race that is not over; races that have not begun are
/// left.
#[utoipa::path(delete, path = "/api/users/me", operation_id = "delete_account", tag = "users",
    request_body = DeleteAccount,
    responses((status = 204, description = "Deleted"), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn delete(
    State(app): State<Arc<App>>,
    Caller { person, .. }: Caller,
    Json(request): Json<DeleteAccount>,
) -> Result<impl IntoResponse, ApiError> {
    let confirmed = request.twitch_username.trim().to_lowercase();
    if confirmed != person.login.to_lowercase() {
        return Err(ApiError::bad_request(
            "The name does not match your account, so nothing was deleted.",
        )
        .code(ProblemCode::NameMismatch));
    }
    let ties = app.store.ties(person.id).await?;
    if let Some(race) = ties.racing.first() {
        return Err(ApiError::conflict(format!(
            "You are racing in \"{race}\". Finish or abandon that race first."
        ))
        .code(ProblemCode::StillRacing)
        .value("race", race));
    }
    if let Some(race) = ties.organizing.first() {
        return Err(ApiError::conflict(format!(
            "You organize \"{race}\", which is not over. Finish or delete that race first."
        ))
        .code(ProblemCode::StillOrganizing)
        .value("race", race));
    }
    for race in ties.entered {
        app.hub
            .act(race, person.id, Action::Leave(person.id))
            .await?;
    }
    for race in ties.casting {
        app.hub
            .act(race, person.id, Action::RemoveCaster(person.id))
            .await?;
    }
    for solo in app.store.solos_of(person.id).await? {
        if solo.record.status == SoloStatus::Active {
            let room = app.hub.solo(solo.record.id).await?;
            room.act(person.id, SoloAction::Abandon).await?;
        }
    }
    let left = app.store.forget_person(person.id).await?;
    app.identities.end(person.id, None);
    app.hub.person_changed(&left).await;
    tracing::info!(user.id = %person.id, "account deleted");
    let forget = cookie::SESSION.remove(&app.settings.http);
    Ok((
        AppendHeaders([(header::SET_COOKIE, forget)]),
        StatusCode::NO_CONTENT,
    ))
}
