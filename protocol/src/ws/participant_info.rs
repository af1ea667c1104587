//! A participant in live messages.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ParticipantStatus;

/// A participant as live messages show it.
///
/// Mods get it without positions, see [`ParticipantInfo::for_mods`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParticipantInfo {
    /// Id of the participation; of the session in solo mode.
    pub id: Uuid,
    /// Twitch login.
    pub twitch_username: String,
    /// Name as its owner spells it.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub twitch_display_name: Option<String>,
    /// State in the race.
    pub status: ParticipantStatus,
    /// Node the participant is in.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub current_zone: Option<String>,
    /// Deepest layer reached; the number of layers once finished.
    pub current_layer: u32,
    /// Tier of the current node.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub current_layer_tier: Option<i32>,
    /// In-game time in milliseconds.
    pub igt_ms: u32,
    /// Deaths so far.
    pub death_count: u32,
    /// Colour of the participant, counted from 0.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub color_index: u32,
    /// Whether the participant's mod is connected.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub mod_connected: bool,
    /// Every entry into a node in order, revisits included; null before the first.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub zone_history: Option<Vec<ZoneVisit>>,
    /// Signed milliseconds to the leader, negative is ahead.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub gap_ms: Option<i64>,
    /// In-game time of the first entry into `current_layer`, in milliseconds.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub layer_entry_igt: Option<u32>,
    /// Whether the channel is live on Twitch.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub is_live: bool,
    /// Address of the channel while it is live.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub stream_url: Option<String>,
    /// Whether the organizer has not yet confirmed the result.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub held: bool,
    /// Whether the organizer has corrected the result.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub corrected: bool,
}

impl ParticipantInfo {
    /// The same without position and path, which would tell racers where the others are.
    #[must_use]
    pub fn for_mods(mut self) -> Self {
        self.zone_history = None;
        self.current_zone = None;
        self
    }
}

/// One entry into a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneVisit {
    /// The node.
    pub node_id: String,
    /// In-game time of the entry in milliseconds.
    pub igt_ms: u32,
    /// Deaths during this visit; left out while there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deaths: Option<u32>,
}
