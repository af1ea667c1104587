//! The one error shape of the HTTP API: `application/problem+json` with a readable `detail`.
//!
//! Only this file knows status codes for refusals of the rules and faults of the store. Causes are
//! logged here and never sent.

use std::collections::BTreeMap;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use speedfog_protocol::rest::{Problem, ProblemCode};
use speedfog_race::{Refusal, solo::SoloRefusal};

use crate::{room::ActionError, stock::UploadError, store::StoreError};

/// An answer other than success.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    status: StatusCode,
    detail: String,
    code: Option<ProblemCode>,
    values: BTreeMap<String, String>,
}

impl ApiError {
    /// An error with a status and a complete English sentence for the user.
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            code: None,
            values: BTreeMap::new(),
        }
    }

    /// The same error with a word for clients that say it in another language.
    #[must_use]
    pub(crate) fn code(mut self, code: ProblemCode) -> Self {
        self.code = Some(code);
        self
    }

    /// The same error with a name or number of its sentence, as the code calls it.
    #[must_use]
    pub(crate) fn value(mut self, name: &str, value: impl ToString) -> Self {
        self.values.insert(name.into(), value.to_string());
        self
    }

    /// 400: the request contradicts the state of things.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 401: no valid token.
    #[must_use]
    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "Please sign in first.")
            .code(ProblemCode::SignInRequired)
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
        Self::not_found("Race not found.").code(ProblemCode::RaceNotFound)
    }

    /// 404 for a solo session.
    #[must_use]
    pub(crate) fn session_not_found() -> Self {
        Self::not_found("Training session not found.").code(ProblemCode::SessionNotFound)
    }

    /// 400 for a solo session that is over.
    #[must_use]
    pub(crate) fn session_not_active() -> Self {
        Self::bad_request("This training session is not active any more.")
            .code(ProblemCode::SessionNotActive)
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
        .code(ProblemCode::Internal)
    }

    /// 503: the room or the database cannot answer right now.
    #[must_use]
    pub(crate) fn unavailable() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "The server cannot do that right now, please try again in a moment.",
        )
        .code(ProblemCode::Unavailable)
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
            code: self.code,
            values: self.values,
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
                    .code(ProblemCode::ChangedMeanwhile)
            }
            StoreError::NoSeed(pool) => {
                Self::bad_request(format!("No available seeds in pool \"{pool}\"."))
                    .code(ProblemCode::NoSeedsLeft)
                    .value("pool", pool)
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
        let (status, code) = match refusal {
            Refusal::NotInSetup => (StatusCode::BAD_REQUEST, ProblemCode::NotInSetup),
            Refusal::AlreadyStarted => (StatusCode::BAD_REQUEST, ProblemCode::AlreadyStarted),
            Refusal::NotRunning => (StatusCode::BAD_REQUEST, ProblemCode::RaceNotRunning),
            Refusal::NotStarted => (StatusCode::BAD_REQUEST, ProblemCode::NotStarted),
            Refusal::RaceFinished => (StatusCode::BAD_REQUEST, ProblemCode::RaceFinished),
            Refusal::CountdownRunning => (StatusCode::BAD_REQUEST, ProblemCode::CountdownRunning),
            Refusal::NoCountdown => (StatusCode::BAD_REQUEST, ProblemCode::NoCountdown),
            Refusal::NoSeed => (StatusCode::BAD_REQUEST, ProblemCode::NoSeed),
            Refusal::AlreadyReleased => (StatusCode::BAD_REQUEST, ProblemCode::AlreadyReleased),
            Refusal::NotReleased => (StatusCode::BAD_REQUEST, ProblemCode::NotReleased),
            Refusal::AlreadyDone => (StatusCode::BAD_REQUEST, ProblemCode::AlreadyDone),
            Refusal::ScheduleInPast => (StatusCode::BAD_REQUEST, ProblemCode::ScheduleInPast),
            Refusal::NotAbandoned => (StatusCode::BAD_REQUEST, ProblemCode::NotAbandoned),
            Refusal::EndedByOrganizer => (StatusCode::BAD_REQUEST, ProblemCode::EndedByOrganizer),
            Refusal::NoResult => (StatusCode::BAD_REQUEST, ProblemCode::NoResult),
            Refusal::CountdownTooLong => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemCode::CountdownTooLong,
            ),
            Refusal::CapacityMissing => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemCode::CapacityMissing,
            ),
            Refusal::NothingToCorrect => (
                StatusCode::UNPROCESSABLE_ENTITY,
                ProblemCode::NothingToCorrect,
            ),
            Refusal::TimeMissing => (StatusCode::UNPROCESSABLE_ENTITY, ProblemCode::TimeMissing),
            Refusal::RegistrationClosed => (StatusCode::FORBIDDEN, ProblemCode::RegistrationClosed),
            Refusal::OrganizerCannotJoin => {
                (StatusCode::FORBIDDEN, ProblemCode::OrganizerCannotJoin)
            }
            Refusal::OrganizerCannotLeave => {
                (StatusCode::FORBIDDEN, ProblemCode::OrganizerCannotLeave)
            }
            Refusal::UnknownParticipant => (StatusCode::NOT_FOUND, ProblemCode::UnknownParticipant),
            Refusal::NotCaster => (StatusCode::NOT_FOUND, ProblemCode::NotCaster),
            Refusal::NotCoOrganizer => (StatusCode::NOT_FOUND, ProblemCode::NotCoOrganizer),
            Refusal::RaceFull => (StatusCode::CONFLICT, ProblemCode::RaceFull),
            Refusal::AlreadyParticipant => (StatusCode::CONFLICT, ProblemCode::AlreadyParticipant),
            Refusal::IsCaster => (StatusCode::CONFLICT, ProblemCode::IsCaster),
            Refusal::AlreadyCaster => (StatusCode::CONFLICT, ProblemCode::AlreadyCaster),
            Refusal::AlreadyOrganizer => (StatusCode::CONFLICT, ProblemCode::AlreadyOrganizer),
            Refusal::IsParticipant => (StatusCode::CONFLICT, ProblemCode::IsParticipant),
        };
        let detail = match refusal {
            // The rules' own text is what installed mods expect.
            Refusal::NotRunning => "The race is not running.".into(),
            other => other.to_string(),
        };
        Self::new(status, detail).code(code)
    }
}

