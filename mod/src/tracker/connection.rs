//! What the tracker knows of the connection.

use std::time::Duration;

use speedfog_protocol::ws::{AuthOk, ToMod};

/// State of the connection, as the player is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// The first attempt is under way.
    Connecting,
    /// The server accepted the mod.
    Connected,
    /// The connection was lost and is being made again.
    Reconnecting,
    /// The server refused the mod.
    Refused {
        /// The server's text for the player.
        message: String,
        /// Time until the next attempt.
        retry_in: Duration,
    },
    /// There is no way to the server.
    Unreachable {
        /// The cause, for the curious.
        cause: String,
        /// Time until the next attempt.
        retry_in: Duration,
    },
}

/// Something the connection brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetEvent {
    /// The server accepted the mod.
    Connected(Box<AuthOk>),
    /// The connection changed its state; it is not connected.
    State(Connection),
    /// A message on a live connection.
    Message(ToMod),
}
