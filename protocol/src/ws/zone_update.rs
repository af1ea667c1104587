//! The zone a player has entered, for the overlay in the game.

use serde::{Deserialize, Serialize};

/// The zone the receiving player is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneUpdate {
    /// The node.
    pub node_id: String,
    /// Its name for people.
    pub display_name: String,
    /// Its tier.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub tier: Option<i32>,
    /// The tier of the same place in the unmodified game.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub original_tier: Option<i32>,
    /// The gates out, in the order of the graph.
    pub exits: Vec<ZoneExit>,
}

/// A gate out of the zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneExit {
    /// Where the gate stands.
    pub text: String,
    /// Name of the zone behind it, which the mod shows once `discovered`.
    pub to_name: String,
    /// Whether the player has been behind it.
    pub discovered: bool,
}
