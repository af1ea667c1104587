//! What is sent to one socket. Whoever has something to send writes it at once, in its own task; only
//! what the peer does not take waits here, bounded, for the socket's task.
//!
//! Nobody ever waits for a socket. When a queue is full the room decides what to do; see
//! [`super::members`].

use std::{
    collections::VecDeque,
    io::{ErrorKind, IoSlice},
    mem,
    net::Shutdown,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::{Buf, Bytes};
use socket2::SockRef;
use speedfog_protocol::limits;
use tokio::{
    net::TcpStream,
    sync::{Notify, OwnedSemaphorePermit},
    time::{Instant, timeout_at},
};

use super::frame::Frame;

/// Frames that may wait for one socket.
const CAPACITY: usize = 256;

/// Frames that are written with one call.
const AT_ONCE: usize = 32;

/// Why a socket is to be closed: a close code and a reason for people.
pub(crate) type Closing = (u16, &'static str);

/// The queue was full; the frame was not taken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full;

#[derive(Debug)]
struct Waiting {
    /// Whole frames, but for the first, of which a part may be written.
    frames: VecDeque<Bytes>,
    /// Whether a part of the first is written.
    begun: bool,
    /// Since when the first waits.
    since: Instant,
    probe: bool,
    closing: Option<Closing>,
    /// Nothing can be written any more.
    over: bool,
}

#[derive(Debug)]
struct Shared {
    stream: TcpStream,
    waiting: Mutex<Waiting>,
    /// Told when something waits that did not before.
    filled: Notify,
    /// The connection's place among all connections, kept as long as the connection.
    _place: OwnedSemaphorePermit,
}

/// The end of whoever sends. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Outbox(Arc<Shared>);

/// The end of the socket's task, which owns the connection: it is over when this is dropped.
#[derive(Debug)]
pub(crate) struct OutboxReader(Arc<Shared>);

/// What the socket's task has to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// Ask the peer for a sign of life.
    Probe,
    /// Close; everything before it is written.
    Close(Closing),
    /// Give up: the peer has not taken anything for too long.
    Stuck,
    /// Nothing: the connection is broken.
    Gone,
}

/// Makes both ends of a connection's way out.
#[must_use]
pub(crate) fn outbox(stream: TcpStream, place: OwnedSemaphorePermit) -> (Outbox, OutboxReader) {
    let shared = Arc::new(Shared {
        stream,
        waiting: Mutex::new(Waiting {
            frames: VecDeque::new(),
            begun: false,
            since: Instant::now(),
            probe: false,
            closing: None,
            over: false,
        }),
        filled: Notify::new(),
        _place: place,
    });
    (Outbox(shared.clone()), OutboxReader(shared))
}

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // A panic while the lock is held cannot leave the queue half changed.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a frame, or lets it wait.
    fn send(&self, frame: Bytes, capacity: usize) -> Result<(), Full> {
        let mut waiting = self.waiting();
        if waiting.over {
            return Ok(());
        }
        if waiting.frames.len() >= capacity {
            return Err(Full);
        }
        waiting.frames.push_back(frame);
        if waiting.frames.len() == 1 {
            waiting.since = Instant::now();
            self.write(&mut waiting);
            if !waiting.frames.is_empty() {
                self.filled.notify_one();
            }
        }
        Ok(())
    }

    /// Writes as much of what waits as the peer takes now.
    fn write(&self, waiting: &mut Waiting) {
        while let Some(first) = waiting.frames.front() {
            let written = if waiting.frames.len() == 1 {
                self.stream.try_write(first)
            } else {
                let mut slices = [IoSlice::new(&[]); AT_ONCE];
                let frames = waiting.frames.iter().zip(&mut slices);
                let count = frames
                    .map(|(frame, slice)| *slice = IoSlice::new(frame))
                    .count();
                self.stream.try_write_vectored(&slices[..count])
            };
            match written {
                Ok(written) => waiting.has_written(written),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => waiting.give_up(),
            }
        }
    }
}

impl Waiting {
    fn has_written(&mut self, mut bytes: usize) {
        while let Some(first) = self.frames.front_mut() {
            if bytes < first.len() {
                first.advance(bytes);
                self.begun |= bytes > 0;
                return;
            }
            bytes -= first.len();
            self.frames.pop_front();
            self.begun = false;
            self.since = Instant::now();
        }
    }

    fn give_up(&mut self) {
        self.frames.clear();
        self.over = true;
    }

    /// Drops what waits, except the rest of a frame whose beginning the peer has.
    fn clear(&mut self) {
        self.frames.truncate(usize::from(self.begun));
    }
}

impl Outbox {
    /// Sends a frame.
    ///
    /// # Errors
    /// [`Full`] when the peer has fallen too far behind.
    pub(crate) fn push(&self, frame: Frame) -> Result<(), Full> {
        self.0.send(frame.into_bytes(), CAPACITY)
    }

    /// Drops what waits and sends only `frames`: a fresh start for a socket that fell behind.
    pub(crate) fn restart(&self, frames: impl IntoIterator<Item = Frame>) {
        self.0.waiting().clear();
        for frame in frames {
            // An empty queue has a place for the few frames of a start.
            let _ = self.push(frame);
        }
    }

    /// Asks the peer for a sign of life.
    pub(crate) fn probe(&self) {
        self.0.waiting().probe = true;
        self.0.filled.notify_one();
    }

    /// Closes the socket after what waits; the first reason given counts.
    pub(crate) fn close(&self, code: u16, reason: &'static str) {
        self.0.waiting().closing.get_or_insert((code, reason));
        self.0.filled.notify_one();
    }
}

