//! The other end of a WebSocket: what it says, and the way to it.

use std::{
    io::{self, ErrorKind, Read, Write},
    time::Duration,
};

use bytes::Bytes;
use speedfog_protocol::{close, limits};
use tokio::{net::TcpStream, sync::OwnedSemaphorePermit, time::timeout};
use tokio_util::sync::CancellationToken;
use tungstenite::{
    Error, Message,
    error::CapacityError,
    protocol::{CloseFrame, Role, WebSocketConfig, WebSocketContext},
};

use crate::room::{Due, Frame, Outbox, OutboxReader, outbox};

/// Bytes read from a socket at once. Peers send little, so thousands of sockets stay small.
const READ_BUFFER: usize = 512;

/// Bytes a message may take, cut into pieces as it may be.
const MESSAGE_BYTES: usize = 2 * limits::FRAME_BYTES;

/// How long a peer may take to answer a close.
const FAREWELL: Duration = Duration::from_secs(1);

/// What a peer's task has to deal with.
#[derive(Debug)]
pub(super) enum Next {
    /// The peer said something, or nothing more will come.
    Message(Option<Result<Message, Error>>),
    /// Something is to be done about what it shall receive.
    Due(Due),
}

/// A WebSocket after its handshake.
#[derive(Debug)]
pub(super) struct Peer {
    outbox: Outbox,
    connection: OutboxReader,
    protocol: WebSocketContext,
    /// Bytes read since the last whole message.
    unfinished: usize,
    /// What comes makes no sense any more, so that nothing may be read as frames.
    garbled: bool,
}

impl Peer {
    /// A peer that has sent `begun` so far.
    pub(super) fn new(stream: TcpStream, place: OwnedSemaphorePermit, begun: Vec<u8>) -> Self {
        let (outbox, connection) = outbox(stream, place);
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .max_message_size(Some(limits::FRAME_BYTES))
            .max_frame_size(Some(limits::FRAME_BYTES));
        Self {
            outbox,
            connection,
            protocol: WebSocketContext::from_partially_read(begun, Role::Server, Some(config)),
            unfinished: 0,
            garbled: false,
        }
    }

    /// Where to put what the peer shall receive.
    pub(super) fn outbox(&self) -> Outbox {
        self.outbox.clone()
    }

    /// The next message; none when nothing more will come. Safe to cancel.
    ///
    /// # Errors
    /// When the peer does not keep to the protocol, or is lost.
    pub(super) async fn recv(&mut self) -> Option<Result<Message, Error>> {
        let (protocol, unfinished) = (&mut self.protocol, &mut self.unfinished);
        let message = recv(protocol, &self.connection, unfinished).await;
        self.garbled |= matches!(message, Some(Err(_)));
        message
    }

    /// The frame with which the peer introduces itself. None when there is no such frame in time, and
    /// the connection has then been closed.
    pub(super) async fn first_frame(&mut self, shutdown: &CancellationToken) -> Option<Message> {
        let first = async {
            loop {
                match self.recv().await {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    first => return first,
                }
            }
        };
        let first = tokio::select! {
            first = timeout(limits::MOD_AUTH_TIMEOUT, first) => first,
            () = shutdown.cancelled() => {
                self.close(close::GOING_AWAY, "server restarts").await;
                return None;
            }
        };
        match first {
            Ok(Some(Ok(Message::Close(_))) | None) => None,
            Ok(Some(Ok(message))) => Some(message),
            Ok(Some(Err(error))) => {
                if let Error::Capacity(_) = error {
                    self.close(close::TOO_BIG, "frame too big").await;
                }
                None
            }
            Err(_) => {
                self.close(close::AUTH_TIMEOUT, "no auth message").await;
                None
            }
        }
    }

    /// Waits for a message or for something that is to be done. Safe to cancel.
    pub(super) async fn next(&mut self) -> Next {
        tokio::select! {
            message = recv(&mut self.protocol, &self.connection, &mut self.unfinished) => {
                self.garbled |= matches!(message, Some(Err(_)));
                Next::Message(message)
            }
            due = self.connection.next() => Next::Due(due),
        }
    }

