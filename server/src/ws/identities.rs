//! Who the open sockets belong to, so that they can be closed when a session ends.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use speedfog_protocol::close;
use speedfog_race::UserId;
use uuid::Uuid;

use crate::{
    room::{ConnectionId, Outbox},
    store::Session,
};

/// The sockets of everybody who is signed in. Cheap to clone.
#[derive(Debug, Default, Clone)]
pub(crate) struct Identities(Arc<Mutex<HashMap<UserId, Vec<Entry>>>>);

#[derive(Debug)]
struct Entry {
    session: Uuid,
    connection: ConnectionId,
    outbox: Outbox,
}

/// A socket's place among the others; given up when dropped.
#[derive(Debug)]
pub(super) struct Place {
    identities: Identities,
    user: UserId,
    connection: ConnectionId,
}

impl Identities {
    fn entries(&self) -> MutexGuard<'_, HashMap<UserId, Vec<Entry>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes with which session a socket is open.
    pub(super) fn enter(
        &self,
        session: &Session,
        connection: ConnectionId,
        outbox: Outbox,
    ) -> Place {
        let user = session.person.id;
        self.entries().entry(user).or_default().push(Entry {
            session: session.id,
            connection,
            outbox,
        });
        Place {
            identities: self.clone(),
            user,
            connection,
        }
    }

    /// Closes the sockets of a session, or of all sessions of a user. Whoever comes back is asked
    /// again who they are.
    pub(crate) fn end(&self, user: UserId, session: Option<Uuid>) {
        for entry in self.entries().get(&user).into_iter().flatten() {
            if session.is_none_or(|session| session == entry.session) {
                entry.outbox.close(close::NORMAL, "signed out");
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut entries = self.identities.entries();
        if let Some(own) = entries.get_mut(&self.user) {
            own.retain(|entry| entry.connection != self.connection);
            if own.is_empty() {
                entries.remove(&self.user);
            }
        }
    }
}
