//! Numbered ticks: one message for everything that changed in a moment.
//!
//! A client that asks for ticks is told of the standings by them alone. Players are called by their
//! `color_index`, which nobody else in the race has.

use serde::{Deserialize, Serialize};

use super::{LeaderSplits, ParticipantInfo, ZoneVisit, splits};
use crate::ParticipantStatus;

/// Where the ticks begin that follow a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TickStart {
    /// What the numbers count in; to be given back unread when coming back.
    pub epoch: String,
    /// Number of the last tick that the state includes; the next one has the number after it.
    pub seq: u64,
    /// In-game time in milliseconds of the leader's first entry, by layer; null without a leader.
    #[serde(default, with = "splits")]
    #[cfg_attr(
        feature = "openapi",
        schema(required, value_type = Option<std::collections::BTreeMap<String, u32>>)
    )]
    pub leader_splits: Option<LeaderSplits>,
    /// Where to get the map. Null when it is in the state, and for mods, which get none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub graph_url: Option<String>,
}

/// Everything that changed since the tick before. What is absent or empty has not changed. Most fields
/// are lists of pairs: a player, and the new value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tick {
    /// Number of the tick, one more than that of the tick before.
    pub seq: u64,
    /// Players who are new, or of whom something has changed that has no field below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub players: Vec<ParticipantInfo>,
    /// Everybody in the order of the leaderboard; whoever is missing has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Vec<u32>>,
    /// States in the race.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<(u32, ParticipantStatus)>,
    /// In-game times in milliseconds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub igt_ms: Vec<(u32, u32)>,
    /// Deaths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub death_count: Vec<(u32, u32)>,
    /// Signed milliseconds to the leader.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gap_ms: Vec<(u32, Option<i64>)>,
    /// Nodes that players are in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub current_zone: Vec<(u32, Option<String>)>,
    /// Deepest layers reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub current_layer: Vec<(u32, u32)>,
    /// Tiers of the current nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub current_layer_tier: Vec<(u32, Option<i32>)>,
    /// In-game times of the first entry into the current layer, in milliseconds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layer_entry_igt: Vec<(u32, Option<u32>)>,
    /// Whether mods are connected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mod_connected: Vec<(u32, bool)>,
    /// Entries of zone histories: who, the place in the history from 0, and what stands there now.
    /// A place at the end of the history makes it longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<(u32, u32, ZoneVisit)>,
    /// Splits of the leader; an empty object when there is no leader.
    #[serde(default, with = "splits", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        schema(value_type = std::collections::BTreeMap<String, u32>)
    )]
    pub leader_splits: Option<LeaderSplits>,
}

impl Tick {
    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self
            == Self {
                seq: self.seq,
                ..Self::default()
            }
    }
}
