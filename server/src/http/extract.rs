//! Extractors with the API's own errors: who calls, path values, JSON bodies.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::PathRejection},
    http::{StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;
use speedfog_protocol::{limits, rest::Role};

use crate::{app::App, clock, error::ApiError, store::Person};

/// Somebody who is signed in; anonymous requests are answered 401.
#[derive(Debug)]
pub(crate) struct Caller(pub(crate) Person);

/// Somebody who may be signed in.
#[derive(Debug)]
pub(crate) struct MaybeCaller(pub(crate) Option<Person>);

impl Caller {
    /// Refuses everybody who may not create races.
    pub(crate) fn require_organizer_role(&self) -> Result<(), ApiError> {
        match self.0.role {
            Role::Organizer | Role::Admin => Ok(()),
            Role::User => Err(ApiError::forbidden("Only organizers can create races.")),
        }
    }
}

async fn person(parts: &Parts, app: &App) -> Result<Option<Person>, ApiError> {
    let token = parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    match token {
        Some(token) if !token.is_empty() => {
            Ok(app.store.session_person(token, clock::now()).await?)
        }
        _ => Ok(None),
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        person(parts, app)
            .await?
            .map(Self)
            .ok_or_else(ApiError::unauthorized)
    }
}

impl FromRequestParts<Arc<App>> for MaybeCaller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        person(parts, app).await.map(Self)
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

async fn body(request: Request) -> Result<bytes::Bytes, ApiError> {
    axum::body::to_bytes(request.into_body(), limits::BODY_BYTES)
        .await
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
    serde_json::from_slice(bytes)
        .map_err(|error| ApiError::invalid(format!("The request body is not valid: {error}.")))
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, ApiError> {
        parse(&body(request).await?).map(Self)
    }
}

impl<T: DeserializeOwned> FromRequest<Arc<App>> for MaybeJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &Arc<App>) -> Result<Self, ApiError> {
        let bytes = body(request).await?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self(None));
        }
        parse(&bytes).map(Some).map(Self)
    }
}
