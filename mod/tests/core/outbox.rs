//! Progress on disk: files, and runs that go on after a crash.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop here"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use speedfog_protocol::RaceStatus;
use speedfog_protocol::ws::ToMod;
use speedfog_race_mod::outbox::Outbox;
use speedfog_race_mod::tracker::{NetEvent, Pending, PendingFlag, RunKey};
use uuid::Uuid;

use crate::machine::{FORGOTTEN, Machine};
use crate::script::{CROSSING, FINISH, GATE, GATE_2, SAVED_GATE, connected, own_id, says, status};
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
    // The save may still show what was seen before another start of the same seed.
    let started = RunKey {
        started_s: Some(5),
        ..run()
    };
    let mut of_before = kept(&[GATE]);
    of_before.flags[0].confirmed = true;
    assert_eq!(open(folder.path(), started), of_before);
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
