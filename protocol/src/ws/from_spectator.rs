//! What a spectator says to the server.

use serde::{Deserialize, Serialize};

use super::lenient;
use crate::{DecodeError, decode};

/// A message of a web client or a stream overlay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromSpectator {
    /// Identifies the viewer; an unusable token makes the viewer anonymous, never an error.
    Auth {
        /// Token of the viewer's account.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "lenient::string_or_absent"
        )]
        token: Option<String>,
    },
    /// Asks for the server's clock.
    Clock {
        /// The client's clock, echoed in the answer; milliseconds since any instant.
        client_ms: i64,
    },
    /// Answer to the server's `ping`.
    Pong,
}

impl FromSpectator {
    const TYPES: [&str; 3] = ["auth", "clock", "pong"];

    /// Reads a text frame.
    ///
    /// # Errors
    /// When the frame is no message a spectator can send; receivers ignore such frames.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        decode::message(text, &Self::TYPES)
    }

    /// Writes the message as a text frame.
    #[must_use]
    pub fn encode(&self) -> String {
        super::encode(self)
    }
}
