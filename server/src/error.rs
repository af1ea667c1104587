//! The one error shape of the HTTP API: `application/problem+json` with a readable `detail`.
//!
//! Only this file knows status codes for refusals of the rules and faults of the store. Causes are
//! logged here and never sent.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use speedfog_protocol::rest::Problem;
use speedfog_race::{Refusal, solo::SoloRefusal};

use crate::{room::ActionError, stock::UploadError, store::StoreError};

/// An answer other than success.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    status: StatusCode,
    detail: String,
}

impl ApiError {
    /// An error with a status and a complete English sentence for the user.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
        }
    }

    /// 400: the request contradicts the state of things.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 401: no valid token.
    #[must_use]
    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Please sign in first.")
    }

    /// 403: signed in, but not allowed.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, detail)
    }

    /// 404: no such thing.
    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 404 for a race.
    #[must_use]
    pub(crate) fn race_not_found() -> Self {
        Self::not_found("Race not found.")
    }

    /// 404 for a solo session.
    #[must_use]
    pub(crate) fn session_not_found() -> Self {
        Self::not_found("Training session not found.")
    }

    /// 400 for a solo session that is over.
    #[must_use]
    pub(crate) fn session_not_active() -> Self {
        Self::bad_request("This training session is not active any more.")
    }

    /// 409: somebody or something else is in the way.
    pub(crate) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    /// 422: a value has the wrong shape.
    pub(crate) fn invalid(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
    }

    /// 500, with the cause in the log only.
    pub(crate) fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong on the server.",
        )
    }

    /// 503: the room or the database cannot answer right now.
    #[must_use]
    pub(crate) fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "The server cannot do that right now, please try again in a moment.",
        )
    }

    /// The same error with another status, for the few routes that differ from the default.
    #[must_use]
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let problem = Problem {
            kind: "about:blank".into(),
            title: self.status.canonical_reason().unwrap_or("Error").into(),
            status: self.status.as_u16(),
            detail: self.detail,
            errors: Vec::new(),
        };
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => {
                Self::conflict("The race was modified concurrently, please try again.")
            }
            StoreError::NoSeed(pool) => {
                Self::bad_request(format!("No available seeds in pool \"{pool}\"."))
            }
            outage if outage.is_outage() => {
                tracing::error!(error = %outage, "the database fails");
                Self::unavailable()
            }
            other => Self::internal(other),
        }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::NotInSetup
            | Refusal::AlreadyStarted
            | Refusal::NotRunning
            | Refusal::NotStarted
            | Refusal::RaceFinished
            | Refusal::CountdownRunning
            | Refusal::NoCountdown
            | Refusal::NoSeed
            | Refusal::AlreadyReleased
            | Refusal::NotReleased
            | Refusal::AlreadyDone
            | Refusal::ScheduleInPast
            | Refusal::NotAbandoned
            | Refusal::EndedByOrganizer
            | Refusal::NoResult => StatusCode::BAD_REQUEST,
            Refusal::CountdownTooLong
            | Refusal::CapacityMissing
            | Refusal::NothingToCorrect
            | Refusal::TimeMissing => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::RegistrationClosed
            | Refusal::OrganizerCannotJoin
            | Refusal::OrganizerCannotLeave => StatusCode::FORBIDDEN,
            Refusal::UnknownParticipant | Refusal::NotCaster | Refusal::NotCoOrganizer => {
                StatusCode::NOT_FOUND
            }
            Refusal::RaceFull
            | Refusal::AlreadyParticipant
            | Refusal::IsCaster
            | Refusal::AlreadyCaster
            | Refusal::AlreadyOrganizer
            | Refusal::IsParticipant => StatusCode::CONFLICT,
        };
        let detail = match refusal {
            // The rules' own text is what installed mods expect.
            Refusal::NotRunning => "The race is not running.".into(),
            other => other.to_string(),
        };
        Self::new(status, detail)
    }
}

impl From<UploadError> for ApiError {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::UnknownPool(pool) => Self::not_found(format!(
                "There is no pool \"{pool}\": it needs a folder with a config.toml on the server."
            )),
            UploadError::Taken(name) => Self::conflict(format!(
                "There is already a seed called {name} in this pool."
            )),
            UploadError::Duplicate(other) => {
                Self::conflict(format!("This is the same seed as {other}."))
            }
            UploadError::TooLarge(limit) => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                format!("The file is larger than the {} MiB allowed.", limit >> 20),
            ),
            UploadError::TooSlow => Self::new(
                StatusCode::REQUEST_TIMEOUT,
                "The upload stood still or took too long, and was given up.",
            ),
            UploadError::Cut => Self::bad_request("The upload broke off before its end."),
            UploadError::Unusable(reason) => {
                Self::invalid(format!("The file cannot be used as a seed: {reason}."))
            }
            UploadError::Faulty(faults) => Self::invalid(format!(
                "Nobody could race on this seed: {}.",
                faults.join("; ")
            )),
            UploadError::Write(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded
                ) =>
            {
                tracing::error!(%error, "an upload did not fit on the disk");
                Self::new(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "There is no room left for this file on the server's disk.",
                )
            }
            UploadError::Write(error) => Self {
                detail: "The server could not write the file; its log says why.".into(),
                ..Self::internal(error)
            },
            UploadError::Store(error) => error.into(),
        }
    }
}

impl From<ActionError> for ApiError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Refused(refusal) => refusal.into(),
            ActionError::SoloRefused(SoloRefusal::NotActive) => Self::session_not_active(),
            ActionError::NotFound => Self::race_not_found(),
            ActionError::Conflict => StoreError::Conflict.into(),
            ActionError::Unavailable => Self::unavailable(),
        }
    }
}
