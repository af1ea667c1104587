//! The race mod itself, in a game that crashes, with a server that is killed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use speedfog_race_mod::Session;
use speedfog_race_mod::config::Config;
use speedfog_race_mod::game::{FlagReading, GameReader, MapId, Place, Reading, Snapshot};
use speedfog_race_mod::net::{Net, NetOptions, NetTiming};
use speedfog_race_mod::outbox::Outbox;
use speedfog_race_mod::tracker::{Connection, FlagPhase, Row, Settings, Tracker};
use tokio::time::sleep;
use uuid::Uuid;

use crate::common::{Game, PATIENCE, ServerProcess, Watcher};

/// A game under the command of a test. Its flags are saved, so they survive a crash.
#[derive(Default)]
struct Console {
    igt_ms: u32,
    loading: bool,
    set: BTreeSet<u32>,
}

impl GameReader for Console {
    fn snapshot(&mut self, _: Duration, flags: &[u32]) -> Snapshot {
        let place = Place {
            map: MapId([10, 0, 0, 0]),
            position: [1.0, 2.0, 3.0],
            play_region: 0,
        };
        let reading = |flag: &u32| FlagReading {
            flag: *flag,
            set: Reading::Present(self.set.contains(flag)),
        };
        Snapshot {
            igt_ms: Reading::Present(self.igt_ms),
            deaths: Reading::Present(0),
            place: if self.loading {
                Reading::NotYet
            } else {
                Reading::Present(place)
            },
            flags: flags.iter().map(reading).collect(),
            travel: None,
        }
    }

    fn clear_flag(&mut self, flag: u32) {
        self.set.remove(&flag);
    }
}

/// A player at a machine: the game, the mod in it, and the folder of the seed pack.
struct Machine {
    console: Console,
    session: Session,
    config: Config,
    folder: PathBuf,
    started: Instant,
}

impl Machine {
    fn new(address: &str, race: Uuid, token: &str, folder: &Path) -> Self {
        let config = Config::parse(&format!(
            "[server]\nurl = 'http://{address}'\nmod_token = '{token}'\nrace_id = '{race}'\n"
        ))
        .unwrap();
        Self {
            console: Console {
                igt_ms: 1000,
                ..Console::default()
            },
            session: session(&config, folder),
            config,
            folder: folder.into(),
            started: Instant::now(),
        }
    }

    /// The game dies with everything in memory and is started again.
    fn crash(&mut self) {
        self.session.disconnect();
        self.session = session(&self.config, &self.folder);
        self.console.loading = true;
    }

    /// Frames, until the mod is where it is expected.
    async fn until(&mut self, what: &str, reached: impl Fn(&Tracker) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !reached(self.session.tracker()) {
            assert!(
                Instant::now() < deadline,
                "{what} never happened; {:?}",
                self.session.tracker().connection()
            );
            self.session
                .frame(self.started.elapsed(), &mut self.console);
            sleep(Duration::from_millis(5)).await;
        }
    }

    async fn connected(&mut self) {
        self.until("the connection", |tracker| {
            *tracker.connection() == Connection::Connected
        })
        .await;
    }

    /// Crosses a gate up to the loading screen, in which the flag is seen.
    async fn enter_gate(&mut self, flag: u32, igt_ms: u32) {
        self.console.loading = false;
        self.console.igt_ms = igt_ms;
        self.console.set.insert(flag);
        self.until("the flag", |tracker| {
            tracker.flag_phase(flag) != Some(FlagPhase::Idle)
        })
        .await;
        self.console.loading = true;
        self.console.igt_ms += 500;
        self.session
            .frame(self.started.elapsed(), &mut self.console);
    }

    async fn arrive(&mut self, flag: u32, phase: FlagPhase) {
        self.console.loading = false;
        self.until("the end of the loading screen", |tracker| {
            tracker.flag_phase(flag) == Some(phase)
        })
        .await;
    }
}

fn session(config: &Config, folder: &Path) -> Session {
    let settings = Settings::new(&config.server, 1);
    let mut session = Session::new(Tracker::new(settings));
    let timing = NetTiming {
        retry_first: Duration::from_millis(20),
        retry_max: Duration::from_millis(100),
        ..NetTiming::default()
    };
    let random = Box::new(|| 0.5);
    session.keep_progress(Outbox::start(folder.into()).unwrap());
    session.connect(Net::start(&config.server, NetOptions { timing, random }).unwrap());
    session
}

