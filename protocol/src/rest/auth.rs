//! Sign-in for development, available only where the operator switched it on.

use serde::{Deserialize, Serialize};

use super::{Me, Role};

/// Body of `POST /api/auth/dev`.
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
