//! Progress on disk: files, and runs that go on after a crash.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop here"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use speedfog_protocol::RaceStatus;
use speedfog_protocol::ws::{FromMod, ToMod};
use speedfog_race_mod::game::{GameReader, RecordedRun};
use speedfog_race_mod::outbox::Outbox;
use speedfog_race_mod::tracker::{NetEvent, Pending, PendingFlag, RunKey, Settings, Tracker};
use uuid::Uuid;

use crate::script::{
    CROSSING, FINISH, GATE, GATE_2, SAVED_GATE, auth_ok, connected, lost, own_id, says, settings,
    status,
};
use crate::server::LIMIT;

fn run() -> RunKey {
    RunKey {
        race_id: Uuid::from_u128(3),
        participant_id: own_id(),
        seed_id: Some(Uuid::from_u128(4)),
        started_s: None,
    }
}

fn kept(flags: &[u32]) -> Pending {
    let flag = |flag: &u32| PendingFlag {
        flag: *flag,
        igt_ms: Some(1900),
        event_id: None,
        confirmed: false,
    };
    Pending {
        next_event_id: 7,
        flags: flags.iter().map(flag).collect(),
    }
}

fn save(folder: &Path, run: RunKey, pending: &Pending) {
    let outbox = Outbox::start(folder.into()).unwrap();
    outbox.save(run, pending.clone());
}

fn open(folder: &Path, run: RunKey) -> Pending {
    let outbox = Outbox::start(folder.into()).unwrap();
    outbox.open(run);
    let deadline = Instant::now() + LIMIT;
    loop {
        if let Some((of, pending)) = outbox.opened() {
            assert_eq!(of, run);
            return pending;
        }
        assert!(Instant::now() < deadline, "the outbox does not answer");
        std::thread::yield_now();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn what_is_saved_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(open(folder.path(), run()), Pending::default());
    for flags in [&[GATE][..], &[GATE, FINISH], &[]] {
        save(folder.path(), run(), &kept(flags));
        assert_eq!(open(folder.path(), run()), kept(flags));
    }
    assert_eq!(files(folder.path()).len(), 1, "one file for one run");
}

#[test]
fn every_participant_and_race_has_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let other_race = RunKey {
        race_id: Uuid::from_u128(30),
        ..run()
    };
    let other_player = RunKey {
        participant_id: Uuid::from_u128(31),
        ..run()
    };
    save(folder.path(), run(), &kept(&[GATE]));
    save(folder.path(), other_race, &kept(&[GATE_2]));
    assert_eq!(open(folder.path(), run()), kept(&[GATE]));
    assert_eq!(open(folder.path(), other_race), kept(&[GATE_2]));
    assert_eq!(open(folder.path(), other_player), Pending::default());
}

#[test]
fn progress_of_another_seed_is_dropped_but_numbers_go_on() {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), run(), &kept(&[GATE]));
    let rerolled = RunKey {
        seed_id: Some(Uuid::from_u128(5)),
        ..run()
    };
    assert_eq!(open(folder.path(), rerolled), kept(&[]));
    let started = RunKey {
        started_s: Some(5),
        ..run()
    };
    assert_eq!(open(folder.path(), started), kept(&[]));
}

#[test]
fn unusable_files_are_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), run(), &kept(&[GATE]));
    let path = files(folder.path()).remove(0);
    let good = fs::read(&path).unwrap();
    let text = String::from_utf8(good.clone()).unwrap();
    let broken: [Vec<u8>; 6] = [
        Vec::new(),
        good[..good.len() / 2].to_vec(),
        vec![0; good.len()],
        vec![0xff; 100],
        text.replace("\"version\":1", "\"version\":2").into_bytes(),
        [good.as_slice(), &vec![b' '; 2 << 20]].concat(),
    ];
    for bytes in broken {
        fs::write(&path, &bytes).unwrap();
        assert_eq!(open(folder.path(), run()), Pending::default());
        let aside = path.with_extension("broken");
        assert_eq!(fs::read(&aside).unwrap(), bytes, "somebody may look at it");
        assert!(!path.exists());
        // And it works again.
        save(folder.path(), run(), &kept(&[GATE]));
        assert_eq!(open(folder.path(), run()), kept(&[GATE]));
    }
    // A crash while writing left half a new file beside the whole old one.
    fs::write(path.with_extension("new"), "{").unwrap();
    assert_eq!(open(folder.path(), run()), kept(&[GATE]));
}

#[test]
fn a_disk_that_cannot_be_written_costs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("not there");
    save(&gone, run(), &kept(&[GATE]));
    assert_eq!(open(&gone, run()), Pending::default());
}

/// The process of a game that may crash at any time; what is on disk stays.
struct Machine {
    tracker: Tracker,
    game: RecordedRun,
    disk: Pending,
    /// The run that is on disk, once something is.
    of: Option<RunKey>,
    /// Whether the disk answers.
    disk_works: bool,
}