impl From<UploadError> for ApiError {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::UnknownPool(pool) => Self::not_found(format!(
                "There is no pool \"{pool}\": it needs a folder with a config.toml on the server."
            ))
            .code(ProblemCode::UploadPoolUnknown)
            .value("pool", pool),
            UploadError::Taken(name) => Self::conflict(format!(
                "There is already a seed called {name} in this pool."
            ))
            .code(ProblemCode::UploadNameTaken)
            .value("name", name),
            UploadError::Duplicate(other) => {
                Self::conflict(format!("This is the same seed as {other}."))
                    .code(ProblemCode::UploadDuplicate)
                    .value("seed", other)
            }
            UploadError::TooLarge(limit) => {
                let mebibytes = limit >> 20;
                Self::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    format!("The file is larger than the {mebibytes} MiB allowed."),
                )
                .code(ProblemCode::UploadTooLarge)
                .value("mebibytes", mebibytes)
            }
            UploadError::TooSlow => Self::new(
                StatusCode::REQUEST_TIMEOUT,
                "The upload stood still or took too long, and was given up.",
            )
            .code(ProblemCode::UploadTooSlow),
            UploadError::Cut => Self::bad_request("The upload broke off before its end.")
                .code(ProblemCode::UploadCut),
            UploadError::Unusable(reason) => {
                Self::invalid(format!("The file cannot be used as a seed: {reason}."))
                    .code(ProblemCode::UploadUnusable)
                    .value("reason", reason)
            }
            UploadError::Faulty(faults) => {
                let faults = faults.join("; ");
                Self::invalid(format!("Nobody could race on this seed: {faults}."))
                    .code(ProblemCode::UploadFaulty)
                    .value("faults", faults)
            }
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
                .code(ProblemCode::UploadDiskFull)
            }
            UploadError::Write(error) => Self {
                detail: "The server could not write the file; its log says why.".into(),
                ..Self::internal(error).code(ProblemCode::UploadNotWritten)
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
