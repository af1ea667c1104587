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
    store::{Session, Store},
};

/// How sockets end whose sessions end.
pub(super) const SIGNED_OUT: (u16, &str) = (close::NORMAL, "signed out");

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

    /// Notes with which session a socket is open. No place for a session that has ended since it
    /// was looked up, and none if that cannot be found out.
    pub(super) async fn enter(
        &self,
        store: &Store,
        session: &Session,
        connection: ConnectionId,
        outbox: &Outbox,
    ) -> Option<Place> {
        let user = session.person.id;
        // In first and looked up then: an end before the look is seen, and one after it finds us.
        self.entries().entry(user).or_default().push(Entry {
            session: session.id,
            connection,
            outbox: outbox.clone(),
        });
        let place = Place {
            identities: self.clone(),
            user,
            connection,
        };
        match store.has_session(session.id).await {
            Ok(open) => open.then_some(place),
            Err(error) => {
                tracing::warn!(%error, "session of a socket not confirmed");
                None
            }
        }
    }

    /// Closes the sockets of a session, or of all sessions of a user. Whoever comes back is asked
    /// again who they are.
    pub(crate) fn end(&self, user: UserId, session: Option<Uuid>) {
        for entry in self.entries().get(&user).into_iter().flatten() {
            if session.is_none_or(|session| session == entry.session) {
                entry.outbox.close(SIGNED_OUT.0, SIGNED_OUT.1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock,
        room::{Due, connection},
        store::Profile,
    };

    #[tokio::test]
    async fn a_session_that_ends_before_its_socket_is_noted_is_nobodys() {
        let folder = tempfile::tempdir().unwrap();
        let url = Store::embedded_url(folder.path());
        let store = Store::connect(&url).await.unwrap();
        let profile = Profile {
            twitch_id: "1".into(),
            login: "ann".into(),
            display_name: None,
            avatar_url: None,
            locale: None,
        };
        let now = clock::now();
        let ann = store.sign_in(&profile, None, now).await.unwrap().id;
        let token = store.open_session(ann, None, now).await.unwrap();
        let session = store.session(&token, now).await.unwrap().unwrap();
        let identities = Identities::default();
        let (sender, reader, _peer) = connection().await;
        let enter = || identities.enter(&store, &session, ConnectionId::next(), &sender);
        let place = enter().await.expect("the session is open");

        store.end_session(ann, session.id).await.unwrap();
        assert!(enter().await.is_none());
        identities.end(ann, Some(session.id));
        assert_eq!(reader.next().await, Due::Close(SIGNED_OUT));
        drop(place);
        assert!(identities.entries().is_empty(), "nothing is left behind");
    }
}
