//! What waits to be sent to one socket: bounded, filled by the room, emptied by the socket's task.
//!
//! The room never waits for a socket. When a queue is full the room decides what to do; see
//! [`super::members`].

use std::{
    collections::VecDeque,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::Notify;

/// Frames that may wait for one socket.
const CAPACITY: usize = 256;

/// Why a socket is to be closed: a close code and a reason for people.
pub(super) type Closing = (u16, &'static str);

/// The queue was full; the frame was not taken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full;

#[derive(Debug, Default)]
struct Waiting {
    frames: VecDeque<Utf8Bytes>,
    probe: bool,
    closing: Option<Closing>,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    filled: Notify,
}

/// The room's end. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Outbox(Arc<Shared>);

/// The socket's end.
#[derive(Debug)]
pub(crate) struct OutboxReader(Arc<Shared>);

/// Everything that waited.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// Frames, oldest first.
    pub frames: VecDeque<Utf8Bytes>,
    /// Whether the peer should be asked for a sign of life.
    pub probe: bool,
    /// Whether to close after the frames.
    pub closing: Option<Closing>,
}

/// Makes both ends.
#[must_use]
pub(crate) fn outbox() -> (Outbox, OutboxReader) {
    let shared = Arc::new(Shared::default());
    (Outbox(shared.clone()), OutboxReader(shared))
}

impl Outbox {
    fn change<T>(&self, change: impl FnOnce(&mut Waiting) -> T) -> T {
        // A panic while the lock is held cannot leave the queue half changed.
        let result = change(
            &mut self
                .0
                .waiting
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        self.0.filled.notify_one();
        result
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// [`Full`] when the socket has fallen too far behind.
    pub(crate) fn push(&self, frame: Utf8Bytes) -> Result<(), Full> {
        self.change(|waiting| {
            if waiting.frames.len() >= CAPACITY {
                return Err(Full);
            }
            waiting.frames.push_back(frame);
            Ok(())
        })
    }

    /// Drops what waits and leaves only `frames`: a fresh start for a socket that fell behind.
    pub(crate) fn restart(&self, frames: impl IntoIterator<Item = Utf8Bytes>) {
        self.change(|waiting| waiting.frames = frames.into_iter().collect());
    }

    /// Asks the peer for a sign of life.
    pub(crate) fn probe(&self) {
        self.change(|waiting| waiting.probe = true);
    }

    /// Closes the socket after what waits; the first reason given counts.
    pub(crate) fn close(&self, code: u16, reason: &'static str) {
        self.change(|waiting| waiting.closing.get_or_insert((code, reason)).0);
    }
}

impl OutboxReader {
    /// Waits until there is something to send and takes all of it. Safe to cancel.
    pub(crate) async fn next(&mut self) -> Batch {
        loop {
            {
                let mut waiting = self
                    .0
                    .waiting
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                if !waiting.frames.is_empty() || waiting.probe || waiting.closing.is_some() {
                    return Batch {
                        frames: mem::take(&mut waiting.frames),
                        probe: mem::take(&mut waiting.probe),
                        closing: waiting.closing,
                    };
                }
            }
            self.0.filled.notified().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn frames_arrive_in_order_and_then_the_close() {
        let (outbox, mut reader) = outbox();
        outbox.push("a".into()).unwrap();
        outbox.push("b".into()).unwrap();
        outbox.close(1000, "done");
        outbox.close(1013, "too late");
        let batch = reader.next().await;
        assert_eq!(batch.frames, ["a", "b"].map(Utf8Bytes::from));
        assert_eq!(batch.closing, Some((1000, "done")));
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_can_be_restarted() {
        let (outbox, mut reader) = outbox();
        for _ in 0..CAPACITY {
            outbox.push("x".into()).unwrap();
        }
        assert_eq!(outbox.push("y".into()), Err(Full));
        outbox.restart([Utf8Bytes::from("fresh")]);
        assert_eq!(reader.next().await.frames, [Utf8Bytes::from("fresh")]);
    }

    #[tokio::test]
    async fn a_waiting_reader_is_woken() {
        let (outbox, mut reader) = outbox();
        let waiting = tokio::spawn(async move { reader.next().await });
        outbox.probe();
        assert!(waiting.await.unwrap().probe);
    }
}