impl Machine {
    fn start(recording: &str, disk: Pending, first_event_id: u64) -> Self {
        let mut tracker = Tracker::new(Settings {
            first_event_id,
            ..settings()
        });
        tracker.keep_progress();
        Self {
            tracker,
            game: RecordedRun::parse(recording).unwrap(),
            disk,
            of: None,
            disk_works: true,
        }
    }

    /// Frames up to `until_ms`; returns the flags sent as flag, IGT and number of the event.
    fn play(
        &mut self,
        from_ms: u64,
        until_ms: u64,
        mut events: Vec<NetEvent>,
    ) -> Vec<(u32, Option<u32>, u64)> {
        let mut sent = Vec::new();
        for t in (from_ms..until_ms).step_by(50) {
            let now = Duration::from_millis(t);
            let snapshot = self.game.snapshot(now, self.tracker.watched());
            let out = self
                .tracker
                .step(now, &snapshot, std::mem::take(&mut events));
            if let Some((run, pending)) = out.keep.filter(|_| self.disk_works) {
                (self.of, self.disk) = (Some(run), pending);
            }
            if let Some(run) = out.restore.filter(|_| self.disk_works) {
                if self.of.is_some_and(|of| of != run) {
                    self.disk.flags.clear();
                }
                self.tracker.restore(run, &self.disk);
            }
            for flag in out.clear_flags {
                self.game.clear_flag(flag);
            }
            sent.extend(out.send.into_iter().filter_map(|message| match message {
                FromMod::EventFlag(event) => {
                    Some((event.flag_id, event.igt_ms, event.event_id.unwrap()))
                }
                _ => None,
            }));
        }
        sent
    }

    fn crash(self) -> Pending {
        self.disk
    }
}

/// In the world, nothing set, as after a restart of a seed whose flags the game forgets.
const FORGOTTEN: &str = r#"{"t":0,"igt":9000,"map":"m11_00_00_00","pos":[1,2,3]}"#;

fn running() -> Vec<NetEvent> {
    vec![connected(RaceStatus::Running)]
}

#[test]
fn a_crash_in_a_loading_screen_loses_no_gate() {
    let mut game = Machine::start(CROSSING, Pending::default(), 1);
    assert_eq!(game.play(0, 1500, running()), []);
    let mut game = Machine::start(FORGOTTEN, game.crash(), 100);
    assert_eq!(
        game.play(0, 1000, running()),
        [(GATE, Some(1900), 100)],
        "with the time of the crossing"
    );
}

#[test]
fn an_event_keeps_its_number_until_it_is_acknowledged() {
    let mut game = Machine::start(CROSSING, Pending::default(), 5);
    assert_eq!(game.play(0, 3000, running()), [(GATE, Some(1900), 5)]);
    let mut game = Machine::start(FORGOTTEN, game.crash(), 100);
    assert_eq!(game.play(0, 1000, running()), [(GATE, Some(1900), 5)]);
    assert_eq!(
        game.play(1000, 2000, vec![says(ToMod::Ack { event_id: 5 })]),
        []
    );
    let mut game = Machine::start(FORGOTTEN, game.crash(), 200);
    assert_eq!(game.play(0, 1000, running()), [], "it arrived");
}

#[test]
fn numbers_rise_even_if_the_clock_was_set_back() {
    let mut game = Machine::start(CROSSING, Pending::default(), 1_000_000);
    assert_eq!(game.play(0, 3000, running()).len(), 1);
    game.play(
        3000,
        3100,
        vec![says(ToMod::Ack {
            event_id: 1_000_000,
        })],
    );
    let mut game = Machine::start(CROSSING, game.crash(), 5);
    assert_eq!(
        game.play(0, 3000, running()),
        [(GATE, Some(1900), 1_000_001)]
    );
}

#[test]
fn a_confirmed_flag_that_the_game_still_shows_is_no_second_visit() {
    let crossing = format!(
        r#"{{"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}}
           {{"t":900,"igt":1900,"flags":{{"{SAVED_GATE}":true}}}}
           {{"t":1000,"map":null}}
           {{"t":2000,"map":"m11_00_00_00"}}
           {{"t":2300,"map":null}}"#
    );
    let mut game = Machine::start(&crossing, Pending::default(), 1);
    assert_eq!(game.play(0, 2500, running()), [(SAVED_GATE, Some(1900), 1)]);
    // Acknowledged in the next loading screen, where nothing can be cleared; then it crashes.
    game.play(2500, 2600, vec![says(ToMod::Ack { event_id: 1 })]);
    let again = format!(
        r#"{{"t":0,"igt":9000,"map":"m11_00_00_00","pos":[1,2,3],
             "flags":{{"{SAVED_GATE}":true}}}}"#
    )
    .replace('\n', "");
    let mut game = Machine::start(&again, game.crash(), 100);
    assert_eq!(game.play(0, 2000, running()), []);
    assert_eq!(game.crash().flags, [], "cleared in the game, and forgotten");
}

