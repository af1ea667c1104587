//! Who helps the organizer of a race.

use serde::{Deserialize, Serialize};

/// Body of `POST /api/races/{race_id}/co-organizers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddCoOrganizer {
    /// Login of the helper, who must have an account.
    pub twitch_username: String,
}
