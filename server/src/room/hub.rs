//! The rooms of this process: opened when somebody needs one, at most one per race.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use speedfog_race::{RaceId, SeedId, graph::SeedGraph, zones::ZoneTables};
use tokio::sync::OnceCell;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    handle::RoomHandle,
    input::{Action, ActionError},
    state::RoomState,
    task::RoomTask,
};
use crate::{
    config::InactivitySettings,
    store::{Store, StoreError, commit::Committer},
};

/// What every room needs.
#[derive(Debug, Clone)]
pub(crate) struct HubSettings {
    /// The database.
    pub store: Store,
    /// Writes for the rooms.
    pub committer: Committer,
    /// When silent participants count as gone.
    pub inactivity: InactivitySettings,
    /// Whether the host hides the map from nobody.
    pub open_map: bool,
    /// Which zones the places of the game belong to.
    pub zone_tables: Arc<ZoneTables>,
    /// Cancelled when rooms shall end.
    pub shutdown: CancellationToken,
    /// Tracks the room tasks.
    pub tasks: TaskTracker,
}

type Slot = Arc<OnceCell<RoomHandle>>;

#[derive(Debug)]
struct Shared {
    settings: HubSettings,
    rooms: Mutex<HashMap<RaceId, Slot>>,
    /// Parsed graphs, shared by all rooms of a seed and dropped with the last of them.
    graphs: Mutex<HashMap<SeedId, Weak<SeedGraph>>>,
}

/// Finds and opens rooms. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Hub(Arc<Shared>);

impl Hub {
    /// A hub without rooms.
    #[must_use]
    pub(crate) fn new(settings: HubSettings) -> Self {
        Self(Arc::new(Shared {
            settings,
            rooms: Mutex::default(),
            graphs: Mutex::default(),
        }))
    }

    /// The room of a race, opened from the store when it is not live.
    ///
    /// # Errors
    /// [`ActionError::NotFound`] for an unknown race, [`ActionError::Unavailable`] when the store
    /// fails or the server is stopping.
    pub(crate) async fn room(&self, race: RaceId) -> Result<RoomHandle, ActionError> {
        loop {
            if self.0.settings.shutdown.is_cancelled() {
                return Err(ActionError::Unavailable);
            }
            let slot = self.slot(race);
            let room = match slot.get_or_try_init(|| self.open(race)).await {
                Ok(room) => room,
                Err(error) => {
                    self.forget(race, &slot);
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

    /// Does something to a race.
    ///
    /// # Errors
    /// Why nothing happened.
    pub(crate) async fn act(&self, race: RaceId, action: Action) -> Result<(), ActionError> {
        self.room(race).await?.act(action).await
    }

    /// Opens the rooms of races that must not wait for a visitor: those that run or count down.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn open_live(&self) -> Result<usize, StoreError> {
        let races = self.0.settings.store.live_races().await?;
        let mut opened = 0;
        for race in races {
            match self.room(race).await {
                Ok(_) => opened += 1,
                Err(error) => tracing::error!(race.id = %race, %error, "race not restored"),
            }
        }
        Ok(opened)
    }

    fn rooms(&self) -> std::sync::MutexGuard<'_, HashMap<RaceId, Slot>> {
        self.0.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self, race: RaceId) -> Slot {
        self.rooms().entry(race).or_default().clone()
    }

    /// Removes a slot unless somebody has put another one in its place.
    fn forget(&self, race: RaceId, slot: &Slot) {
        let mut rooms = self.rooms();
        if rooms
            .get(&race)
            .is_some_and(|current| Arc::ptr_eq(current, slot))
        {
            rooms.remove(&race);
        }
    }

    async fn open(&self, race: RaceId) -> Result<RoomHandle, ActionError> {
        let settings = &self.0.settings;
        let stored = settings
            .store
            .stored_room(race)
            .await?
            .ok_or(ActionError::NotFound)?;
        let graph = match stored.race.seed_id {
            Some(seed) => Some(self.graph(seed).await?),
            None => None,
        };
        let state = RoomState::restore(stored, graph, settings.open_map)?;
        let (task, room) = RoomTask::new(state, settings.clone());
        let leaving = Leaving {
            hub: self.clone(),
            race,
            slot: self.slot(race),
            room: room.clone(),
        };
        settings.tasks.spawn(async move {
            let _leaving = leaving;
            task.run().await;
        });
        Ok(room)
    }

    /// The parsed graph of a seed, shared by everybody who holds it.
    ///
    /// # Errors
    /// [`ActionError::Unavailable`] when it cannot be read.
    pub(crate) async fn graph(&self, seed: SeedId) -> Result<Arc<SeedGraph>, ActionError> {
        let graphs = || self.0.graphs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(graph) = graphs().get(&seed).and_then(Weak::upgrade) {
            return Ok(graph);
        }
        let text = self
            .0
            .settings
            .store
            .seed_graph(seed)
            .await?
            .ok_or_else(|| StoreError::corrupt("race", "its seed is missing"))?;
        let graph = tokio::task::spawn_blocking(move || SeedGraph::parse_stored(text.as_bytes()))
            .await
            .map_err(|_| ActionError::Unavailable)?
            .map_err(|error| StoreError::corrupt("graph", error))?;
        let graph = Arc::new(graph);
        let mut graphs = graphs();
        graphs.retain(|_, graph| graph.strong_count() > 0);
        // Two rooms may have parsed it at once; the first one's copy stays.
        if let Some(known) = graphs.get(&seed).and_then(Weak::upgrade) {
            return Ok(known);
        }
        graphs.insert(seed, Arc::downgrade(&graph));
        Ok(graph)
    }
}

/// Frees the room's place when its task is over, however it ends.
struct Leaving {
    hub: Hub,
    race: RaceId,
    slot: Slot,
    room: RoomHandle,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.hub.forget(self.race, &self.slot);
        self.room.ended().cancel();
    }
}
