//! The open rooms of one kind: opened when somebody needs one, at most one for each race or session.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use super::{handle::RoomHandle, input::ActionError};
use crate::figures::Present;

type Slot<A> = Arc<OnceCell<RoomHandle<A>>>;

/// Rooms by their key.
#[derive(Debug)]
pub(super) struct Rooms<K, A>(Mutex<HashMap<K, Slot<A>>>);

impl<K, A> Default for Rooms<K, A> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Copy + Eq + Hash, A> Rooms<K, A> {
    /// The room of a key, which `open` opens when there is none.
    ///
    /// # Errors
    /// What `open` says, or [`ActionError::Unavailable`] when the server is stopping.
    pub(super) async fn room<F>(
        &self,
        key: K,
        shutdown: &CancellationToken,
        open: impl Fn() -> F,
    ) -> Result<RoomHandle<A>, ActionError>
    where
        F: Future<Output = Result<RoomHandle<A>, ActionError>>,
    {
        loop {
            if shutdown.is_cancelled() {
                return Err(ActionError::Unavailable);
            }
            let slot = self.slot(key);
            let room = match slot.get_or_try_init(&open).await {
                Ok(room) => room,
                Err(error) => {
                    self.forget(key, &slot);
                    return Err(error);
                }
            };
            if room.is_open() {
                return Ok(room.clone());
            }
            // The room is writing its last words; a second one must not start before it is done.
            room.ended().cancelled().await;
        }
    }

    /// The room of a key, if there is one.
    pub(super) fn get(&self, key: K) -> Option<RoomHandle<A>> {
        self.lock().get(&key)?.get().cloned()
    }

    /// All rooms there are.
    pub(super) fn all(&self) -> Vec<RoomHandle<A>> {
        let rooms = self.lock();
        rooms
            .values()
            .filter_map(|slot| slot.get().cloned())
            .collect()
    }

    /// What frees the place of a room when its task is over.
    pub(super) fn leaving(
        self: &Arc<Self>,
        key: K,
        room: RoomHandle<A>,
        present: Present,
    ) -> Leaving<K, A> {
        Leaving {
            rooms: Arc::clone(self),
            key,
            slot: self.slot(key),
            room,
            _present: present,
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, Slot<A>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self, key: K) -> Slot<A> {
        Arc::clone(self.lock().entry(key).or_default())
    }

    /// Removes a slot unless somebody has put another one in its place.
    fn forget(&self, key: K, slot: &Slot<A>) {
        let mut rooms = self.lock();
        if rooms
            .get(&key)
            .is_some_and(|current| Arc::ptr_eq(current, slot))
        {
            rooms.remove(&key);
        }
    }
}

/// Frees the room's place when it is dropped with the room's task, however that ends.
pub(super) struct Leaving<K: Copy + Eq + Hash, A> {
    rooms: Arc<Rooms<K, A>>,
    key: K,
    slot: Slot<A>,
    room: RoomHandle<A>,
    _present: Present,
}

impl<K: Copy + Eq + Hash, A> Drop for Leaving<K, A> {
    fn drop(&mut self) {
        self.rooms.forget(self.key, &self.slot);
        self.room.ended().cancel();
    }
}
