//! What concerns the community on Discord.

use serde::{Deserialize, Serialize};

/// The message with the buttons for the role of runners was posted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunnerMessage {
    /// Always `ok`.
    pub status: String,
}
