//! The thread that owns the socket.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use rustls::ClientConfig;
use speedfog_protocol::ws::{FromMod, ToMod};
use tungstenite::http::Uri;
use tungstenite::{Message, WebSocket};

use super::attempt::{AttemptError, authenticate, connect, is_idle};
use super::mailbox::Mailbox;
use super::stream::Stream;
use super::ticks::Ticks;
use super::{Backoff, NetOptions, NetTiming};
use crate::config::Server;
use crate::tracker::{Connection, NetEvent, Trouble};

/// Connects again and again until stopped.
pub(super) struct Worker {
    server: Server,
    tls: Arc<ClientConfig>,
    timing: NetTiming,
    random: Box<dyn FnMut() -> f64 + Send>,
    mailbox: Arc<Mailbox>,
    backoff: Backoff,
}

impl Worker {
    pub(super) fn new(
        server: &Server,
        tls: Arc<ClientConfig>,
        options: NetOptions,
        mailbox: Arc<Mailbox>,
    ) -> Self {
        Self {
            server: server.clone(),
            tls,
            backoff: Backoff::new(&options.timing),
            timing: options.timing,
            random: options.random,
            mailbox,
        }
    }

    pub(super) fn run(mut self) {
        loop {
            let attempt = catch_unwind(AssertUnwindSafe(|| self.attempt()));
            let random = (self.random)();
            let (state, wait) = match attempt {
                Ok(Err(AttemptError::Stopped)) => return,
                Ok(Err(AttemptError::Refused(message))) => {
                    tracing::warn!(%message, "the server refused the mod");
                    let retry_in = self.backoff.after_refusal(random);
                    (Connection::Refused { message, retry_in }, retry_in)
                }
                Ok(Err(AttemptError::Unreachable { trouble, cause })) => {
                    tracing::info!(%cause, "no connection to the server");
                    let retry_in = self.backoff.after_failure(random);
                    let state = Connection::Unreachable {
                        trouble,
                        cause,
                        retry_in,
                    };
                    (state, retry_in)
                }
                Ok(Ok(())) => (Connection::Reconnecting, self.backoff.after_failure(random)),
                Err(_) => {
                    tracing::error!("the connection panicked; it is made again");
                    (Connection::Reconnecting, self.backoff.after_failure(random))
                }
            };
            self.mailbox.deliver(NetEvent::State(state));
            if self.mailbox.sleep(wait) {
                return;
            }
        }
    }

    /// One connection from beginning to end. `Ok` when it was accepted and then lost.
    fn attempt(&mut self) -> Result<(), AttemptError> {
        let uri: Uri = self
            .server
            .endpoint()
            .parse()
            .map_err(|error| AttemptError::unreachable(Trouble::Address, error))?;
        let mut socket = connect(&uri, &self.tls, &self.timing, &self.mailbox)?;
        let auth_ok = authenticate(&mut socket, &self.server, &self.timing, &self.mailbox)?;
        self.backoff.reset();
        let ticks = Ticks::begin(&auth_ok);
        self.mailbox.connected(NetEvent::Connected(auth_ok));
        match self.talk(&mut socket, ticks) {
            Ok(End::Stopped) => {
                // The server sees a lost connection otherwise, which is as good.
                let _ = socket.close(None);
                let _ = socket.flush();
                Err(AttemptError::Stopped)
            }
            Ok(End::Silent) => {
                tracing::warn!("no sign of life from the server");
                Ok(())
            }
            Ok(End::TickMissed) => {
                tracing::warn!("a tick is missing; the connection is made again");
                Ok(())
            }
            Err(error) => {
                tracing::info!(%error, "connection lost");
                Ok(())
            }
        }
    }

    fn talk(
        &self,
        socket: &mut WebSocket<Stream>,
        mut ticks: Option<Ticks>,
    ) -> Result<End, tungstenite::Error> {
        let mut last_ping = Instant::now();
        loop {
            if self.mailbox.is_stopped() {
                return Ok(End::Stopped);
            }
            if last_ping.elapsed() >= self.timing.ping_tolerance {
                return Ok(End::Silent);
            }
            for message in self.mailbox.take_outgoing() {
                socket.write(Message::text(message.encode()))?;
            }
            socket.flush()?;
            match socket.read() {
                Ok(Message::Text(text)) => match ToMod::decode(&text) {
                    Ok(ToMod::Ping) => {
                        last_ping = Instant::now();
                        socket.send(Message::text(FromMod::Pong.encode()))?;
                    }
                    Ok(ToMod::Tick(tick)) => match &mut ticks {
                        Some(ticks) => match ticks.fold(*tick) {
                            Some(board) => self.mailbox.deliver(NetEvent::Message(board)),
                            None => return Ok(End::TickMissed),
                        },
                        None => tracing::debug!("skipped a tick without a beginning"),
                    },
                    Ok(message) => self.mailbox.deliver(NetEvent::Message(message)),
                    Err(error) => tracing::debug!(%error, "skipped a frame"),
                },
                Ok(_) => {}
                Err(error) if is_idle(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Why a talk ended without an error.
enum End {
    Stopped,
    Silent,
    TickMissed,
}
