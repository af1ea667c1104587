//! Races that were reset and started anew while somebody was away.

use speedfog_protocol::RaceStatus;
use speedfog_protocol::ws::ToMod;
use speedfog_race_mod::tracker::{FlagPhase, NetEvent, Pending};

use crate::machine::{FORGOTTEN, Machine};
use crate::script::{CROSSING, GATE, SAVED_GATE, auth_ok, connected, lost, says, status};

/// The server accepts the mod in a race that started at this second.
fn started(second: u32) -> Vec<NetEvent> {
    let mut auth_ok = auth_ok(RaceStatus::Running);
    auth_ok.race.started_at = Some(
        format!("2026-11-23T08:00:{second:02}Z")
            .parse()
            .expect("a date"),
    );
    vec![NetEvent::Connected(Box::new(auth_ok))]
}

#[test]
fn a_race_started_anew_wants_nothing_of_before() {
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

/// A gate in the save, crossed at 61 s of in-game time.
const CROSSED: &str = r#"
    {"t":0,"igt":60000,"map":"m10_00_00_00","pos":[1,2,3]}
    {"t":900,"igt":61000,"map":null,"flags":{"1050294000":true}}
    {"t":1500,"map":"m11_00_00_00"}
"#;

#[test]
fn what_a_save_shows_of_an_earlier_start_is_cleared_and_not_sent() {
    let mut game = Machine::start(CROSSED, Pending::default(), 1);
    assert_eq!(
        game.play(0, 2000, started(1)),
        [(SAVED_GATE, Some(61_000), 1)]
    );
    game.play(2000, 2100, vec![lost()]);
    assert_eq!(game.play(2100, 4000, started(2)), []);
    // The same save once more: the gate counts when it is crossed again.
    assert_eq!(
        game.tracker.flag_phase(SAVED_GATE),
        Some(FlagPhase::Idle),
        "cleared in the game"
    );
    // So with a gate that nobody was told of yet.
    let mut game = Machine::start(CROSSED, Pending::default(), 1);
    game.play(0, 500, started(1));
    assert_eq!(game.play(500, 2000, vec![lost()]), []);
    assert_eq!(game.play(2000, 4000, started(2)), []);
}

#[test]
fn a_character_begun_for_the_new_start_keeps_what_it_reached() {
    let recording = format!(
        r#"{CROSSED}
           {{"t":2000,"igt":0,"map":null,"flags":{{"1050294000":false,"1040292800":false}}}}
           {{"t":2500,"igt":1000,"map":"m10_00_00_00"}}
           {{"t":3000,"igt":9000,"map":null,"flags":{{"1040292800":true}}}}
           {{"t":3500,"map":"m11_00_00_00"}}"#
    );
    let mut game = Machine::start(&recording, Pending::default(), 1);
    game.play(0, 500, started(1));
    assert_eq!(game.play(500, 4000, vec![lost()]), []);
    assert_eq!(game.play(4000, 6000, started(2)), [(GATE, Some(9000), 1)]);
    // Once: with the next start its progress is of before, too.
    assert_eq!(game.play(6000, 6100, vec![lost()]), []);
    assert_eq!(game.play(6100, 8000, started(3)), []);
}
