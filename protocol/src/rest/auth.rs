//! Signing in, and the devices that are signed in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Me, Role};
use crate::time;

/// Body of `POST /api/auth/dev`, which exists only where the operator switched it on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DevSignIn {
    /// Login of the account, which is created when there is none.
    pub twitch_username: String,
    /// Role the account gets.
    #[serde(default)]
    pub role: Role,
}

/// A fresh token and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Opaque token for `Authorization: Bearer`; a secret.
    pub token: String,
    /// The account signed in.
    pub user: Me,
}

/// Body of `POST /api/auth/exchange`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeCode {
    /// The code with which a sign-in came back to the page; good for one use within a minute.
    pub code: String,
}

/// What a code was worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangedCode {
    /// Opaque token for `Authorization: Bearer`; a secret.
    pub token: String,
}

/// Answer to `POST /api/auth/logout`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// What happened, for people.
    pub message: String,
}

/// A device that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceSession {
    /// Id of the session; no secret.
    pub id: Uuid,
    /// When the device signed in.
    #[serde(with = "time")]
    pub created_at: DateTime<Utc>,
    /// When it was last used, give or take some minutes.
    #[serde(with = "time::option")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub last_used_at: Option<DateTime<Utc>>,
    /// What the browser or program called itself, shortened.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub user_agent: Option<String>,
    /// Whether it is the session that asks.
    pub current: bool,
}

/// Answer to `GET /api/auth/sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceSessions {
    /// The caller's sessions, the newest first.
    pub sessions: Vec<DeviceSession>,
}
