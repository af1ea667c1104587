//! The rooms of this process, of races and of solo sessions.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use futures_util::future::BoxFuture;
use speedfog_race::{RaceId, SeedId, SoloId, UserId, graph::SeedGraph, zones::ZoneTables};
use tokio::{sync::mpsc, time::sleep};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{
    drive::{End, Room, drive},
    handle::RoomHandle,
    input::{Action, ActionError, Input, SoloAction},
    rooms::Rooms,
    solo::{SoloState, SoloTask},
    state::RoomState,
    task::RoomTask,
};
use crate::{
    config::InactivitySettings,
    discord::Notices,
    figures::{Figures, Present},
    maps::Maps,
    store::{Person, Store, StoreError, commit::Committer},
    twitch::LiveLogins,
};

/// Pauses before a room that has failed is opened again; each is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

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
    /// Who streams.
    pub live: LiveLogins,
    /// Where to put what Discord may want to know.
    pub notices: Notices,
    /// Whole maps that were asked for.
    pub maps: Maps,
    /// What is counted and timed.
    pub figures: Figures,
    /// Tracks the room tasks.
    pub tasks: TaskTracker,
}

#[derive(Debug)]
struct Shared {
    settings: HubSettings,
    races: Arc<Rooms<RaceId, Action>>,
    solos: Arc<Rooms<SoloId, SoloAction>>,
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
            races: Arc::default(),
            solos: Arc::default(),
            graphs: Mutex::default(),
        }))
    }

    /// The room of a race, opened from the store when it is not live.
    ///
    /// # Errors
    /// [`ActionError::NotFound`] for an unknown race, [`ActionError::Unavailable`] when the store
    /// fails or the server is stopping.
    pub(crate) async fn room(&self, race: RaceId) -> Result<RoomHandle, ActionError> {
        let shutdown = &self.0.settings.shutdown;
        let open = || self.open_race(race);
        self.0.races.room(race, shutdown, open).await
    }

    /// The room of a solo session, opened from the store when it is not live.
    ///
    /// # Errors
    /// [`ActionError::NotFound`] for an unknown session, [`ActionError::Unavailable`] when the store
    /// fails or the server is stopping.
    pub(crate) async fn solo(&self, solo: SoloId) -> Result<RoomHandle<SoloAction>, ActionError> {
        let shutdown = &self.0.settings.shutdown;
        let open = || self.open_solo(solo);
        self.0.solos.room(solo, shutdown, open).await
    }

    /// Does something to a race for `actor`.
    ///
    /// # Errors
    /// Why nothing happened.
    pub(crate) async fn act(
        &self,
        race: RaceId,
        actor: UserId,
        action: Action,
    ) -> Result<(), ActionError> {
        self.room(race).await?.act(actor, action).await
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

    /// Tells a race that some of its people began or ceased to stream. A room that is closed has
    /// nobody to tell, and reads it when it opens.
    pub(crate) async fn streams_changed(&self, race: RaceId) {
        if let Some(room) = self.0.races.get(race) {
            room.streams_changed().await;
        }
    }

    /// Tells all live rooms of races that somebody has another name.
    pub(crate) async fn person_changed(&self, person: &Person) {
        for room in self.0.races.all() {
            room.person_changed(person.clone()).await;
        }
    }

    async fn open_race(&self, race: RaceId) -> Result<RoomHandle, ActionError> {
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
        let state = RoomState::restore(stored, graph, settings.open_map, settings.maps.clone())?;
        let (task, room, inputs) = RoomTask::new(state, settings.clone());
        let present = Present::new(&settings.figures.rooms);
        let leaving = self.0.races.leaving(race, room.clone(), present);
        self.run(task, inputs, leaving, self.clone().reopen(race));
        Ok(room)
    }

    async fn open_solo(&self, solo: SoloId) -> Result<RoomHandle<SoloAction>, ActionError> {
        let settings = &self.0.settings;
        let row = settings.store.solo(solo).await?;
        let row = row.ok_or(ActionError::NotFound)?;
        let seed = row.record.seed;
        let facts = settings.store.seed_facts([seed]).await?.pop();
        let facts =
            facts.ok_or_else(|| StoreError::corrupt("solo session", "its seed is missing"))?;
        let graph = self.graph(seed).await?;
        let state = SoloState::restore(row, &facts.pool_name, graph);
        let (task, room, inputs) = SoloTask::new(state, settings.clone());
        let present = Present::new(&settings.figures.rooms);
        let leaving = self.0.solos.leaving(solo, room.clone(), present);
        // A session waits for its runner, and for nothing else.
        self.run(task, inputs, leaving, async {});
        Ok(room)
    }

    /// Opens the room of a race that has failed, so that its countdown ends and silent participants
    /// are noticed even if nobody comes back.
    fn reopen(self, race: RaceId) -> BoxFuture<'static, ()> {
        // Boxed, because opening a room makes it: its type would contain itself.
        Box::pin(async move {
            let mut pause = FIRST_PAUSE;
            loop {
                sleep(pause).await;
                match self.room(race).await {
                    Ok(_) | Err(ActionError::NotFound) => return,
                    Err(_) => pause = (pause * 2).min(LONGEST_PAUSE),
                }
            }
        })
    }

    /// Runs a room until it ends, and frees its place then. What is to be done after a failure is
    /// done until the server stops.
    fn run<R: Room + 'static>(
        &self,
        room: R,
        inputs: mpsc::Receiver<Input<R::Action>>,
        leaving: impl Send + 'static,
        after_failure: impl Future<Output = ()> + Send + 'static,
    ) {
        let shutdown = self.0.settings.shutdown.clone();
        self.0.settings.tasks.spawn(async move {
            let ended = drive(room, inputs, shutdown.clone()).await;
            drop(leaving);
            if ended == End::Failed {
                shutdown.run_until_cancelled(after_failure).await;
            }
        });
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
            .ok_or_else(|| StoreError::corrupt("seed", "it is missing"))?;
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
