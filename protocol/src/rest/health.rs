//! Answer of the health check.

use serde::{Deserialize, Serialize};

/// Body of `GET /health`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// `ok` while the server serves.
    pub status: String,
    /// Version of the server.
    pub version: String,
    /// Whether signing in by name alone is switched on, as it is in development only.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub dev_sign_in: bool,
}
