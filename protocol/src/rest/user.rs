//! Accounts as others and their owners see them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Global role of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// May race.
    #[default]
    User,
    /// May also create races.
    Organizer,
    /// May also administer seeds and accounts.
    Admin,
}

/// An account as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    /// Id of the account.
    pub id: Uuid,
    /// Twitch login.
    pub twitch_username: String,
    /// Name as its owner spells it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_display_name: Option<String>,
    /// Address of the picture.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_avatar_url: Option<String>,
}

/// The caller's own account. Never contains the token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Id of the account.
    pub id: Uuid,
    /// Twitch login.
    pub twitch_username: String,
    /// Name as its owner spells it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_display_name: Option<String>,
    /// Address of the picture.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_avatar_url: Option<String>,
    /// Global role.
    pub role: Role,
    /// Chosen language, such as `en`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub locale: Option<String>,
    /// Numbers that shape the in-game overlay; known key: `font_size` in pixels.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub overlay_settings: Option<BTreeMap<String, f64>>,
}
