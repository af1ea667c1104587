//! The door for mods: one connection for each participant, and a living one keeps its place.

use speedfog_protocol::{close, limits};
use tokio::{sync::oneshot, time::Instant};

use super::{
    input::{ConnectionId, JoinRefusal, ModSeat},
    members::Members,
    outbox::Closing,
};

const REPLACED: Closing = (close::NORMAL, "replaced by a newer connection");

/// A mod that wants to come in, and where its answer goes.
#[derive(Debug)]
pub(super) struct Knock {
    pub(super) seat: ModSeat,
    pub(super) reply: oneshot::Sender<Result<(), JoinRefusal>>,
}

/// A mod that waits for an older connection of the same participant to show that it is alive.
#[derive(Debug)]
struct Waiting {
    knock: Knock,
    older: ConnectionId,
    until: Instant,
}

/// Mods that wait to come in.
#[derive(Debug, Default)]
pub(super) struct Door(Vec<Waiting>);

impl Door {
    /// Lets a mod pass whose place is free. Otherwise it waits while the older connection is asked
    /// for a sign of life.
    pub(super) fn knock(&mut self, knock: Knock, members: &Members) -> Option<Knock> {
        let Some(older) = members.mod_of(knock.seat.participant) else {
            return Some(knock);
        };
        older.outbox.probe();
        self.0.push(Waiting {
            knock,
            older: older.connection,
            until: Instant::now() + limits::DUPLICATE_PROBE,
        });
        None
    }

    /// An older connection has shown that it is alive: whoever wants its place is refused.
    pub(super) fn is_alive(&mut self, connection: ConnectionId) {
        for waiting in self.0.extract_if(.., |waiting| waiting.older == connection) {
            let refusal = Err(JoinRefusal::AlreadyConnected);
            let _ = waiting.knock.reply.send(refusal);
        }
    }

    /// Older connections that stayed silent lose their place; those who waited for it knock again,
    /// since somebody else may have taken it by now.
    pub(super) fn replace_silent(&mut self, members: &mut Members, now: Instant) -> Vec<Knock> {
        self.0
            .extract_if(.., |waiting| waiting.until <= now)
            .map(|waiting| {
                members.close_mod(waiting.knock.seat.participant, REPLACED);
                members.remove_mod(waiting.older);
                waiting.knock
            })
            .collect()
    }

    /// A connection is gone; those who waited for its place knock again.
    pub(super) fn freed(&mut self, connection: ConnectionId) -> Vec<Knock> {
        self.0
            .extract_if(.., |waiting| waiting.older == connection)
            .map(|waiting| waiting.knock)
            .collect()
    }

    /// Whether nobody waits.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When the patience with a silent connection ends next.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.0.iter().map(|waiting| waiting.until).min()
    }
}
