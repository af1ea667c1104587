//! One WebSocket after its handshake: reading, writing, heartbeat, limits.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use futures_util::SinkExt;
use speedfog_protocol::{close, limits};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use tokio_util::sync::CancellationToken;

use super::frame_rate::FrameRate;
use crate::room::{Batch, OutboxReader};

const PING: &str = r#"{"type":"ping"}"#;

/// Bytes read from a socket at once. Peers send little, so thousands of sockets stay small.
const READ_BUFFER: usize = 4 * 1024;

/// Applies the size limits to an upgrade.
pub(super) fn limited(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(limits::FRAME_BYTES)
        .max_frame_size(limits::FRAME_BYTES)
        .read_buffer_size(READ_BUFFER)
}

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

/// A WebSocket whose peer has been admitted.
pub(super) struct Socket {
    ws: WebSocket,
    outbox: OutboxReader,
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
    pub(super) fn new(ws: WebSocket, outbox: OutboxReader, shutdown: CancellationToken) -> Self {
        let now = Instant::now();
        Self {
            ws,
            outbox,
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
                message = self.ws.recv() => {
                    if let Some(incoming) = self.received(message).await {
                        return incoming;
                    }
                }
                batch = self.outbox.next() => {
                    if !self.send(batch).await {
                        return Incoming::Gone;
                    }
                }
                _ = self.ping.tick() => {
                    if !self.write([Message::Text(PING.into())]).await {
                        return Incoming::Gone;
                    }
                }
                _ = self.probe.tick() => {
                    if !self.check_alive().await {
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
    async fn received(
        &mut self,
        message: Option<Result<Message, axum::Error>>,
    ) -> Option<Incoming> {
        let now = Instant::now();
        self.heard = now;
        let message = match message {
            None => return Some(Incoming::Gone),
            Some(Err(error)) => {
                if is_too_big(&error) {
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
            Message::Binary(_) => {
                self.close(close::UNSUPPORTED_DATA, "text frames only")
                    .await;
                Some(Incoming::Gone)
            }
            Message::Ping(_) | Message::Pong(_) => Some(Incoming::Alive),
            Message::Close(_) => Some(Incoming::Gone),
        }
    }

    async fn send(&mut self, batch: Batch) -> bool {
        let frames = batch.frames.into_iter().map(Message::Text);
        let probe = batch.probe.then(|| Message::Ping(bytes::Bytes::new()));
        if !self.write(frames.chain(probe)).await {
            return false;
        }
        match batch.closing {
            Some((code, reason)) => {
                self.close(code, reason).await;
                false
            }
            None => true,
        }
    }

    /// Asks for a sign of life; false when the last request went unanswered.
    async fn check_alive(&mut self) -> bool {
        if self.probed.is_some_and(|probed| self.heard < probed) {
            return false;
        }
        self.probed = Some(Instant::now());
        self.write([Message::Ping(bytes::Bytes::new())]).await
    }

    /// Writes messages in one go; a peer that does not take them in time is closed.
    async fn write(&mut self, messages: impl IntoIterator<Item = Message>) -> bool {
        let ws = &mut self.ws;
        let sending = async {
            for message in messages {
                ws.feed(message).await?;
            }
            ws.flush().await
        };
        match timeout(limits::SEND_TIMEOUT, sending).await {
            Ok(result) => result.is_ok(),
            Err(_) => {
                self.close(close::TRY_AGAIN_LATER, "too slow").await;
                false
            }
        }
    }

    /// Closes the connection. While the server stops that is the reason, whatever else came of it.
    async fn close(&mut self, code: u16, reason: &'static str) {
        let (code, reason) = if self.shutdown.is_cancelled() {
            (close::GOING_AWAY, "server restarts")
        } else {
            (code, reason)
        };
        send_close(&mut self.ws, code, reason).await;
    }
}

/// The frame with which a peer introduces itself. None when there is no such frame in time, and the
/// connection has then been closed.
pub(super) async fn first_frame(
    ws: &mut WebSocket,
    shutdown: &CancellationToken,
) -> Option<Message> {
    let first = async {
        loop {
            match ws.recv().await {
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                first => return first,
            }
        }
    };
    let first = tokio::select! {
        first = timeout(limits::MOD_AUTH_TIMEOUT, first) => first,
        () = shutdown.cancelled() => {
            send_close(ws, close::GOING_AWAY, "server restarts").await;
            return None;
        }
    };
    match first {
        Ok(Some(Ok(Message::Close(_))) | None) => None,
        Ok(Some(Ok(message))) => Some(message),
        Ok(Some(Err(error))) => {
            if is_too_big(&error) {
                send_close(ws, close::TOO_BIG, "frame too big").await;
            }
            None
        }
        Err(_) => {
            send_close(ws, close::AUTH_TIMEOUT, "no auth message").await;
            None
        }
    }
}

/// Sends a close frame and waits a moment for the peer to take it, so that it learns the reason
/// even if it is still sending.
pub(super) async fn send_close(ws: &mut WebSocket, code: u16, reason: &'static str) {
    let frame = CloseFrame {
        code,
        reason: reason.into(),
    };
    let closing = async {
        if ws.send(Message::Close(Some(frame))).await.is_ok() {
            while let Some(Ok(_)) = ws.recv().await {}
        }
    };
    let _ = timeout(Duration::from_secs(1), closing).await;
}

fn is_too_big(error: &axum::Error) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if let Some(tungstenite::Error::Capacity(_)) = error.downcast_ref() {
            return true;
        }
        cause = error.source();
    }
    false
}
