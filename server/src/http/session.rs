//! The devices somebody is signed in on.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use speedfog_protocol::rest::{DeviceSession, DeviceSessions, Problem, SignedOut};
use uuid::Uuid;

use super::{
    cookie,
    extract::{CurrentSession, Path},
};
use crate::{app::App, clock, error::ApiError};

/// Signs out everywhere: all sessions of the account end.
#[utoipa::path(post, path = "/api/auth/logout", tag = "auth",
    responses((status = 200, body = SignedOut), (status = 401, body = Problem),
        (status = 403, body = Problem)))]
pub(super) async fn logout(
    State(app): State<Arc<App>>,
    CurrentSession(session): CurrentSession,
) -> Result<impl IntoResponse, ApiError> {
    app.store.end_sessions(session.person.id).await?;
    app.identities.end(session.person.id, None);
    let forget = cookie::SESSION.remove(&app.settings.http);
    Ok((
        AppendHeaders([(header::SET_COOKIE, forget)]),
        axum::Json(SignedOut {
            message: "Signed out on all devices.".into(),
        }),
    ))
}

/// The devices the caller is signed in on, the newest first.
#[utoipa::path(get, path = "/api/auth/sessions", tag = "auth",
    responses((status = 200, body = DeviceSessions), (status = 401, body = Problem)))]
pub(super) async fn sessions(
    State(app): State<Arc<App>>,
    CurrentSession(current): CurrentSession,
) -> Result<axum::Json<DeviceSessions>, ApiError> {
    let rows = app
        .store
        .sessions_of(current.person.id, clock::now())
        .await?;
    let sessions = rows.into_iter().map(|row| DeviceSession {
        id: row.id,
        created_at: row.created_at,
        last_used_at: row.last_used_at,
        user_agent: row.user_agent,
        current: row.id == current.id,
    });
    Ok(axum::Json(DeviceSessions {
        sessions: sessions.collect(),
    }))
}

/// Signs one of the caller's devices out.
#[utoipa::path(delete, path = "/api/auth/sessions/{id}", tag = "auth",
    params(("id" = Uuid, Path, description = "Id of the session")),
    responses((status = 204, description = "Signed out"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn end_session(
    State(app): State<Arc<App>>,
    CurrentSession(current): CurrentSession,
    Path(id): Path<Uuid>,
) -> Result<impl IntoResponse, ApiError> {
    if !app.store.end_session(current.person.id, id).await? {
        return Err(ApiError::not_found("Session not found."));
    }
    app.identities.end(current.person.id, Some(id));
    let own = id == current.id;
    let forget = own.then(|| {
        let cookie = cookie::SESSION.remove(&app.settings.http);
        (header::SET_COOKIE, cookie)
    });
    let headers = AppendHeaders(forget.into_iter().collect::<Vec<_>>());
    Ok((headers, StatusCode::NO_CONTENT))
}
