//! Looks every request up in the table of permissions, and finds out who sends it.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    cookie,
    permissions::{Permission, Who, permission},
    same_origin::is_same_origin,
};
use crate::{app::App, clock, error::ApiError, store::Session};

/// What the table says about a request, and the session it came with.
#[derive(Debug, Clone)]
pub(super) struct Access {
    pub(super) permission: &'static Permission,
    pub(super) session: Option<Session>,
}

/// Answers 401 in place of the handlers where one must be signed in. What else the table asks for
/// is checked by [`super::extract::Caller`], after path and body are known to be readable.
pub(super) async fn authorize(
    State(app): State<Arc<App>>,
    route: MatchedPath,
    request: Request,
    next: Next,
) -> Response {
    // Methods that the path does not support have no row; nothing is behind them.
    let Some(permission) = permission(request.method(), route.as_str()) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    match session(&app, permission.who, &parts).await {
        Ok(session) => {
            parts.extensions.insert(Access {
                permission,
                session,
            });
            next.run(Request::from_parts(parts, body)).await
        }
        Err(error) => error.into_response(),
    }
}

async fn session(app: &App, who: Who, parts: &Parts) -> Result<Option<Session>, ApiError> {
    let presented = match who {
        Who::Anybody => return Ok(None),
        _ => presented(parts, app).await?,
    };
    match presented {
        Presented::Session(session) => Ok(Some(session)),
        Presented::Nothing | Presented::Doubtful if who == Who::AnybodyKnown => Ok(None),
        Presented::Nothing => Err(ApiError::unauthorized()),
        Presented::Doubtful => Err(ApiError::forbidden(
            "A request with a session cookie must come from this site's own pages.",
        )),
    }
}

/// Who presents a token, and whether the request may act for them.
enum Presented {
    /// Nobody, or a token that is not valid.
    Nothing,
    /// A valid session.
    Session(Session),
    /// A valid session in a cookie, but another site's page may have caused the request.
    Doubtful,
}

async fn presented(parts: &Parts, app: &App) -> Result<Presented, ApiError> {
    let headers = &parts.headers;
    let by_cookie = !headers.contains_key(header::AUTHORIZATION);
    let token = if by_cookie {
        cookie::SESSION.get(headers)
    } else {
        bearer(headers)
    };
    let Some(token) = token else {
        return Ok(Presented::Nothing);
    };
    let Some(session) = app.store.session(token, clock::now()).await? else {
        return Ok(Presented::Nothing);
    };
    // A WebSocket begins with GET, but other sites' pages may open and read it.
    let only_reads = parts.method.is_safe() && !headers.contains_key(header::UPGRADE);
    if by_cookie && !only_reads && !is_same_origin(headers, &app.settings.http) {
        return Ok(Presented::Doubtful);
    }
    Ok(Presented::Session(session))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
