//! One WebSocket after its handshake: reading, writing, heartbeat, limits.

use std::time::Duration;

use speedfog_protocol::{close, limits};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tokio_util::sync::CancellationToken;
use tungstenite::{Error, Message, Utf8Bytes};

use super::{
    frame_rate::FrameRate,
    peer::{Next, Peer},
};
use crate::room::Due;

const PING: &str = r#"{"type":"ping"}"#;

/// What a socket reports to the code that serves it.
#[derive(Debug)]
pub(super) enum Incoming {
    /// A text frame.
    Text(Utf8Bytes),
    /// A sign of life without content.
    Alive,
    /// The connection is over; nothing more will come.
    Gone,
}

/// A WebSocket whose peer has been admitted, with its heartbeat and limits.
pub(super) struct Socket {
    peer: Peer,
    shutdown: CancellationToken,
    rate: FrameRate,
    ping: Interval,
    probe: Interval,
    heard: Instant,
    probed: Option<Instant>,
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

impl Socket {
    pub(super) fn new(peer: Peer, shutdown: CancellationToken) -> Self {
        let now = Instant::now();
        Self {
            peer,
            shutdown,
            rate: FrameRate::new(now),
            ping: every(limits::PING_INTERVAL),
            probe: every(limits::PROBE_INTERVAL),
            heard: now,
            probed: None,
        }
    }

    /// Sends what waits and keeps the heartbeat until the peer says something or is gone.
    pub(super) async fn next(&mut self) -> Incoming {
        loop {
            tokio::select! {
                next = self.peer.next() => {
                    let incoming = match next {
                        Next::Message(message) => self.received(message).await,
                        Next::Due(due) => self.deal_with(due).await,
                    };
                    if let Some(incoming) = incoming {
                        return incoming;
                    }
                }
                _ = self.ping.tick() => self.peer.send(PING.into()),
                _ = self.probe.tick() => {
                    if !self.check_alive() {
                        return Incoming::Gone;
                    }
                }
                () = self.shutdown.cancelled() => {
                    self.close(close::GOING_AWAY, "server restarts").await;
                    return Incoming::Gone;
                }
            }
        }
    }

    /// Judges one received message; `None` when there is nothing to report.
    async fn received(&mut self, message: Option<Result<Message, Error>>) -> Option<Incoming> {
        let now = Instant::now();
        self.heard = now;
        let message = match message {
            None => return Some(Incoming::Gone),
            Some(Err(error)) => {
                if let Error::Capacity(_) = error {
                    self.close(close::TOO_BIG, "frame too big").await;
                }
                return Some(Incoming::Gone);
            }
            Some(Ok(message)) => message,
        };
        if !self.rate.allow(now) {
            self.close(close::POLICY_VIOLATION, "too many frames").await;
            return Some(Incoming::Gone);
        }
        match message {
            Message::Text(text) => Some(Incoming::Text(text)),
            Message::Ping(_) | Message::Pong(_) => Some(Incoming::Alive),
            Message::Close(_) => Some(Incoming::Gone),
            Message::Binary(_) | Message::Frame(_) => {
                self.close(close::UNSUPPORTED_DATA, "text frames only")
                    .await;
                Some(Incoming::Gone)
            }
        }
    }

    async fn deal_with(&mut self, due: Due) -> Option<Incoming> {
        match due {
            Due::Probe => {
                self.peer.ping();
                return None;
            }
            Due::Close((code, reason)) => self.close(code, reason).await,
            Due::Stuck => {
                self.peer.clear();
                self.close(close::TRY_AGAIN_LATER, "too slow").await;
            }
            Due::Gone => {}
        }
        Some(Incoming::Gone)
    }

    /// Asks for a sign of life; false when the last request went unanswered.
    fn check_alive(&mut self) -> bool {
        if self.probed.is_some_and(|probed| self.heard < probed) {
            return false;
        }
        self.probed = Some(Instant::now());
        self.peer.ping();
        true
    }

    /// Closes the connection. While the server stops that is the reason, whatever else came of it.
    async fn close(&mut self, code: u16, reason: &'static str) {
        let (code, reason) = if self.shutdown.is_cancelled() {
            (close::GOING_AWAY, "server restarts")
        } else {
            (code, reason)
        };
        self.peer.close(code, reason).await;
    }
}
