//! One attempt: from the first packet to the answer to `auth`.

use std::io;
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
use crate::config::Server;
use crate::tracker::Trouble;

/// Largest message accepted; a leaderboard of a thousand participants is below.
const MESSAGE_BYTES: usize = 4 << 20;

const SILENT: &str = "the server does not answer";

/// Why an attempt led to no connection.
#[derive(Debug, Error)]
pub(super) enum AttemptError {
    /// The server answered and does not want this mod.
    #[error("refused: {0}")]
    Refused(String),
    /// There is no way to the server, or it does not behave like one.
    #[error("{cause}")]
    Unreachable {
        /// What a player could do something about.
        trouble: Trouble,
        /// What the system says.
        cause: String,
    },
    /// Nobody wants the connection any more.
    #[error("stopped")]
    Stopped,
}

impl AttemptError {
    pub(super) fn unreachable(trouble: Trouble, cause: impl ToString) -> Self {
        let cause = cause.to_string();
        Self::Unreachable { trouble, cause }
    }
}

impl From<tungstenite::Error> for AttemptError {
    fn from(error: tungstenite::Error) -> Self {
        let trouble = match &error {
            tungstenite::Error::Http(_) => Trouble::Address,
            tungstenite::Error::Io(io) if is_about_certificate(io) => Trouble::Certificate,
            _ => Trouble::Line,
        };
        Self::unreachable(trouble, error)
    }
}

fn is_about_certificate(error: &io::Error) -> bool {
    error
        .get_ref()
        .and_then(|inner| inner.downcast_ref())
        .is_some_and(|tls| matches!(tls, rustls::Error::InvalidCertificate(_)))
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
        .map_err(|error| AttemptError::unreachable(Trouble::Line, error))?;
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
                return Err(AttemptError::unreachable(Trouble::Line, SILENT));
            }
            Err(HandshakeError::Interrupted(waiting)) => result = waiting.handshake(),
        }
    }
}

/// Identifies the mod and waits for the answer; whatever else comes before it is skipped.
pub(super) fn authenticate(
    socket: &mut WebSocket<Stream>,
    server: &Server,
    timing: &NetTiming,
    mailbox: &Mailbox,
) -> Result<Box<AuthOk>, AttemptError> {
    let auth = FromMod::Auth {
        mod_token: server.mod_token.reveal().to_owned(),
        seed_id: Some(server.seed_id.clone()).filter(|seed_id| !seed_id.is_empty()),
        mod_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        ticks: true,
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
    Err(AttemptError::unreachable(Trouble::Line, SILENT))
}
