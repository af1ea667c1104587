//! Situations of a race, as the overlay meets them.

use std::time::Duration;

use speedfog_protocol::ws::{
    AuthOk, ClockReply, Countdown, Lobby, ParticipantInfo, Readiness, ToMod, ZoneExit, ZoneUpdate,
};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::config::ConfigError;
use speedfog_race_mod::game::{GameReader, RecordedRun, Snapshot};
use speedfog_race_mod::overlay::{Input, Shown, Startup, View};
use speedfog_race_mod::tracker::{Connection, NetEvent, Settings, Tracker, Trouble};
use uuid::Uuid;

use crate::script::{auth_ok, lost, own_id, player, says, settings};

/// A situation and when in it one looks.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    settings: Settings,
    recording: String,
    server: Vec<(u64, NetEvent)>,
    at_ms: u64,
    shown: Shown,
    fault: &'static str,
}

/// A tracker in a situation, ready to be looked at.
pub(crate) struct Stage {
    tracker: Tracker,
    game: Snapshot,
    now: Duration,
    shown: Shown,
    fault: &'static str,
    debug: Vec<String>,
}

impl Stage {
    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            now: self.now,
            tracker: &self.tracker,
            game: &self.game,
            shown: self.shown,
            fault: self.fault,
            debug: &self.debug,
        }
    }
}

impl Scene {
    pub(crate) fn stage(&self) -> Stage {
        let mut run = RecordedRun::parse(&self.recording).expect("the recording is well formed");
        let mut tracker = Tracker::new(self.settings.clone());
        let mut server = self.server.iter().peekable();
        for t in (0..=self.at_ms).step_by(50) {
            let mut events = Vec::new();
            while let Some((_, event)) = server.next_if(|(at, _)| *at <= t) {
                events.push(event.clone());
            }
            let now = Duration::from_millis(t);
            let snapshot = run.snapshot(now, tracker.watched());
            tracker.step(now, &snapshot, events);
        }
        let now = Duration::from_millis(self.at_ms);
        Stage {
            game: run.snapshot(now, tracker.watched()),
            tracker,
            now,
            shown: self.shown,
            fault: self.fault,
            debug: vec!["GameDataMan 0x7ff6a1d5df38".into()],
        }
    }

    pub(crate) fn view(&self) -> View {
        let mut view = View::default();
        view.update(&self.stage().input());
        view
    }

    fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    fn at(mut self, at_ms: u64) -> Self {
        self.at_ms = at_ms;
        self
    }

    fn debug(mut self) -> Self {
        self.shown.debug = true;
        self
    }
}

fn scene(name: &'static str, server: Vec<(u64, NetEvent)>) -> Scene {
    Scene {
        name,
        settings: settings(),
        recording:
            r#"{"t":0,"igt":4510000,"deaths":12,"map":"m10_00_00_00","pos":[1,2,3],"region":5}"#
                .into(),
        server,
        at_ms: 10_000,
        shown: Shown {
            ui: true,
            leaderboard: true,
            debug: false,
        },
        fault: "",
    }
}

/// Another participant, playing.
fn racer(number: u32, name: &str, layer: u32, igt_ms: u32) -> ParticipantInfo {
    ParticipantInfo {
        id: Uuid::from_u128(1000 + u128::from(number)),
        twitch_username: format!("racer_{number}"),
        twitch_display_name: Some(name.into()),
        current_layer: layer,
        igt_ms,
        layer_entry_igt: Some(igt_ms.saturating_sub(40_000)),
        color_index: number,
        ..player(ParticipantStatus::Playing)
    }
}

fn me(status: ParticipantStatus, layer: u32, entry_igt: u32) -> ParticipantInfo {
    ParticipantInfo {
        twitch_username: "marika_of_the_lake".into(),
        twitch_display_name: Some("MarikaOfTheLake".into()),
        current_layer: layer,
        current_layer_tier: Some(7),
        igt_ms: 4_510_000,
        death_count: 12,
        layer_entry_igt: Some(entry_igt),
        color_index: 3,
        ..player(status)
    }
}

fn welcome(status: RaceStatus, participants: Vec<ParticipantInfo>) -> (u64, NetEvent) {
    let auth_ok = auth_ok(status);
    let mut race = auth_ok.race.clone();
    race.name = "Sunday Fog Cup, round 3".into();
    let mut seed = auth_ok.seed.clone();
    seed.total_layers = 27;
    let auth_ok = AuthOk {
        race,
        seed,
        participants,
        ..auth_ok
    };
    (0, NetEvent::Connected(Box::new(auth_ok)))
}