    /// Sends a text frame past everything that belongs to a place in a room.
    pub(super) fn send(&self, frame: Frame) {
        // The few frames of a handshake find a place.
        let _ = self.outbox.push(frame);
    }

    /// Asks the peer for a sign of life.
    pub(super) fn ping(&mut self) {
        let ping = Message::Ping(Bytes::new());
        // A broken connection shows at the next attempt to read.
        let mut through = Through {
            connection: &self.connection,
            unfinished: &mut self.unfinished,
        };
        let _ = self.protocol.write(&mut through, ping);
        let _ = self.protocol.flush(&mut through);
    }

    /// Drops what waits to be sent.
    pub(super) fn clear(&self) {
        self.connection.clear();
    }

    /// Sends a close frame and waits a moment for the peer to take it, so that it learns the reason
    /// even if it is still sending.
    pub(super) async fn close(&mut self, code: u16, reason: &'static str) {
        let frame = CloseFrame {
            code: code.into(),
            reason: reason.into(),
        };
        let closing = async {
            // A broken connection shows when the answer is waited for.
            let mut through = Through {
                connection: &self.connection,
                unfinished: &mut self.unfinished,
            };
            let _ = self.protocol.close(&mut through, Some(frame));
            self.connection.flush().await;
            if self.garbled {
                return drain(self.connection.stream()).await;
            }
            while let Some(Ok(_)) = self.recv().await {}
        };
        let _ = timeout(FAREWELL, closing).await;
    }
}

/// Reads on until the peer ends: a connection closed over unread bytes would be reset, and the peer
/// might never see why.
async fn drain(stream: &TcpStream) {
    let mut rest = [0; READ_BUFFER];
    while stream.readable().await.is_ok() {
        match stream.try_read(&mut rest) {
            Ok(0) => return,
            Err(error) if error.kind() != ErrorKind::WouldBlock => return,
            _ => {}
        }
    }
}

async fn recv(
    protocol: &mut WebSocketContext,
    connection: &OutboxReader,
    unfinished: &mut usize,
) -> Option<Result<Message, Error>> {
    loop {
        let mut through = Through {
            connection,
            unfinished,
        };
        let message = match protocol.read(&mut through) {
            Err(Error::Io(error)) if error.kind() == ErrorKind::WouldBlock => {
                connection.stream().readable().await.ok()?;
                continue;
            }
            Err(Error::Io(_)) if *through.unfinished >= MESSAGE_BYTES => {
                Err(Error::Capacity(CapacityError::MessageTooLong {
                    size: *through.unfinished,
                    max_size: MESSAGE_BYTES,
                }))
            }
            Err(Error::ConnectionClosed | Error::AlreadyClosed) => return None,
            Ok(Message::Close(frame)) => {
                // The answer to it leaves with the next attempt to read.
                let _ = protocol.flush(&mut through);
                Ok(Message::Close(frame))
            }
            message => message,
        };
        *through.unfinished = 0;
        return Some(message);
    }
}

/// The connection as the protocol knows it: what it writes by itself, whole frames, goes where all
/// frames go. It ends under a message that does not.
struct Through<'a> {
    connection: &'a OutboxReader,
    unfinished: &'a mut usize,
}

impl Read for Through<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Pieces without content count for nothing, so that the protocol alone would read them for
        // ever, and let nobody else have a turn.
        if *self.unfinished >= MESSAGE_BYTES {
            return Err(ErrorKind::InvalidData.into());
        }
        let read = self.connection.stream().try_read(buffer)?;
        *self.unfinished += read;
        Ok(read)
    }
}

impl Write for Through<'_> {
    fn write(&mut self, frame: &[u8]) -> io::Result<usize> {
        self.connection.send(Bytes::copy_from_slice(frame));
        Ok(frame.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
