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
        /// What kind of trouble it is, for the player.
        trouble: Trouble,
        /// The cause, for the curious.
        cause: String,
        /// Time until the next attempt.
        retry_in: Duration,
    },
}

/// What keeps a mod from its server, as far as a player can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server or the line to it is down.
    Line,
    /// The server's certificate is not accepted, which a wrong date does to every server.
    Certificate,
    /// Something answers that is no server of races, or does not know this race.
    Address,
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
