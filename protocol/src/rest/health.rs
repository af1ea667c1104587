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
}
