//! What goes wrong on the way of a race, and servers that say anything.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::Value;
use speedfog_protocol::ws::{ClockReply, Countdown, FromMod, ToMod};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::game::{GameReader, RecordedRun};
use speedfog_race_mod::net::{Backoff, NetTiming};
use speedfog_race_mod::overlay::{Input, Shown, View};
use speedfog_race_mod::tracker::{Connection, NetEvent, Tracker, Trouble};

use crate::script::{
    CROSSING, GATE, GATE_2, auth_ok, connected, lost, own_is, play, play_with, player, says,
    settings, status, zone,
};

fn unreachable() -> NetEvent {
    NetEvent::State(Connection::Unreachable {
        trouble: Trouble::Line,
        cause: "no route to host".into(),
        retry_in: Duration::from_secs(30),
    })
}

#[test]
fn a_server_that_is_away_for_an_hour_gets_everything_in_the_end() {
    let hour = 3_600_000;
    let mut server = vec![(0, connected(RaceStatus::Running)), (10, lost())];
    let mut backoff = Backoff::new(&NetTiming::default());
    let mut at = 0;
    while at < hour {
        server.push((at, unreachable()));
        let wait = backoff.after_failure(0.5);
        assert!(wait <= Duration::from_secs(36));
        at += u64::try_from(wait.as_millis()).unwrap();
    }
    assert!(server.len() < 150, "it does not ask too often");
    server.push((at, connected(RaceStatus::Running)));
    let run = format!(
        r#"{{"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}}
           {{"t":60000,"igt":61000,"map":null,"flags":{{"{GATE}":true}}}}
           {{"t":70000,"map":"m11_00_00_00"}}
           {{"t":1800000,"igt":1801000,"map":null,"flags":{{"{GATE}":false,"{GATE_2}":true}}}}
           {{"t":1810000,"map":"m12_00_00_00"}}"#
    );
    let lines = play(&run, server, at + 1000);
    let flags: Vec<_> = lines
        .lines()
        .filter_map(|line| line.split_once(r#""flag_id":"#))
        .map(|(_, rest)| rest)
        .collect();
    assert_eq!(
        flags,
        [
            format!(r#"{GATE},"igt_ms":61000,"event_id":1}}"#),
            format!(r#"{GATE_2},"igt_ms":1801000,"event_id":2}}"#),
        ]
    );
}

#[test]
fn a_line_that_died_silently_is_told() {
    let clock = |at: u64| {
        let reply = ClockReply {
            client_ms: i64::try_from(at).unwrap(),
            server_ms: 1_000_000,
        };
        (at, says(ToMod::Clock(reply)))
    };
    let told = |more: Vec<(u64, NetEvent)>, until| {
        let mut server = vec![(0, connected(RaceStatus::Running)), clock(1500)];
        server.extend(more);
        play_with(settings(), CROSSING, server, until)
            .0
            .unanswered()
    };
    assert!(!told(vec![], 11_400));
    assert!(told(vec![], 11_600));
    // It is on its way to nobody any more.
    assert!(!told(vec![(12_000, lost())], 12_100));
    // The server is there, or was until a moment ago.
    assert!(!told(vec![clock(5000)], 12_100));
    assert!(told(vec![clock(5000)], 15_100));
    assert!(!told(
        vec![(12_500, says(ToMod::Ack { event_id: 1 }))],
        13_000
    ));
}

#[test]
fn a_silent_server_is_asked_for_a_sign_of_life() {
    let mut run = RecordedRun::parse(CROSSING).unwrap();
    let mut tracker = Tracker::new(settings());
    let mut asked_at = Vec::new();
    for t in (0..=12_000).step_by(50) {
        let reply = ClockReply {
            client_ms: 1000,
            server_ms: 1_000_000,
        };
        let events = match t {
            0 => vec![connected(RaceStatus::Running)],
            1000 => vec![says(ToMod::Clock(reply))],
            _ => vec![],
        };
        let now = Duration::from_millis(t);
        let snapshot = run.snapshot(now, tracker.watched());
        let out = tracker.step(now, &snapshot, events);
        let asks = |message: &FromMod| matches!(message, FromMod::Clock { .. });
        asked_at.extend(out.send.iter().any(asks).then_some(t));
    }
    // Four questions compare the clocks. The gate is sent after two seconds.
    assert_eq!(asked_at, [0, 500, 1000, 1500, 7000, 12_000]);
}

#[test]
fn a_computer_that_slept_goes_on() {
    let sleep = Duration::from_secs(8 * 3600);
    let mut run = RecordedRun::parse(
        r#"{"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3],"flags":{"1040292800":true}}"#,
    )
    .unwrap();
    let mut tracker = Tracker::new(settings());
    let mut step = |now: Duration, events: Vec<NetEvent>| {
        let snapshot = run.snapshot(now, tracker.watched());
        let sent = tracker.step(now, &snapshot, events).send;
        (sent, tracker.countdown(now))
    };
    let second = Duration::from_secs(1);
    let countdown = Countdown {
        starts_at_ms: Some(1_060_000),
        server_now_ms: 1_000_000,
    };
    let told = vec![
        connected(RaceStatus::Setup),
        says(ToMod::Countdown(countdown)),
    ];
    assert_eq!(step(second, told).1, Some(Duration::from_secs(60)));
    // Awake again: the connection is dead, and what the clock says is long past.
    assert_eq!(step(sleep, vec![]).1, Some(Duration::ZERO));
    assert_eq!(step(sleep, vec![lost()]).0, []);
    let (sent, left) = step(sleep + second, vec![connected(RaceStatus::Running)]);
    assert_eq!(sent[0], FromMod::Ready);
    assert_eq!(left, None);
}

#[test]
fn the_clock_is_compared_again_and_again() {
    let clock = |client_ms: i64, server_ms: i64| {
        says(ToMod::Clock(ClockReply {
            client_ms,
            server_ms,
        }))
    };
    let countdown = says(ToMod::Countdown(Countdown {
        starts_at_ms: Some(1_200_000),
        server_now_ms: 1_000_000,
    }));
    let left = |until: u64, server: Vec<(u64, NetEvent)>| {
        let (tracker, _) = play_with(settings(), r#"{"t":0}"#, server, until);
        let left = tracker.countdown(Duration::from_millis(until));
        left.map(|left| left.as_millis())
    };
    let server = vec![
        (0, connected(RaceStatus::Setup)),
        (0, countdown),
        // There and back in no time: nothing is better for a minute.
        (1000, clock(1000, 1_001_000)),
        (30_000, clock(29_900, 1_099_950)),
        // After it, any answer is: the computer slept meanwhile, and its clock stood still.
        (70_000, clock(69_900, 1_119_950)),
    ];
    assert_eq!(left(60_000, server.clone()), Some(140_000));
    assert_eq!(left(70_000, server), Some(80_000));
}

/// Messages that a server sends, as JSON.
fn messages() -> Vec<Value> {
    let mut racer = player(ParticipantStatus::Playing);
    racer.layer_entry_igt = Some(5);
    racer.gap_ms = Some(-7);
    let board = ToMod::LeaderboardUpdate {
        participants: vec![racer.clone(), player(ParticipantStatus::Finished)],
        leader_splits: Some([(0, 0), (1, 5)].into()),
    };
    let countdown = ToMod::Countdown(Countdown {
        starts_at_ms: Some(5),
        server_now_ms: 4,
    });
    let clock = ToMod::Clock(ClockReply {
        client_ms: 1,
        server_ms: 2,
    });
    let player = ToMod::PlayerUpdate {
        player: Box::new(racer),
    };
    [
        board,
        countdown,
        clock,
        player,
        zone("somewhere"),
        status(RaceStatus::Finished),
        ToMod::RaceStart,
        ToMod::Ack { event_id: 1 },
        ToMod::AuthOk(Box::new(auth_ok(RaceStatus::Running))),
    ]
    .iter()
    .map(|message| serde_json::from_str(&message.encode()).expect("messages are JSON"))
    .collect()
}

fn nonsense() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::from(u64::MAX)),
        prop::sample::select(vec![
            0_i64,
            -1,
            i64::MIN,
            i64::MAX,
            2_147_483_647,
            4_294_967_295
        ])
        .prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        Just(Value::from("W\n\t\u{202e}名".repeat(3000))),
        Just(Value::Array(Vec::new())),
    ]
}

/// Replaces the `index`-th value within a message, counted in depth.
fn replace(message: &mut Value, index: &mut usize, with: &Value) {
    let children: Vec<&mut Value> = match message {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(name, _)| *name != "type")
            .map(|(_, value)| value)
            .collect(),
        _ => Vec::new(),
    };
    for child in children {
        if *index == 0 {
            *child = with.clone();
        }
        *index = index.wrapping_sub(1);
        replace(child, index, with);
    }
}

proptest! {
    #[test]
    fn no_server_can_make_the_mod_fall_over(
        story in prop::collection::vec((0..9_usize, 0..60_usize, nonsense()), 1..40)
    ) {
        let messages = messages();
        let mut run = RecordedRun::parse(
            r#"{"t":0,"igt":1000,"deaths":3,"map":"m10_00_00_00","pos":[1,2,3]}"#
        ).unwrap();
        let mut tracker = Tracker::new(settings());
        let mut view = View::default();
        let mut now = Duration::ZERO;
        let mut events = vec![connected(RaceStatus::Running), says(own_is(ParticipantStatus::Playing))];
        for (message, mut index, with) in story {
            let mut message = messages[message].clone();
            replace(&mut message, &mut index, &with);
            match ToMod::decode(&message.to_string()) {
                Ok(ToMod::AuthOk(auth_ok)) => events.push(NetEvent::Connected(auth_ok)),
                Ok(message) => events.push(says(message)),
                Err(_) => {}
            }
            let snapshot = run.snapshot(now, tracker.watched());
            tracker.step(now, &snapshot, events.drain(..));
            view.update(&Input {
                now,
                tracker: &tracker,
                game: &snapshot,
                shown: Shown {
                    ui: true,
                    leaderboard: true,
                    debug: true,
                },
                fault: "",
                debug: &[],
            });
            prop_assert!(format!("{view:?}").len() < 60_000, "texts of any length are cut");
            now += Duration::from_secs(1);
        }
    }
}