#[tokio::test]
async fn a_run_survives_every_crash() {
    let mut server = ServerProcess::start().await;
    let organizer = server.anonymous().sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.anonymous().sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    game.socket.close().await;
    let folder = tempfile::tempdir().unwrap();
    let mut machine = Machine::new(ann.address(), race, &game.token, folder.path());
    machine.connected().await;
    organizer.act(race, "start").await.ok::<Value>();
    machine
        .until("the start", |tracker| tracker.igt_ms().is_some())
        .await;

    // The game dies in the loading screen behind the gate.
    machine.enter_gate(FIRST_FLAG + 1, 62_000).await;
    machine.crash();
    machine.console.igt_ms = 70_000;
    machine.connected().await;
    machine.arrive(FIRST_FLAG + 1, FlagPhase::Idle).await;

    // The server dies, a gate is crossed, and then the game dies, too.
    server.kill();
    machine.enter_gate(FIRST_FLAG + 3, 120_000).await;
    machine.arrive(FIRST_FLAG + 3, FlagPhase::ToSend).await;
    machine.crash();
    machine.console.igt_ms = 130_000;
    server.start_again().await;
    machine.connected().await;
    machine.arrive(FIRST_FLAG + 3, FlagPhase::Idle).await;

    // The server dies with the message on its way, or just after it was stored.
    machine.enter_gate(FIRST_FLAG + 6, 180_000).await;
    machine.arrive(FIRST_FLAG + 6, FlagPhase::Sent).await;
    server.kill();
    server.start_again().await;
    machine.arrive(FIRST_FLAG + 6, FlagPhase::Idle).await;

    machine.console.igt_ms = 240_000;
    machine.console.set.insert(FINISH_FLAG);
    machine.arrive(FINISH_FLAG, FlagPhase::Reported).await;

    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    let visit = |node: &str, igt_ms: u32| json!({ "node_id": node, "igt_ms": igt_ms });
    let player = watcher.player("ann");
    assert_eq!(
        player["zone_history"],
        json!([
            visit("start", 0),
            visit("right", 62_000),
            visit("tower", 120_000),
            visit("boss", 180_000),
        ])
    );
    assert_eq!(player["status"], "finished");
    assert_eq!(player["igt_ms"], 240_000);
}

#[tokio::test]
async fn mods_follow_each_other_by_ticks() {
    let mut server = ServerProcess::start().await;
    let organizer = server.anonymous().sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let folder = tempfile::tempdir().unwrap();
    let mut machines = Vec::new();
    for name in ["ann", "bob"] {
        let player = server.anonymous().sign_in(name, "user").await;
        let game = Game::enter(&organizer, &player, race).await;
        game.socket.close().await;
        let folder = folder.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let mut machine = Machine::new(player.address(), race, &game.token, &folder);
        machine.connected().await;
        machines.push(machine);
    }
    let [ann, bob] = &mut machines[..] else {
        unreachable!("two have joined")
    };
    organizer.act(race, "start").await.ok::<Value>();
    let starts = |tracker: &Tracker| tracker.igt_ms().is_some();
    ann.until("the start", starts).await;
    bob.until("the start", starts).await;

    // In whose order, what layer, behind whom by how much.
    let standings = |tracker: &Tracker| -> Vec<(String, u32, Option<i64>)> {
        let race = tracker.race().unwrap();
        let now = Duration::ZERO;
        let row = |row: &Row| {
            let info = &row.info;
            let gap = race.gap_ms(row, now, Some(info.igt_ms));
            (info.twitch_username.clone(), info.current_layer, gap)
        };
        race.rows().iter().map(row).collect()
    };
    let expected = |ann: (u32, Option<i64>), bob: (u32, Option<i64>)| {
        vec![
            ("ann".to_owned(), ann.0, ann.1),
            ("bob".to_owned(), bob.0, bob.1),
        ]
    };
    ann.enter_gate(FIRST_FLAG + 1, 62_000).await;
    ann.arrive(FIRST_FLAG + 1, FlagPhase::Idle).await;
    bob.enter_gate(FIRST_FLAG + 1, 65_000).await;
    bob.arrive(FIRST_FLAG + 1, FlagPhase::Idle).await;
    let both = expected((1, None), (1, Some(3000)));
    for machine in [&mut *ann, &mut *bob] {
        let there = |tracker: &Tracker| standings(tracker) == both;
        machine.until("the first gate of both", there).await;
    }

    // What happens while one of them is away is in the state that the next connection begins with.
    bob.session.disconnect();
    ann.enter_gate(FIRST_FLAG + 3, 120_000).await;
    ann.arrive(FIRST_FLAG + 3, FlagPhase::Idle).await;
    bob.crash();
    bob.connected().await;
    bob.until("the gate of meanwhile", |tracker| {
        standings(tracker)[0].1 == 2
    })
    .await;
    // A server that starts again begins its numbers anew.
    server.kill();
    server.start_again().await;
    ann.until("the loss", |tracker| {
        *tracker.connection() != Connection::Connected
    })
    .await;
    ann.connected().await;
    ann.enter_gate(FIRST_FLAG + 6, 180_000).await;
    ann.arrive(FIRST_FLAG + 6, FlagPhase::Idle).await;
    bob.until("the last gate of the other", |tracker| {
        *tracker.connection() == Connection::Connected && standings(tracker)[0].1 == 4
    })
    .await;
}
