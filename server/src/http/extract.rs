//! Extractors with the API's own errors: who calls, path values, JSON bodies.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, FromRequestParts, Request, rejection::PathRejection},
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;
use speedfog_protocol::{
    limits,
    rest::{ProblemCode, Role},
};
use speedfog_race::{RaceId, SoloId, SoloStatus};
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    authorize::Access,
    nul,
    permissions::{Permission, When, Who},
};
use crate::{
    app::App,
    error::ApiError,
    store::{Person, RaceRow, Session, SoloRow},
};

/// Somebody who is signed in, and what the table of permissions says about the request.
#[derive(Debug)]
pub(crate) struct Caller {
    /// Who it is.
    pub(crate) person: Person,
    permission: &'static Permission,
}

/// The session with which somebody is signed in.
#[derive(Debug)]
pub(crate) struct CurrentSession(pub(crate) Session);

/// The session of somebody who may be signed in.
#[derive(Debug)]
pub(crate) struct MaybeSession(pub(crate) Option<Session>);

/// Somebody who may be signed in.
#[derive(Debug)]
pub(crate) struct MaybeCaller(pub(crate) Option<Person>);

impl Caller {
    /// Passes who has the role that the table asks for; others get 403.
    pub(crate) fn require_role(&self) -> Result<(), ApiError> {
        match (self.permission.who, self.person.role) {
            (Who::OrganizerRole, Role::User) => {
                Err(ApiError::forbidden("Only organizers can create races.")
                    .code(ProblemCode::OrganizerRoleRequired))
            }
            (Who::Admin, Role::User | Role::Organizer) => {
                Err(ApiError::forbidden("Only admins can do that.")
                    .code(ProblemCode::AdminRoleRequired))
            }
            _ => Ok(()),
        }
    }

    /// The race in the address, once the table lets the caller do this with it: otherwise 404, 403
    /// or, for its status, 400.
    pub(crate) async fn race(&self, app: &App, id: Uuid) -> Result<RaceRow, ApiError> {
        let race = app
            .store
            .race(RaceId::from(id))
            .await?
            .ok_or_else(ApiError::race_not_found)?;
        let user = self.person.id;
        let owner = race.organizer.id == user;
        let admin = self.person.role == Role::Admin;
        match self.permission.who {
            Who::RaceOrganizerOrAdmin if admin => {}
            Who::RaceOwner if !owner => {
                return Err(
                    ApiError::forbidden("Only the organizer of this race can do that.")
                        .code(ProblemCode::RaceOwnerRequired),
                );
            }
            Who::RaceOrganizer | Who::RaceOrganizerOrAdmin
                if !owner && !app.store.is_co_organizer(race.id, user).await? =>
            {
                return Err(
                    ApiError::forbidden("Only the organizers of this race can do that.")
                        .code(ProblemCode::RaceOrganizerRequired),
                );
            }
            _ => {}
        }
        match self.permission.when {
            When::Status(statuses, refusal) if !statuses.contains(&race.status) => {
                Err(refusal.into())
            }
            When::Released if race.seeds_released_at.is_none() => Err(ApiError::forbidden(
                "The seed packs have not been released yet.",
            )
            .code(ProblemCode::PackNotReleased)),
            _ => Ok(race),
        }
    }

    /// The solo session in the address, once the table lets the caller do this with it: otherwise
    /// 404, 403 or, when it is over, 400.
    pub(crate) async fn solo(&self, app: &App, id: Uuid) -> Result<SoloRow, ApiError> {
        let session = app
            .store
            .solo(SoloId::from(id))
            .await?
            .ok_or_else(ApiError::session_not_found)?;
        if self.permission.who == Who::SessionOwner && session.person.id != self.person.id {
            return Err(
                ApiError::forbidden("This training session belongs to somebody else.")
                    .code(ProblemCode::SessionOfSomebodyElse),
            );
        }
        match self.permission.when {
            When::Active if session.record.status != SoloStatus::Active => {
                Err(ApiError::session_not_active())
            }
            _ => Ok(session),
        }
    }
}

fn access(parts: &Parts) -> Result<Access, ApiError> {
    let access = parts.extensions.get::<Access>();
    access
        .cloned()
        .ok_or_else(|| ApiError::internal("the route has no row in the table of permissions"))
}

impl FromRequestParts<Arc<App>> for CurrentSession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _app: &Arc<App>) -> Result<Self, ApiError> {
        let session = access(parts)?.session;
        session.map(Self).ok_or_else(ApiError::unauthorized)
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _app: &Arc<App>) -> Result<Self, ApiError> {
        let Access {
            permission,
            session,
        } = access(parts)?;
        let person = session.ok_or_else(ApiError::unauthorized)?.person;
        Ok(Self { person, permission })
    }
}

impl FromRequestParts<Arc<App>> for MaybeSession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _app: &Arc<App>) -> Result<Self, ApiError> {
        Ok(Self(access(parts)?.session))
    }
}

impl FromRequestParts<Arc<App>> for MaybeCaller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _app: &Arc<App>) -> Result<Self, ApiError> {
        Ok(Self(access(parts)?.session.map(|session| session.person)))
    }
}

/// Values of the path.
#[derive(Debug)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        nul::refuse_in_address(parts.uri.path())?;
        let axum::extract::Path(values) =
            axum::extract::Path::from_request_parts(parts, app).await?;
        Ok(Self(values))
    }
}

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        Self::invalid(format!(
            "The address is not valid: {}.",
            rejection.body_text()
        ))
    }
}

/// Values of the query string.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<App>> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        nul::refuse_in_address(parts.uri.query().unwrap_or_default())?;
        let axum::extract::Query(values) =
            axum::extract::Query::from_request_parts(parts, app).await?;
        Ok(Self(values))
    }
}

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

/// A body as it came, for what is signed.
#[derive(Debug)]
pub(crate) struct RawBody(pub(crate) bytes::Bytes);

impl FromRequest<Arc<App>> for RawBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, ApiError> {
        body(request, app).await.map(Self)
    }
}

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
    if nul::is_in_json(bytes) {
        return Err(ApiError::invalid(
            "The request body is not valid: it has a character that cannot be stored.",
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
