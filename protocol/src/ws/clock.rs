//! The synchronised start: countdown and clock comparison.
//!
//! Clients of version 1 ignore both messages.

use serde::{Deserialize, Serialize};

/// A countdown began, changed or was cancelled.
///
/// Also sent right after the first snapshot to a client that connects during a countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Countdown {
    /// When the race starts by the server's clock, in Unix milliseconds; null: cancelled.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub starts_at_ms: Option<i64>,
    /// The server's clock when it sent this, in Unix milliseconds.
    pub server_now_ms: i64,
}

/// Answer to `clock`, to the asking socket only.
///
/// The client takes the offset from the round trip with the smallest delay:
/// `server_ms − (client_ms + received_ms) / 2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockReply {
    /// The client's clock from the question, unchanged.
    pub client_ms: i64,
    /// The server's clock, in Unix milliseconds.
    pub server_ms: i64,
}
