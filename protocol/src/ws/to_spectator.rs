//! What the server says to a spectator.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    ClockReply, Countdown, LeaderSplits, Lobby, ParticipantInfo, RaceInfo, SeedInfo, Tick,
    TickStart, splits,
};
use crate::{DecodeError, LiveStatus, decode, time};

/// A message to a web client or a stream overlay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToSpectator {
    /// Everything; replaces what the client knew.
    RaceState(Box<RaceState>),
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
    /// The race or session changed its state.
    RaceStatusChange {
        /// The new state.
        status: LiveStatus,
        /// When the race started; only with `running`.
        #[serde(default, with = "time::option")]
        #[cfg_attr(feature = "openapi", schema(required))]
        started_at: Option<DateTime<Utc>>,
    },
    /// How many watch.
    SpectatorCount {
        /// Number of connected spectators, the receiver included.
        count: u32,
    },
    /// Sign of life; answered with `pong`.
    Ping,
    /// A countdown began or was cancelled.
    Countdown(Countdown),
    /// Answer to `clock`.
    Clock(ClockReply),
    /// The preparations for the race.
    Lobby(Box<Lobby>),
    /// What changed for everybody, for those who asked for ticks.
    Tick(Box<Tick>),
    /// Nothing that was missed is lost: the missed ticks follow, and no state is needed.
    Resumed {
        /// Number of the last tick that the client said it has.
        seq: u64,
    },
}

/// Everything a spectator may see of a race.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RaceState {
    /// The race.
    pub race: RaceInfo,
    /// The seed, without its flags.
    pub seed: SeedInfo,
    /// Everybody in the order of the leaderboard.
    pub participants: Vec<ParticipantInfo>,
    /// Where the ticks begin; only for those who asked for ticks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticks: Option<TickStart>,
}

impl ToSpectator {
    const TYPES: [&str; 11] = [
        "race_state",
        "leaderboard_update",
        "player_update",
        "race_status_change",
        "spectator_count",
        "ping",
        "countdown",
        "clock",
        "lobby",
        "tick",
        "resumed",
    ];

    /// Reads a text frame.
    ///
    /// # Errors
    /// When the frame is no message to a spectator; receivers ignore such frames.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        decode::message(text, &Self::TYPES)
    }

    /// Writes the message as a text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        super::encode(self)
    }
}