fn board(participants: Vec<ParticipantInfo>) -> (u64, NetEvent) {
    let board = ToMod::LeaderboardUpdate {
        participants,
        leader_splits: Some((0..27).map(|layer| (layer, layer * 240_000)).collect()),
    };
    (9000, says(board))
}

fn zone() -> (u64, NetEvent) {
    let exit = |text: &str, to: &str, discovered| ZoneExit {
        text: text.into(),
        to_name: to.into(),
        discovered,
    };
    let zone = ZoneUpdate {
        node_id: "stormveil".into(),
        display_name: "Stormveil Castle after the Gate".into(),
        tier: Some(7),
        original_tier: Some(3),
        exits: vec![
            exit(
                "before the Grafted Scion's arena",
                "Chapel of Anticipation",
                true,
            ),
            exit(
                "at the top of the lift beside the rampart tower, behind the two banished knights",
                "",
                false,
            ),
        ],
    };
    (0, says(ToMod::ZoneUpdate(zone)))
}

fn in_setup(name: &'static str, more: Vec<(u64, NetEvent)>) -> Scene {
    let mut ready = racer(1, "Blaidd", 0, 0);
    ready.status = ParticipantStatus::Ready;
    let mut late = racer(2, "Nepheli Loux", 0, 0);
    late.status = ParticipantStatus::Registered;
    let own = me(ParticipantStatus::Ready, 0, 0);
    let mut server = vec![welcome(RaceStatus::Setup, vec![ready, own, late])];
    server.extend(more);
    scene(name, server)
}

/// One who is ready with another seed, two without the game, one of them with the pack.
fn lobby() -> (u64, NetEvent) {
    let readiness = |participant_id, pack_downloaded, right_seed: Option<bool>| Readiness {
        participant_id,
        pack_downloaded,
        mod_connected: right_seed.is_some(),
        right_seed,
        ready: right_seed.is_some(),
    };
    let lobby = Lobby {
        name: "Sunday Fog Cup, the final".into(),
        pool_name: None,
        scheduled_at: None,
        seeds_released_at: None,
        open_registration: true,
        max_participants: None,
        organizers: Vec::new(),
        casters: Vec::new(),
        pending_invites: Vec::new(),
        readiness: vec![
            readiness(Uuid::from_u128(1001), true, Some(false)),
            readiness(own_id(), true, Some(true)),
            readiness(Uuid::from_u128(1002), true, None),
        ],
    };
    (1000, says(ToMod::Lobby(Box::new(lobby))))
}

fn countdown(starts_at_ms: i64) -> (u64, NetEvent) {
    (
        5000,
        says(ToMod::Countdown(Countdown {
            starts_at_ms: Some(starts_at_ms),
            server_now_ms: 1_000_000,
        })),
    )
}

fn running(name: &'static str, participants: Vec<ParticipantInfo>) -> Scene {
    let server = vec![
        welcome(RaceStatus::Running, participants.clone()),
        zone(),
        board(participants),
    ];
    scene(name, server)
}

fn three(own_layer: u32, own_entry: u32) -> Vec<ParticipantInfo> {
    vec![
        racer(1, "Blaidd", 17, 4_500_000),
        me(ParticipantStatus::Playing, own_layer, own_entry),
        racer(2, "Nepheli Loux", 12, 4_480_000),
    ]
}

/// Twenty racers, the player at `own` from 0.
fn twenty(own: usize) -> Vec<ParticipantInfo> {
    let names = [
        "Blaidd",
        "Nepheli Loux",
        "Ranni_the_Witch_of_Caria_1",
        "Патчес",
        "Μελίνα",
        "Żółw Ćmoń",
        "Đặng Văn",
        "狼_ブライヴ",
        "黑夜女巫菈妮",
        "늑대블라이드",
        "WWWWWWWWWWWWWWWWWWWWWWWWW",
    ];
    let mut all: Vec<_> = (0_u32..19)
        .map(|number| {
            let name = names
                .get(number as usize)
                .map_or_else(|| format!("Tarnished {number}"), ToString::to_string);
            let mut info = racer(number, &name, 26 - number, 4_400_000 + number * 3_000);
            if number < 2 {
                info.status = ParticipantStatus::Finished;
                info.igt_ms = 3_540_000 + 100_000 * number;
                info.gap_ms = (number > 0).then_some(100_000);
            }
            if number > 16 {
                info.status = ParticipantStatus::Abandoned;
            }
            info
        })
        .collect();
    let own_layer = 26 - u32::try_from(own).expect("twenty is little");
    all.insert(own, me(ParticipantStatus::Playing, own_layer, 4_300_000));
    all
}

