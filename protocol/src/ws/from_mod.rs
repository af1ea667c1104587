//! What a mod says to the server.

use serde::{Deserialize, Serialize};

use super::{ZoneQuery, lenient};
use crate::{DecodeError, decode};

/// A message of a mod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromMod {
    /// First message of every connection.
    Auth {
        /// Secret of the participant, from the seed pack.
        mod_token: String,
        /// Seed of the pack the mod came with, from its settings.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "lenient::string_or_absent"
        )]
        seed_id: Option<String>,
        /// Version of the mod.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "lenient::string_or_absent"
        )]
        mod_version: Option<String>,
        /// Whether the standings shall come as ticks.
        #[serde(
            default,
            skip_serializing_if = "std::ops::Not::not",
            deserialize_with = "lenient::flag"
        )]
        ticks: bool,
    },
    /// The game is up and the player can start.
    Ready,
    /// Regular report of time and deaths.
    StatusUpdate(StatusUpdate),
    /// An event flag of the seed was set: a fog gate was crossed or the final boss fell.
    EventFlag(EventFlag),
    /// A zone was entered, as mods of the first phase report it.
    ZoneEntered(ZoneEntered),
    /// The run is over, as mods of the first phase report it.
    Finished(Finished),
    /// A loading screen ended without a fog gate: where is the player?
    ZoneQuery(ZoneQuery),
    /// Asks for the server's clock.
    Clock {
        /// The client's clock, echoed in the answer; milliseconds since any instant.
        client_ms: i64,
    },
    /// Answer to the server's `ping`.
    Pong,
}

/// Regular report of time and deaths. What is missing or unusable reads as `None` and changes
/// nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusUpdate {
    /// In-game time in milliseconds.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::int_or_absent"
    )]
    pub igt_ms: Option<u32>,
    /// Deaths of the character.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::int_or_absent"
    )]
    pub death_count: Option<u32>,
    /// Zone the player is in; only mods of the first phase send it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::string_or_absent"
    )]
    pub current_zone: Option<String>,
}

/// An event flag of the seed was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventFlag {
    /// The flag.
    pub flag_id: u32,
    /// In-game time in milliseconds when the flag was seen; absent when unknown.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::optional_int"
    )]
    pub igt_ms: Option<u32>,
    /// Number of the event, strictly increasing per participant; asks for an `ack`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<u64>,
}

/// A zone was entered, in the words of a mod of the first phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneEntered {
    /// Zone left: a node, a zone or a map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_zone: Option<String>,
    /// Zone entered: a node, a zone or a map.
    pub to_zone: String,
    /// In-game time in milliseconds; absent when unknown.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::optional_int"
    )]
    pub igt_ms: Option<u32>,
    /// Number of the event, strictly increasing per participant; asks for an `ack`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<u64>,
}

/// The run is over, in the words of a mod of the first phase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finished {
    /// Final in-game time in milliseconds; absent when unknown.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::optional_int"
    )]
    pub igt_ms: Option<u32>,
    /// Number of the event, strictly increasing per participant; asks for an `ack`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<u64>,
}

impl FromMod {
    const TYPES: [&str; 9] = [
        "auth",
        "ready",
        "status_update",
        "event_flag",
        "zone_entered",
        "finished",
        "zone_query",
        "clock",
        "pong",
    ];

    /// Reads a text frame.
    ///
    /// # Errors
    /// When the frame is no message a mod can send. Times and counts must be whole numbers up
    /// to [`crate::limits::INT_MAX`]; only `status_update` and `zone_query` survive unusable
    /// fields, which then read as absent.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        decode::message(text, &Self::TYPES)
    }

    /// Writes the message as a text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        super::encode(self)
    }
}
