//! The two queues between the tracker and the connection's thread.
//!
//! The lock is held for copies only, so a frame of the game never waits for the socket.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use speedfog_protocol::ws::{FromMod, ToMod};

use crate::tracker::NetEvent;

/// Messages that may wait in either direction. What is beyond has nobody to read it.
const CAPACITY: usize = 512;

#[derive(Debug, Default)]
pub(super) struct Mailbox {
    queues: Mutex<Queues>,
    stopped: Condvar,
}

#[derive(Debug, Default)]
struct Queues {
    stop: bool,
    /// Number of the connection that the thread has, or had last.
    epoch: u64,
    outgoing: VecDeque<FromMod>,
    incoming: VecDeque<NetEvent>,
    /// The connection that `incoming` ends with.
    incoming_epoch: u64,
}

impl Mailbox {
    fn queues(&self) -> MutexGuard<'_, Queues> {
        // Every change is complete at any point where a panic could happen.
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a message for connection `epoch`; one for an earlier connection is dropped.
    pub(super) fn post(&self, epoch: u64, message: FromMod) {
        let mut queues = self.queues();
        if queues.epoch != epoch {
            return;
        }
        let outgoing = &mut queues.outgoing;
        let replaces = matches!(
            (&message, outgoing.back()),
            (FromMod::StatusUpdate(_), Some(FromMod::StatusUpdate(_)))
        );
        if replaces || outgoing.len() >= CAPACITY {
            // A status is overtaken by the next, but never moves past progress: deaths belong
            // to the zone they happened in.
            outgoing.pop_back();
        }
        outgoing.push_back(message);
    }

    /// Everything to be sent on the current connection.
    pub(super) fn take_outgoing(&self) -> VecDeque<FromMod> {
        std::mem::take(&mut self.queues().outgoing)
    }

    /// A connection begins; what was meant for the one before is dropped.
    pub(super) fn connected(&self, event: NetEvent) {
        let mut queues = self.queues();
        queues.epoch += 1;
        queues.outgoing.clear();
        queues.incoming_epoch = queues.epoch;
        queues.push(event);
    }

    /// Hands an event to the tracker.
    pub(super) fn deliver(&self, event: NetEvent) {
        self.queues().push(event);
    }

    /// All events, and the connection that the last of them belongs to.
    pub(super) fn take_events(&self) -> (u64, Vec<NetEvent>) {
        let mut queues = self.queues();
        let events = std::mem::take(&mut queues.incoming).into();
        (queues.incoming_epoch, events)
    }

    pub(super) fn stop(&self) {
        self.queues().stop = true;
        self.stopped.notify_all();
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.queues().stop
    }

    /// Waits, but not after a stop; true when stopped.
    pub(super) fn sleep(&self, time: Duration) -> bool {
        let queues = self.queues();
        let (queues, _) = self
            .stopped
            .wait_timeout_while(queues, time, |queues| !queues.stop)
            .unwrap_or_else(PoisonError::into_inner);
        queues.stop
    }
}

impl Queues {
    /// Adds an event and removes unread ones that it makes pointless, so that a game which does
    /// not draw for a minute neither blocks the socket nor fills the memory.
    fn push(&mut self, event: NetEvent) {
        let superseded = |unread: &NetEvent| match (&event, unread) {
            (
                NetEvent::Message(ToMod::LeaderboardUpdate { .. }),
                NetEvent::Message(ToMod::LeaderboardUpdate { .. } | ToMod::PlayerUpdate { .. }),
            ) => true,
            (
                NetEvent::Message(ToMod::PlayerUpdate { player }),
                NetEvent::Message(ToMod::PlayerUpdate { player: unread }),
            ) => player.id == unread.id,
            (NetEvent::Message(ToMod::ZoneUpdate(_)), NetEvent::Message(ToMod::ZoneUpdate(_))) => {
                true
            }
            _ => false,
        };
        self.incoming.retain(|unread| !superseded(unread));
        if self.incoming.len() >= CAPACITY {
            self.incoming.pop_front();
        }
        self.incoming.push_back(event);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use speedfog_protocol::ws::{EventFlag, FromMod, StatusUpdate, ToMod};

    use super::Mailbox;
    use crate::tracker::{Connection, NetEvent};

    fn status(igt_ms: u32) -> FromMod {
        FromMod::StatusUpdate(StatusUpdate {
            igt_ms: Some(igt_ms),
            ..StatusUpdate::default()
        })
    }

    fn flag(flag_id: u32) -> FromMod {
        FromMod::EventFlag(EventFlag {
            flag_id,
            igt_ms: None,
            event_id: None,
        })
    }

    fn leaderboard() -> NetEvent {
        NetEvent::Message(ToMod::LeaderboardUpdate {
            participants: Vec::new(),
            leader_splits: None,
        })
    }

    #[test]
    fn a_status_replaces_only_its_neighbour() {
        let mailbox = Mailbox::default();
        for message in [status(1), status(2), flag(7), status(3), status(4)] {
            mailbox.post(0, message);
        }
        assert_eq!(mailbox.take_outgoing(), [status(2), flag(7), status(4)]);
        assert!(mailbox.take_outgoing().is_empty());
    }

    #[test]
    fn messages_die_with_their_connection() {
        let mailbox = Mailbox::default();
        mailbox.connected(NetEvent::State(Connection::Connecting));
        let (first, _) = mailbox.take_events();
        mailbox.post(first, flag(1));
        mailbox.connected(NetEvent::State(Connection::Connecting));
        mailbox.post(first, flag(2));
        assert!(mailbox.take_outgoing().is_empty());
        let (second, _) = mailbox.take_events();
        mailbox.post(second, flag(3));
        assert_eq!(mailbox.take_outgoing(), [flag(3)]);
    }

    #[test]
    fn unread_events_are_few_however_many_arrive() {
        let mailbox = Mailbox::default();
        let error = || {
            NetEvent::Message(ToMod::Error {
                message: "no".into(),
            })
        };
        for _ in 0..10_000 {
            mailbox.deliver(leaderboard());
        }
        assert_eq!(mailbox.take_events().1, [leaderboard()]);
        for _ in 0..10_000 {
            mailbox.deliver(error());
        }
        assert_eq!(mailbox.take_events().1.len(), super::CAPACITY);
    }

    #[test]
    fn a_stop_ends_every_sleep() {
        let mailbox = Mailbox::default();
        assert!(!mailbox.sleep(Duration::from_millis(1)));
        mailbox.stop();
        assert!(mailbox.sleep(Duration::from_secs(3600)));
        assert!(mailbox.is_stopped());
    }
}
