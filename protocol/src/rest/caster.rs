//! Commentators of a race.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::User;

/// A commentator of a race.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Caster {
    /// Id of the entry, not of the account.
    pub id: Uuid,
    /// Who commentates.
    pub user: User,
    /// Whether the channel is live on Twitch.
    pub is_live: bool,
    /// Address of the channel while it is live.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub stream_url: Option<String>,
}

/// Body of `POST /api/races/{race_id}/casters`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddCaster {
    /// Login of the commentator, who must have an account.
    pub twitch_username: String,
}