/// Every situation worth a look.
pub(crate) fn all() -> Vec<Scene> {
    let mut finished = me(ParticipantStatus::Finished, 27, 0);
    finished.igt_ms = 4_488_000;
    finished.gap_ms = Some(98_000);
    let mut winner = racer(1, "Blaidd", 27, 4_390_000);
    winner.status = ParticipantStatus::Finished;
    let result = vec![winner, finished, racer(2, "Nepheli Loux", 22, 4_480_000)];
    let over = |mut scene: Scene| {
        let change = ToMod::RaceStatusChange {
            status: RaceStatus::Finished.into(),
            started_at: None,
        };
        scene.server.push((9500, says(change)));
        scene
    };
    let with = |mut scene: Scene, event: (u64, NetEvent)| {
        scene.server.push(event);
        scene
    };
    let refused = |message: &str| {
        let message = message.into();
        let retry_in = Duration::from_secs(20);
        NetEvent::State(Connection::Refused { message, retry_in })
    };
    let unreachable = Connection::Unreachable {
        trouble: Trouble::Line,
        cause: "Connection refused (os error 111)".into(),
        retry_in: Duration::from_secs(30),
    };
    let outdated = Settings {
        seed_id: Uuid::from_u128(99).to_string(),
        ..settings()
    };
    let solo = Settings {
        solo: true,
        ..settings()
    };
    let mut blind = running("no-flags", three(15, 4_470_000)).at(90_000);
    blind.recording = r#"{"t":0,"igt":4510000,"deaths":12,"map":"m10_00_00_00","pos":[1,2,3],
        "flags":{"1040292800":null,"1040292801":null,"1040292802":null,"1050294000":null}}"#
        .replace('\n', " ");
    let mut fault = running("mod-error", three(15, 4_470_000));
    fault.fault = "See speedfog_racing.log. The game goes on.";
    let clock = (
        5000,
        says(ToMod::Clock(ClockReply {
            client_ms: 5000,
            server_ms: 1_000_000,
        })),
    );
    vec![
        scene("connecting", vec![]),
        in_setup("setup", vec![]),
        in_setup("lobby", vec![lobby()]),
        in_setup("countdown-far", vec![countdown(1_035_000)]),
        in_setup("countdown-3", vec![clock, countdown(1_007_600)]),
        with(in_setup("go", vec![]), (9000, says(ToMod::RaceStart))),
        running("running", three(15, 4_500_000)),
        running("ahead", three(15, 3_590_000)),
        running("behind", three(15, 4_200_000)),
        running("leading", {
            let mut rows = three(15, 4_470_000);
            rows.swap(0, 1);
            rows[0].current_layer = 18;
            rows
        }),
        with(
            running("reconnecting", three(15, 4_200_000)),
            (9500, lost()),
        ),
        with(
            running("unreachable", three(15, 4_200_000)),
            (9500, NetEvent::State(unreachable.clone())),
        )
        .debug(),
        scene("never-reached", vec![(0, NetEvent::State(unreachable))]),
        scene("wrong-token", vec![(0, refused("Invalid mod token"))]),
        scene("race-over", vec![(0, refused("Race already finished"))]),
        scene(
            "other-refusal",
            vec![(0, refused("The server is closed for maintenance"))],
        ),
        running("wrong-seed", three(15, 4_470_000)).settings(outdated),
        blind,
        fault,
        running("own-finish", result.clone()),
        over(running("race-finished", result)),
        over(running("ended-without-me", three(15, 4_470_000))),
        running("twenty-own-third", twenty(2)),
        running("twenty-own-twelfth", twenty(11)),
        running("twenty-own-last", twenty(19)),
        running("solo", vec![me(ParticipantStatus::Playing, 15, 4_470_000)]).settings(solo),
        running("debug", three(15, 4_470_000)).debug(),
    ]
}

/// The view of a mod that found no usable file.
pub(crate) fn broken_config() -> View {
    View::unusable(&Startup::Config(ConfigError::Missing("server.mod_token")))
}
