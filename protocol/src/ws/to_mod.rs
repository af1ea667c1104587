//! What the server says to a mod.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    ClockReply, Countdown, LeaderSplits, Lobby, ParticipantInfo, RaceInfo, SeedInfo, Tick,
    TickStart, ZoneUpdate, splits,
};
use crate::{DecodeError, LiveStatus, decode, time};

/// A message to a mod.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToMod {
    /// Accepted; the first message of a connection.
    AuthOk(Box<AuthOk>),
    /// Refused; the only message of a connection.
    AuthError {
        /// Why, for the player.
        message: String,
    },
    /// A message of the mod was not taken.
    Error {
        /// Why.
        message: String,
    },
    /// Sign of life; answered with `pong`.
    Ping,
    /// The race starts now.
    RaceStart,
    /// The race or session changed its state.
    RaceStatusChange {
        /// The new state.
        status: LiveStatus,
        /// When the race started; only with `running`.
        #[serde(default, with = "time::option")]
        #[cfg_attr(feature = "openapi", schema(required))]
        started_at: Option<DateTime<Utc>>,
    },
    /// All participants.
    LeaderboardUpdate {
        /// Everybody in the order of the leaderboard.
        participants: Vec<ParticipantInfo>,
        /// In-game time in milliseconds of the leader's first entry, by layer; null without a
        /// leader.
        #[serde(default, with = "splits")]
        #[cfg_attr(
            feature = "openapi",
            schema(required, value_type = Option<std::collections::BTreeMap<String, u32>>)
        )]
        leader_splits: Option<LeaderSplits>,
    },
    /// One participant, the order unchanged.
    PlayerUpdate {
        /// The participant.
        player: Box<ParticipantInfo>,
    },
    /// The zone the receiver is in.
    ZoneUpdate(ZoneUpdate),
    /// A countdown began or was cancelled.
    Countdown(Countdown),
    /// Answer to `clock`.
    Clock(ClockReply),
    /// An event is stored.
    Ack {
        /// Number of the event.
        event_id: u64,
    },
    /// The preparations for the race.
    Lobby(Box<Lobby>),
    /// What changed for everybody, for mods that asked for ticks.
    Tick(Box<Tick>),
}

/// Acceptance of a mod, with all it needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthOk {
    /// Who the mod is.
    pub participant_id: Uuid,
    /// The race.
    pub race: RaceInfo,
    /// The seed, without its graph.
    pub seed: SeedInfo,
    /// Everybody in the order of the leaderboard, the receiver included.
    pub participants: Vec<ParticipantInfo>,
    /// Where the ticks begin; only for mods that asked for ticks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<TickStart>,
}

impl ToMod {
    const TYPES: [&str; 14] = [
        "auth_ok",
        "auth_error",
        "error",
        "ping",
        "race_start",
        "race_status_change",
        "leaderboard_update",
        "player_update",
        "zone_update",
        "countdown",
        "clock",
        "ack",
        "lobby",
        "tick",
    ];

    /// Reads a text frame.
    ///
    /// # Errors
    /// When the frame is no message to a mod; receivers ignore such frames.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        decode::message(text, &Self::TYPES)
    }

    /// Writes the message as a text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        super::encode(self)
    }
}
