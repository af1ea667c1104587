//! Tracker and connection together: one call per frame.

use std::time::Duration;

use crate::game::{GameReader, Snapshot};
use crate::net::Net;
use crate::outbox::Outbox;
use crate::tracker::{Connection, Happening, NetEvent, Tracker};

/// What a frame led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What the game showed.
    pub game: Snapshot,
    /// Number of messages handed to the connection.
    pub sent: usize,
    /// What was worth a line in the log.
    pub happened: Vec<Happening>,
}

/// A tracker with its connection.
#[derive(Debug)]
pub struct Session {
    tracker: Tracker,
    net: Option<Net>,
    outbox: Option<Outbox>,
}

impl Session {
    /// A session without a connection.
    #[must_use]
    pub fn new(tracker: Tracker) -> Self {
        Self {
            tracker,
            net: None,
            outbox: None,
        }
    }

    /// Uses `net` from now on; an earlier connection is closed.
    pub fn connect(&mut self, net: Net) {
        self.net = Some(net);
    }

    /// Keeps progress on disk from now on. To be called before the first frame.
    pub fn keep_progress(&mut self, outbox: Outbox) {
        self.tracker.keep_progress();
        self.outbox = Some(outbox);
    }

    /// The tracker, to look at.
    #[must_use]
    pub fn tracker(&self) -> &Tracker {
        &self.tracker
    }

    /// Follows one frame of the game, talks to the server, and logs what happened.
    /// `now` is the time since any fixed instant and never goes back.
    pub fn frame(&mut self, now: Duration, game: &mut impl GameReader) -> Frame {
        let events = match &mut self.net {
            Some(net) => net.take(),
            None if *self.tracker.connection() == Connection::Connected => {
                vec![NetEvent::State(Connection::Reconnecting)]
            }
            None => Vec::new(),
        };
        if let Some((run, pending)) = self.outbox.as_ref().and_then(Outbox::opened) {
            self.tracker.restore(run, &pending);
        }
        let snapshot = game.snapshot(now, self.tracker.watched());
        let out = self.tracker.step(now, &snapshot, events);
        let sent = out.send.len();
        if let Some(net) = &self.net {
            for message in out.send {
                net.send(message);
            }
        }
        if let Some(outbox) = &self.outbox {
            if let Some(run) = out.restore {
                outbox.open(run);
            }
            if let Some((run, pending)) = out.keep {
                outbox.save(run, pending);
            }
        }
        for flag in out.clear_flags {
            game.clear_flag(flag);
        }
        for happening in &out.happened {
            tracing::info!(?happening, "tracker");
        }
        Frame {
            game: snapshot,
            sent,
            happened: out.happened,
        }
    }

    /// Closes the connection without ceremony; the session can be connected again.
    pub fn disconnect(&mut self) {
        if let Some(net) = self.net.take() {
            net.stop();
        }
    }
}
