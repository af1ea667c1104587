//! One attempt: from the first packet to the answer to `auth`.

use std::sync::Arc;
use std::time::Instant;

use rustls::ClientConfig;
use speedfog_protocol::ws::{AuthOk, FromMod, ToMod};
use thiserror::Error;
use tungstenite::handshake::HandshakeError;
use tungstenite::http::Uri;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket};

use super::NetTiming;
use super::mailbox::Mailbox;
use super::stream::Stream;

/// Largest message accepted; a leaderboard of a thousand participants is below.
const MESSAGE_BYTES: usize = 4 << 20;

/// Why an attempt led to no connection.
#[derive(Debug, Error)]
pub(super) enum AttemptError {
    /// The server answered and does not want this mod.
    #[error("refused: {0}")]
    Refused(String),
    /// There is no way to the server, or it does not behave like one.
    #[error("{0}")]
    Unreachable(String),
    /// Nobody wants the connection any more.
    #[error("stopped")]
    Stopped,
}

impl From<tungstenite::Error> for AttemptError {
    fn from(error: tungstenite::Error) -> Self {
        Self::Unreachable(error.to_string())
    }
}

/// Whether a read merely ran into its time limit.
pub(super) fn is_idle(error: &tungstenite::Error) -> bool {
    matches!(error, tungstenite::Error::Io(io) if io.kind() == std::io::ErrorKind::WouldBlock)
}

/// Connects and upgrades.
pub(super) fn connect(
    uri: &Uri,
    tls: &Arc<ClientConfig>,
    timing: &NetTiming,
    mailbox: &Mailbox,
) -> Result<WebSocket<Stream>, AttemptError> {
    let stream = Stream::connect(uri, tls, timing)
        .map_err(|error| AttemptError::Unreachable(error.to_string()))?;
    let config = WebSocketConfig::default()
        .max_message_size(Some(MESSAGE_BYTES))
        .max_frame_size(Some(MESSAGE_BYTES))
        .read_buffer_size(16 * 1024);
    let deadline = Instant::now() + timing.handshake;
    let mut result = tungstenite::client::client_with_config(uri, stream, Some(config));
    loop {
        match result {
            Ok((socket, _)) => return Ok(socket),
            Err(HandshakeError::Failure(error)) => return Err(error.into()),
            Err(HandshakeError::Interrupted(_)) if mailbox.is_stopped() => {
                return Err(AttemptError::Stopped);
            }
            Err(HandshakeError::Interrupted(_)) if Instant::now() >= deadline => {
                return Err(AttemptError::Unreachable(
                    "the server does not answer".into(),
                ));
            }
            Err(HandshakeError::Interrupted(waiting)) => result = waiting.handshake(),
        }
    }
}

/// Identifies the mod and waits for the answer; whatever else comes before it is skipped.
pub(super) fn authenticate(
    socket: &mut WebSocket<Stream>,
    token: &str,
    timing: &NetTiming,
    mailbox: &Mailbox,
) -> Result<Box<AuthOk>, AttemptError> {
    let auth = FromMod::Auth {
        mod_token: token.to_owned(),
        seed_id: None,
        mod_version: None,
    };
    socket.send(Message::text(auth.encode()))?;
    let deadline = Instant::now() + timing.auth;
    while Instant::now() < deadline {
        if mailbox.is_stopped() {
            return Err(AttemptError::Stopped);
        }
        let text = match socket.read() {
            Ok(Message::Text(text)) => text,
            Ok(_) => continue,
            Err(error) if is_idle(&error) => continue,
            Err(error) => return Err(error.into()),
        };
        match ToMod::decode(&text) {
            Ok(ToMod::AuthOk(auth_ok)) => return Ok(auth_ok),
            Ok(ToMod::AuthError { message }) => return Err(AttemptError::Refused(message)),
            Ok(_) => {}
            Err(error) => tracing::debug!(%error, "skipped a frame before the answer to auth"),
        }
    }
    Err(AttemptError::Unreachable(
        "the server does not answer".into(),
    ))
}
