//! The server's side: the real room on the real store, run by hand, so that it can be lost at any
//! moment.

use std::sync::Arc;

use speedfog_race::{ParticipantId, RaceId, RaceSettings, RaceStatus, SeedGraph, fixtures};
use tokio::sync::oneshot;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use crate::{
    config::InactivitySettings,
    discord::Notices,
    figures::Figures,
    i18n::{Locale, Locales},
    maps::Maps,
    room::{
        Action, HubSettings, NewMember,
        drive::{Failed, Room, take},
        input::Input,
        state::RoomState,
        task::RoomTask,
    },
    store::{NewRace, NewSeed, Person, Profile, Store, commit::Committer},
    twitch::LiveLogins,
};

/// Nobody is thrown out in a simulation.
const NEVER: std::time::Duration = std::time::Duration::from_secs(86_400);

pub(super) struct Server {
    settings: HubSettings,
    race: RaceId,
    graph: Arc<SeedGraph>,
    /// None while the server is down.
    pub(super) room: Option<RoomTask>,
    _folder: tempfile::TempDir,
}

impl Server {
    /// A server with a race that has begun, and its participants.
    pub(super) async fn new(players: usize) -> (Self, Vec<ParticipantId>) {
        let folder = tempfile::tempdir().unwrap();
        let url = Store::embedded_url(folder.path());
        let store = Store::connect(&url).await.unwrap();
        let (committer, writing) = Committer::new(store.clone(), Figures::off());
        tokio::spawn(writing);
        let settings = HubSettings {
            store,
            committer,
            inactivity: InactivitySettings {
                playing: NEVER,
                waiting: NEVER,
                look_every: NEVER,
            },
            open_map: false,
            zone_tables: Arc::default(),
            shutdown: CancellationToken::new(),
            live: LiveLogins::default(),
            notices: Notices::default(),
            figures: Figures::off(),
            maps: Maps::default(),
            tasks: TaskTracker::new(),
        };
        let mut server = Self {
            settings,
            race: RaceId::from(Uuid::new_v4()),
            graph: Arc::new(fixtures::small_graph_builder().build()),
            room: None,
            _folder: folder,
        };
        let organizer = server.create_race().await;
        server.restart().await;
        let mut participants = Vec::new();
        for number in 0..players {
            let person = server.sign_in(&format!("player{number}")).await;
            let participant = ParticipantId::from(Uuid::new_v4());
            let actor = person.id;
            let member = NewMember {
                person,
                participant,
                mod_token: format!("token{number}"),
            };
            server.act(Action::Join(member), actor).await;
            participants.push(participant);
        }
        server.act(Action::ReleaseSeeds, organizer.id).await;
        let countdown_seconds = None;
        let start = Action::Start { countdown_seconds };
        server.act(start, organizer.id).await;
        (server, participants)
    }

    async fn sign_in(&self, login: &str) -> Person {
        let profile = Profile {
            twitch_id: login.into(),
            login: login.into(),
            display_name: None,
            avatar_url: None,
            locale: None,
        };
        let signed_in = self
            .settings
            .store
            .sign_in(&profile, None, crate::clock::now());
        signed_in.await.unwrap()
    }

    async fn create_race(&self) -> Person {
        let organizer = self.sign_in("organizer").await;
        let seed = NewSeed {
            pool_name: "sprint".into(),
            seed_number: "aaaaaaaaaaaa".into(),
            graph_json: fixtures::small_graph_json(),
            total_layers: 5,
            total_nodes: 7,
            total_paths: 4,
            path: "/nowhere/seed_aaaaaaaaaaaa.zip".into(),
        };
        let store = &self.settings.store;
        store.add_seed(seed, crate::clock::now()).await.unwrap();
        let new = NewRace {
            id: self.race,
            organizer: organizer.id,
            pool_name: "sprint".into(),
            config: serde_json::json!({}),
            settings: RaceSettings {
                name: "Race".into(),
                open_registration: true,
                max_participants: Some(8),
                ..RaceSettings::default()
            },
            organizer_participates: None,
        };
        store.create_race(new, crate::clock::now()).await.unwrap();
        organizer
    }

    async fn act(&mut self, action: Action, actor: speedfog_race::UserId) {
        let (reply, mut answer) = oneshot::channel();
        let input = Input::Act {
            action,
            actor,
            reply,
        };
        self.turn(vec![input]).await.expect("the store works");
        answer.try_recv().unwrap().unwrap();
    }

    /// Opens the room from what is stored.
    pub(super) async fn restart(&mut self) {
        let stored = self.settings.store.stored_room(self.race).await.unwrap();
        let stored = stored.expect("the race is stored");
        let maps = self.settings.maps.clone();
        let state = RoomState::restore(stored, Some(self.graph.clone()), false, maps).unwrap();
        let (room, _, _) = RoomTask::new(state, self.settings.clone());
        self.room = Some(room);
    }

    /// Deals with inputs as the room's task does.
    pub(super) async fn turn(&mut self, inputs: Vec<Input>) -> Result<(), Failed> {
        let room = self.room.as_mut().expect("the server is up");
        for input in inputs {
            take(room, input).await?;
        }
        room.on_time()?;
        room.settle().await
    }

    /// Hears inputs, and is lost before anything of them is stored.
    pub(super) fn dies_over(&mut self, inputs: Vec<Input>) {
        let mut room = self.room.take().expect("the server is up");
        for input in inputs {
            if !input.begins_with_snapshot() {
                room.take(input).expect("nothing is stored here");
            }
        }
    }

    /// Where a participant has been, by the room's state: node and IGT.
    pub(super) fn path(&self, participant: ParticipantId) -> Vec<(String, u32)> {
        let race = &self.room.as_ref().expect("the server is up").state.race;
        let progress = &race.participant(participant).unwrap().progress;
        let visit = |visit: &speedfog_race::Visit| (visit.node.as_str().into(), visit.igt_ms);
        progress.zone_history.iter().map(visit).collect()
    }

    /// Whether everybody has finished, as far as the server knows.
    pub(super) fn is_over(&self) -> bool {
        let room = self.room.as_ref();
        room.is_some_and(|room| room.state.race.status() == RaceStatus::Finished)
    }

    /// The language everybody has here.
    pub(super) fn locale() -> Locale {
        Locales::default().choose(None, None)
    }
}
