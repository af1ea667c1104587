//! Time limits and waiting times of the connection.

use std::time::Duration;

use speedfog_protocol::limits;

/// Time limits and waiting times. The defaults are those of a real game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetTiming {
    /// For each address of the server.
    pub connect: Duration,
    /// For TLS and the upgrade to a WebSocket together.
    pub handshake: Duration,
    /// For the answer to `auth`.
    pub auth: Duration,
    /// How long a read blocks before waiting messages are sent.
    pub read: Duration,
    /// How long a write may block.
    pub write: Duration,
    /// A connection without a JSON `ping` for this long is dead.
    pub ping_tolerance: Duration,
    /// Wait after the first failed attempt.
    pub retry_first: Duration,
    /// Wait after the first refusal.
    pub retry_refused: Duration,
    /// Longest wait.
    pub retry_max: Duration,
}

impl Default for NetTiming {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            handshake: Duration::from_secs(10),
            auth: Duration::from_secs(10),
            read: Duration::from_millis(20),
            write: limits::SEND_TIMEOUT,
            ping_tolerance: limits::MOD_PING_TOLERANCE,
            retry_first: Duration::from_secs(1),
            retry_refused: Duration::from_secs(5),
            retry_max: Duration::from_secs(30),
        }
    }
}
