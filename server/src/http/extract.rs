//! Extractors with the API's own errors: who calls, path values, JSON bodies.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::PathRejection},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;
use speedfog_protocol::{limits, rest::Role};
use tokio::time::timeout;

use super::{cookie, same_origin::is_same_origin};
use crate::{
    app::App,
    clock,
    error::ApiError,
    store::{Person, Session},
};

/// Somebody who is signed in; anonymous requests are answered 401.
#[derive(Debug)]
pub(crate) struct Caller(pub(crate) Person);

/// The session with which somebody is signed in; anonymous requests are answered 401.
#[derive(Debug)]
pub(crate) struct CurrentSession(pub(crate) Session);

/// Somebody who may be signed in.
#[derive(Debug)]
pub(crate) struct MaybeCaller(pub(crate) Option<Person>);

/// An admin; others are answered 401 or 403.
#[derive(Debug)]
pub(crate) struct Admin(pub(crate) Person);

impl FromRequestParts<Arc<App>> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let Caller(person) = Caller::from_request_parts(parts, app).await?;
        if person.role == Role::Admin {
            Ok(Self(person))
        } else {
            Err(ApiError::forbidden("Only admins can do that."))
        }
    }
}

impl Caller {
    /// Refuses everybody who may not create races.
    pub(crate) fn require_organizer_role(&self) -> Result<(), ApiError> {
        match self.0.role {
            Role::Organizer | Role::Admin => Ok(()),
            Role::User => Err(ApiError::forbidden("Only organizers can create races.")),
        }
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

impl FromRequestParts<Arc<App>> for CurrentSession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        match presented(parts, app).await? {
            Presented::Session(session) => Ok(Self(session)),
            Presented::Nothing => Err(ApiError::unauthorized()),
            Presented::Doubtful => Err(ApiError::forbidden(
                "A request with a session cookie must come from this site's own pages.",
            )),
        }
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let CurrentSession(session) = CurrentSession::from_request_parts(parts, app).await?;
        Ok(Self(session.person))
    }
}

impl FromRequestParts<Arc<App>> for MaybeCaller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        match presented(parts, app).await? {
            Presented::Session(session) => Ok(Self(Some(session.person))),
            Presented::Nothing | Presented::Doubtful => Ok(Self(None)),
        }
    }
}

/// Values of the path.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub(crate) struct Path<T>(pub(crate) T);

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        Self::invalid(format!(
            "The address is not valid: {}.",
            rejection.body_text()
        ))
    }
}

/// Values of the query string.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub(crate) struct Query<T>(pub(crate) T);

impl From<axum::extract::rejection::QueryRejection> for ApiError {
    fn from(rejection: axum::extract::rejection::QueryRejection) -> Self {
        Self::invalid(format!(
            "The query is not valid: {}.",
            rejection.body_text()
        ))
    }
}

/// A JSON body.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

/// A JSON body that may be missing altogether.
#[derive(Debug)]
pub(crate) struct MaybeJson<T>(pub(crate) Option<T>);

async fn body(request: Request, app: &App) -> Result<bytes::Bytes, ApiError> {
    let reading = axum::body::to_bytes(request.into_body(), limits::BODY_BYTES);
    timeout(app.settings.http.body_timeout, reading)
        .await
        .map_err(|_| {
            ApiError::new(
                StatusCode::REQUEST_TIMEOUT,
                "The request body did not arrive in time.",
            )
        })?
        .map_err(|_| {
            ApiError::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!(
                    "The request body is larger than {} KiB.",
                    limits::BODY_BYTES / 1024
                ),
            )
        })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    // The parser would take a list for the fields of an object in their order.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(ApiError::invalid(
            "The request body is not valid: it must be an object.",
        ));
    }
    serde_json::from_slice(bytes)
        .map_err(|error| ApiError::invalid(format!("The request body is not valid: {error}.")))
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        parse(&body(request, app).await?).map(Self)
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for MaybeJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        let bytes = body(request, app).await?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self(None));
        }
        parse(&bytes).map(Some).map(Self)
    }
}