#[test]
fn a_race_that_went_on_without_the_player_wants_nothing() {
    for race in [RaceStatus::Setup, RaceStatus::Finished] {
        let mut game = Machine::start(CROSSING, Pending::default(), 1);
        game.play(0, 1500, running());
        let mut game = Machine::start(FORGOTTEN, game.crash(), 100);
        assert_eq!(game.play(0, 1000, vec![connected(race)]), []);
        assert_eq!(
            game.play(1000, 2000, vec![says(status(RaceStatus::Running))]),
            [],
            "{race}"
        );
        assert_eq!(game.crash().flags, []);
    }
}

#[test]
fn a_race_started_anew_wants_nothing_of_before() {
    let started = |second: u32| {
        let mut auth_ok = auth_ok(RaceStatus::Running);
        let started = format!(r#"{{"started_at":"2026-11-23T08:00:{second:02}Z"}}"#);
        let text = ToMod::AuthOk(Box::new(auth_ok.clone())).encode();
        let text = text.replace(r#""started_at":null"#, &started[1..started.len() - 1]);
        match ToMod::decode(&text) {
            Ok(ToMod::AuthOk(changed)) => auth_ok = *changed,
            other => panic!("{other:?}"),
        }
        vec![NetEvent::Connected(Box::new(auth_ok))]
    };
    // Seen before the reset, and nobody told this process of it.
    let crossing = CROSSING.replace(r#"{"t":6000"#, r#"{"t":1500"#);
    let crossing: Vec<_> = crossing
        .lines()
        .filter(|line| !line.contains("2000"))
        .collect();
    let mut game = Machine::start(&crossing.join("\n"), Pending::default(), 1);
    assert_eq!(game.play(0, 1500, started(1)), []);
    let first = game.of.unwrap();
    assert_eq!(game.disk.flags.len(), 1);
    game.play(1500, 1700, vec![lost()]);
    assert_eq!(game.play(1700, 4000, started(2)), []);
    let second = game.of.unwrap();
    assert_ne!(first.started_s, second.started_s);
    assert_eq!(game.disk.flags, []);
    // A start that this process is told of names what it keeps from then on.
    let mut game = Machine::start(FORGOTTEN, Pending::default(), 1);
    game.play(0, 100, vec![connected(RaceStatus::Setup)]);
    assert_eq!(game.of.unwrap().started_s, None);
    let text =
        r#"{"type":"race_status_change","status":"running","started_at":"2026-11-23T08:00:02Z"}"#;
    game.play(100, 200, vec![says(ToMod::decode(text).unwrap())]);
    assert_eq!(game.of, Some(second));
    game.play(200, 300, vec![says(status(RaceStatus::Finished))]);
    assert_eq!(game.of, Some(second));
}

#[test]
fn a_disk_that_does_not_answer_holds_nothing_up_for_long() {
    let mut game = Machine::start(CROSSING, Pending::default(), 1);
    game.disk_works = false;
    assert_eq!(game.play(0, 4000, running()), [(GATE, Some(1900), 1)]);
    // The answer comes after all, with what has been sent meanwhile.
    game.tracker.restore(run(), &kept(&[GATE, GATE_2]));
    assert_eq!(game.play(4000, 5000, vec![]), [(GATE_2, Some(1900), 7)]);
}

#[test]
fn the_answer_for_another_run_is_ignored() {
    let mut game = Machine::start(FORGOTTEN, Pending::default(), 1);
    game.disk_works = false;
    game.play(0, 100, running());
    let other = RunKey {
        race_id: Uuid::from_u128(30),
        ..run()
    };
    game.tracker.restore(other, &kept(&[GATE]));
    assert_eq!(game.play(100, 4000, vec![]), []);
}

#[test]
fn what_was_sent_is_sent_again_in_the_same_order() {
    // The gate waits for the end of its loading screen while the boss falls.
    let recording = format!(
        r#"{{"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}}
           {{"t":500,"igt":1500,"flags":{{"{GATE}":true}}}}
           {{"t":1000,"igt":2000,"flags":{{"{FINISH}":true}}}}
           {{"t":1500,"map":null}}
           {{"t":2000,"map":"m11_00_00_00"}}"#
    );
    let mut game = Machine::start(&recording, Pending::default(), 1);
    let sent = [(FINISH, Some(2000), 1), (GATE, Some(1500), 2)];
    assert_eq!(game.play(0, 3000, running()), sent);
    // A server takes a lower number than the last as one it has already.
    assert_eq!(game.play(3000, 4000, running()), sent);
    let mut game = Machine::start(FORGOTTEN, game.crash(), 100);
    assert_eq!(game.play(0, 1000, running()), sent);
}