impl OutboxReader {
    /// The connection, to be read from.
    pub(crate) fn stream(&self) -> &TcpStream {
        &self.0.stream
    }

    /// Sends an answer of the protocol, however much waits: peers may ask for only so many.
    pub(crate) fn send(&self, frame: Bytes) {
        self.0.send(frame, usize::MAX).ok();
    }

    /// Drops what waits.
    pub(crate) fn clear(&self) {
        self.0.waiting().clear();
    }

    /// Writes what waits, and says what else is to be done. Safe to cancel.
    pub(crate) async fn next(&self) -> Due {
        loop {
            let blocked_since = {
                let mut waiting = self.0.waiting();
                self.0.write(&mut waiting);
                if waiting.over {
                    return Due::Gone;
                }
                if !waiting.frames.is_empty() {
                    Some(waiting.since)
                } else if mem::take(&mut waiting.probe) {
                    return Due::Probe;
                } else if let Some(closing) = waiting.closing {
                    return Due::Close(closing);
                } else {
                    None
                }
            };
            match blocked_since {
                None => self.0.filled.notified().await,
                Some(since) => {
                    let writable = self.0.stream.writable();
                    if timeout_at(since + limits::SEND_TIMEOUT, writable)
                        .await
                        .is_err()
                    {
                        return Due::Stuck;
                    }
                }
            }
        }
    }

    /// Writes what waits. Returns when nothing does, or nothing can be written any more.
    pub(crate) async fn flush(&self) {
        loop {
            {
                let mut waiting = self.0.waiting();
                self.0.write(&mut waiting);
                if waiting.frames.is_empty() {
                    return;
                }
            }
            if self.0.stream.writable().await.is_err() {
                return;
            }
        }
    }
}

impl Drop for OutboxReader {
    fn drop(&mut self) {
        self.0.waiting().give_up();
        // Others may hold on to the other end for a while; the peer shall not wait for that.
        if let Err(error) = SockRef::from(&self.0.stream).shutdown(Shutdown::Both) {
            tracing::trace!(%error, "the peer was gone before");
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::net::Ipv4Addr;

    use tokio::{io::AsyncReadExt, net::TcpListener, sync::Semaphore};

    use super::*;

    /// Both ends of a way out, and the peer.
    pub(crate) async fn connection() -> (Outbox, OutboxReader, TcpStream) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let peer = TcpStream::connect(listener.local_addr().unwrap());
        let (peer, accepted) = tokio::join!(peer, listener.accept());
        let place = Arc::new(Semaphore::new(1)).acquire_owned().await.unwrap();
        let (outbox, reader) = outbox(accepted.unwrap().0, place);
        (outbox, reader, peer.unwrap())
    }

    /// A text far longer than what the system keeps for a connection.
    fn long(letter: &str) -> Frame {
        letter.repeat(16 * 1024 * 1024).into()
    }

    fn bytes(frames: &[Frame]) -> Vec<u8> {
        let bytes = frames.iter().map(|frame| frame.clone().into_bytes());
        bytes.flatten().collect()
    }

    #[tokio::test]
    async fn a_frame_is_written_without_the_socket_task() {
        let (outbox, _reader, mut peer) = connection().await;
        let frames = [Frame::from("a"), Frame::from("b")];
        for frame in &frames {
            outbox.push(frame.clone()).unwrap();
        }
        let mut got = vec![0; bytes(&frames).len()];
        peer.read_exact(&mut got).await.unwrap();
        assert_eq!(got, bytes(&frames));
    }

    #[tokio::test]
    async fn what_the_peer_does_not_take_waits_in_order_and_then_comes_the_close() {
        let (outbox, reader, mut peer) = connection().await;
        let frames = [long("a"), Frame::from("b"), long("c"), Frame::from("d")];
        for frame in &frames {
            outbox.push(frame.clone()).unwrap();
        }
        outbox.close(1000, "done");
        outbox.close(1013, "too late");
        let expected = bytes(&frames);
        let mut got = vec![0; expected.len()];
        let (due, read) = tokio::join!(reader.next(), peer.read_exact(&mut got));
        read.unwrap();
        assert!(got == expected, "the bytes differ");
        assert_eq!(due, Due::Close((1000, "done")));
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_a_fresh_start_ends_the_frame_that_is_begun() {
        let (outbox, reader, mut peer) = connection().await;
        let first = long("a");
        outbox.push(first.clone()).unwrap();
        for _ in 1..CAPACITY {
            outbox.push("x".into()).unwrap();
        }
        assert_eq!(outbox.push("y".into()), Err(Full));
        outbox.restart([Frame::from("fresh")]);
        let expected = bytes(&[first, "fresh".into()]);
        let mut got = vec![0; expected.len()];
        let (read, ()) = tokio::join!(peer.read_exact(&mut got), reader.flush());
        read.unwrap();
        assert!(got == expected, "the bytes differ");
    }

    #[tokio::test]
    async fn a_peer_that_takes_nothing_is_given_up() {
        let (outbox, reader, _peer) = connection().await;
        outbox.push(long("a")).unwrap();
        assert_eq!(reader.next().await, Due::Stuck);
    }

    #[tokio::test]
    async fn a_waiting_reader_is_woken_and_its_end_ends_the_connection() {
        let (outbox, reader, mut peer) = connection().await;
        let waiting = tokio::spawn(async move { reader.next().await });
        outbox.probe();
        assert_eq!(waiting.await.unwrap(), Due::Probe);
        let mut rest = Vec::new();
        peer.read_to_end(&mut rest).await.unwrap();
        assert_eq!(outbox.push("late".into()), Ok(()));
    }
}
