//! What people set for themselves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language that texts of the game are available in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LocaleName {
    /// Code of the locale, such as `en`.
    pub code: String,
    /// What the language calls itself.
    pub name: String,
}

/// The language chosen for an account; request and answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChosenLocale {
    /// Code of an available locale.
    pub locale: String,
}

/// Changes of the in-game overlay; what is absent or null stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatchSettings {
    /// Height of the text in pixels, within [`crate::limits::FONT_SIZE`].
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 8, maximum = 72))]
    pub font_size: Option<f64>,
}

/// Body of `DELETE /api/users/me`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeleteAccount {
    /// The caller's own login, as a sign that they mean it.
    pub twitch_username: String,
}

/// The overlay's settings after a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverlaySettings {
    /// Numbers by name; empty if nothing was ever set.
    pub overlay_settings: BTreeMap<String, f64>,
}
