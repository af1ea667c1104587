//! What the tracker says in which situation.

use std::time::Duration;

use insta::assert_snapshot;
use speedfog_protocol::ws::{ClockReply, Countdown, ToMod};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::tracker::{Connection, FlagPhase, NetEvent, Settings, Timing};
use uuid::Uuid;

use crate::script::{
    FINISH, GATE, auth_ok, connected, lost, own_is, play, play_with, player, says, settings,
    status, zone,
};

/// In the world from the first moment, out of it from 1 s to 2 s, with a gate's flag in between.
const CROSSING: &str = r#"
    {"t":0,"igt":1000,"deaths":0,"map":"m10_00_00_00","pos":[1,2,3],"region":5}
    {"t":900,"igt":1900,"flags":{"1040292800":true}}
    {"t":1000,"igt":2000,"map":null}
    {"t":2000,"igt":2010,"map":"m11_00_00_00"}
    {"t":6000,"igt":6000,"flags":{"1040292800":false}}
"#;

#[test]
fn crossing_a_gate() {
    assert_snapshot!(
        play(
            CROSSING,
            vec![
                (0, connected(RaceStatus::Running)),
                (50, says(zone("start"))),
                (2200, says(zone("second"))),
            ],
            8000,
        ),
        @r#"
           0 {"type":"ready"}
           0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
           0 {"type":"status_update","igt_ms":1000,"death_count":0}
          50 shows START
        2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
        4000 shows SECOND
        "#
    );
}

#[test]
fn dying_and_quitting_out() {
    let run = r#"
        {"t":0,"igt":1000,"deaths":0,"map":"m10_00_00_00","pos":[1,2,3],"region":5}
        {"t":1000,"igt":2000,"deaths":1,"map":null}
        {"t":2000,"map":"m10_00_00_00","pos":[4,5,6]}
        {"t":3000,"map":null}
        {"t":3500,"igt":0}
        {"t":5000,"igt":2100,"map":"m10_00_00_00"}
    "#;
    assert_snapshot!(play(run, vec![(0, connected(RaceStatus::Running))], 6000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
    2000 {"type":"zone_query","map_id":"m10_00_00_00","position":[4.0,5.0,6.0],"play_region_id":5}
    5000 {"type":"zone_query","map_id":"m10_00_00_00","position":[4.0,5.0,6.0],"play_region_id":5}
    "#);
}

#[test]
fn fast_travel_names_its_grace_once() {
    let run = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":900,"grace":10002950}
        {"t":1000,"map":null}
        {"t":2000,"map":"m11_00_00_00"}
        {"t":3000,"map":null}
        {"t":4000,"map":"m11_00_00_00"}
        {"t":5000,"grace":10002951}
        {"t":66000,"map":null}
        {"t":67000,"map":"m11_00_00_00"}
    "#;
    assert_snapshot!(play(run, vec![(0, connected(RaceStatus::Running))], 68_000), @r#"
        0 {"type":"ready"}
        0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
        0 {"type":"status_update","igt_ms":1000}
     2000 {"type":"zone_query","grace_entity_id":10002950,"map_id":"m11_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
     4000 {"type":"zone_query","map_id":"m11_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
    67000 {"type":"zone_query","map_id":"m11_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
    "#);
}

#[test]
fn finishing_needs_no_loading_screen() {
    let run = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":1000,"igt":9000,"flags":{"1040292802":true}}
        {"t":1200,"flags":{"1040292800":true}}
        {"t":2000,"map":null}
        {"t":3000,"map":"m10_00_00_00"}
    "#;
    let finished = || says(own_is(ParticipantStatus::Finished));
    assert_snapshot!(
        play(run, vec![(0, connected(RaceStatus::Running)), (1100, finished())], 4000),
        @r#"
           0 {"type":"ready"}
           0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
           0 {"type":"status_update","igt_ms":1000}
        1050 {"type":"event_flag","flag_id":1040292802,"igt_ms":9000,"event_id":1}
        "#
    );
    // Also when the boss falls while the screen is dark.
    let dark = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":500,"map":null}
        {"t":1000,"igt":9000,"flags":{"1040292802":true}}
    "#;
    assert_snapshot!(play(dark, vec![(0, connected(RaceStatus::Running))], 2000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
       0 {"type":"status_update","igt_ms":1000}
    1050 {"type":"event_flag","flag_id":1040292802,"igt_ms":9000,"event_id":1}
    "#);
}

#[test]
fn several_flags_of_one_loading_screen_go_in_the_order_seen() {
    let run = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":1000,"igt":2000,"map":null,"flags":{"1040292801":true}}
        {"t":1500,"igt":2500,"flags":{"1040292800":true}}
        {"t":2000,"map":"m11_00_00_00"}
    "#;
    assert_snapshot!(play(run, vec![(0, connected(RaceStatus::Running))], 3000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
       0 {"type":"status_update","igt_ms":1000}
    2000 {"type":"event_flag","flag_id":1040292801,"igt_ms":2000,"event_id":1}
    2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":2500,"event_id":2}
    "#);
}

#[test]
fn a_page_that_is_absent_while_loading_is_read_at_its_end() {
    let run = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":1000,"igt":2000,"map":null,"flags":{"1040292800":null}}
        {"t":2000,"map":"m11_00_00_00","flags":{"1040292800":true}}
    "#;
    assert_snapshot!(play(run, vec![(0, connected(RaceStatus::Running))], 3000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
       0 {"type":"status_update","igt_ms":1000}
    2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":2000,"event_id":1}
    "#);
}

#[test]
fn a_gate_crossed_twice_is_reported_twice() {
    let run = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":1000,"igt":2000,"map":null,"flags":{"1050294000":true}}
        {"t":2000,"map":"m11_00_00_00"}
        {"t":3000,"igt":4000,"map":null,"flags":{"1050294000":true}}
        {"t":4000,"map":"m11_00_00_00"}
    "#;
    let server = vec![
        (0, connected(RaceStatus::Running)),
        (10, says(zone("start"))),
        (2100, says(zone("second"))),
    ];
    assert_snapshot!(play(run, server, 5000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":0}
       0 {"type":"status_update","igt_ms":1000}
      50 shows START
    2000 {"type":"event_flag","flag_id":1050294000,"igt_ms":2000,"event_id":1}
    2100 clear 1050294000
    4000 {"type":"event_flag","flag_id":1050294000,"igt_ms":4000,"event_id":2}
    "#);
}

#[test]
fn a_flag_set_before_the_start_does_not_count() {
    let run = r#"
        {"t":0,"igt":1000,"map":"m10_00_00_00","pos":[1,2,3],"flags":{"1040292800":true}}
        {"t":2000,"flags":{"1040292800":false}}
        {"t":3000,"igt":4000,"map":null,"flags":{"1040292800":true}}
        {"t":4000,"map":"m11_00_00_00"}
    "#;
    let server = vec![
        (0, connected(RaceStatus::Setup)),
        (1000, says(ToMod::RaceStart)),
        (1000, says(status(RaceStatus::Running))),
    ];
    assert_snapshot!(play(run, server, 5000), @r#"
       0 {"type":"ready"}
    1000 {"type":"status_update","igt_ms":1000}
    4000 {"type":"event_flag","flag_id":1040292800,"igt_ms":4000,"event_id":1}
    "#);
}

#[test]
fn disconnected_before_during_and_after_a_crossing() {
    let at = |lost_at: u64, back_at: u64| {
        let server = vec![
            (0, connected(RaceStatus::Running)),
            (lost_at, lost()),
            (back_at, connected(RaceStatus::Running)),
            (back_at + 50, says(zone("where I was"))),
            (back_at + 150, says(zone("second"))),
        ];
        play(CROSSING, server, 5000)
    };
    assert_snapshot!(at(500, 4000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
    4000 {"type":"ready"}
    4000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    4000 {"type":"status_update","igt_ms":2010,"death_count":0}
    4050 shows WHERE I WAS
    4150 shows SECOND
    "#);
    assert_snapshot!(at(1500, 1700), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
    1700 {"type":"ready"}
    1700 {"type":"status_update","igt_ms":2000,"death_count":0}
    1750 shows WHERE I WAS
    2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    4000 shows SECOND
    "#);
    // Sent, but perhaps not received: sent again, unchanged.
    assert_snapshot!(at(2100, 3000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
    2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    3000 {"type":"ready"}
    3000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    3000 {"type":"status_update","igt_ms":2010,"death_count":0}
    3050 shows WHERE I WAS
    4000 shows SECOND
    "#);
}

#[test]
fn acknowledgements_beat_zone_updates() {
    let server = vec![
        (0, connected(RaceStatus::Running)),
        (
            10,
            says(ToMod::Clock(ClockReply {
                client_ms: 0,
                server_ms: 5,
            })),
        ),
        (20, says(zone("start"))),
        (2050, says(zone("second"))),
        (2100, lost()),
        (2200, connected(RaceStatus::Running)),
        (2300, says(ToMod::Ack { event_id: 1 })),
        (2400, lost()),
        (2500, connected(RaceStatus::Running)),
    ];
    assert_snapshot!(play(CROSSING, server, 4000), @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
      50 shows START
    2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    2200 {"type":"ready"}
    2200 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    2200 {"type":"status_update","igt_ms":2010,"death_count":0}
    2500 {"type":"ready"}
    2500 {"type":"status_update","igt_ms":2010,"death_count":0}
    4000 shows SECOND
    "#);
}

#[test]
fn a_server_that_says_nothing_is_believed_after_a_while() {
    let phase = |until| {
        let server = vec![(0, connected(RaceStatus::Running))];
        play_with(settings(), CROSSING, server, until)
            .0
            .flag_phase(GATE)
    };
    assert_eq!(phase(2500), Some(FlagPhase::Sent));
    assert_eq!(phase(7000), Some(FlagPhase::Reported));
}

#[test]
fn a_restarted_game_sends_what_it_finds() {
    let run = r#"
        {"t":0,"igt":9000,"map":"m10_00_00_00","pos":[1,2,3],"flags":{"1050294000":true}}
    "#;
    assert_snapshot!(play(run, vec![(1000, connected(RaceStatus::Running))], 2000), @r#"
    1000 {"type":"ready"}
    1000 {"type":"status_update","igt_ms":9000}
    1050 {"type":"event_flag","flag_id":1050294000,"igt_ms":9000,"event_id":1}
    "#);
}

#[test]
fn another_seed_and_a_reset_clear_everything() {
    let mut reseeded = auth_ok(RaceStatus::Running);
    reseeded.seed.seed_id = Some(Uuid::from_u128(5));
    let (tracker, lines) = play_with(
        settings(),
        CROSSING,
        vec![
            (0, connected(RaceStatus::Running)),
            (50, says(zone("start"))),
            (3000, lost()),
            (3100, NetEvent::Connected(Box::new(reseeded))),
        ],
        4000,
    );
    assert_snapshot!(lines, @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
      50 shows START
    2000 {"type":"event_flag","flag_id":1040292800,"igt_ms":1900,"event_id":1}
    3100 {"type":"ready"}
    3100 {"type":"event_flag","flag_id":1040292800,"igt_ms":2010,"event_id":2}
    3100 {"type":"status_update","igt_ms":2010,"death_count":0}
    3100 shows nothing
    "#);
    assert!(tracker.seed_outdated());
    let (tracker, lines) = play_with(
        settings(),
        CROSSING,
        vec![
            (0, connected(RaceStatus::Running)),
            (50, says(zone("start"))),
            (1500, lost()),
            (1600, connected(RaceStatus::Setup)),
        ],
        4000,
    );
    assert_snapshot!(lines, @r#"
       0 {"type":"ready"}
       0 {"type":"zone_query","map_id":"m10_00_00_00","position":[1.0,2.0,3.0],"play_region_id":5}
       0 {"type":"status_update","igt_ms":1000,"death_count":0}
      50 shows START
    1600 {"type":"ready"}
    1600 shows nothing
    "#);
    assert_eq!(tracker.igt_ms(), None);
    assert!(!tracker.seed_outdated());
}

#[test]
fn status_updates_come_once_per_second_while_racing() {
    let run = r#"
        {"t":0,"igt":0,"deaths":0,"map":"m10_00_00_00","pos":[1,2,3]}
        {"t":500,"igt":1000}
        {"t":3000,"igt":0}
        {"t":4000,"igt":5000,"deaths":2}
    "#;
    let settings = Settings {
        timing: Timing::default(),
        ..settings()
    };
    let server = vec![
        (0, connected(RaceStatus::Setup)),
        (1000, says(ToMod::RaceStart)),
        (4500, says(own_is(ParticipantStatus::Finished))),
    ];
    assert_snapshot!(play_with(settings, run, server, 7000).1, @r#"
       0 {"type":"ready"}
    1000 {"type":"status_update","igt_ms":1000,"death_count":0}
    2000 {"type":"status_update","igt_ms":1000,"death_count":0}
    4000 {"type":"status_update","igt_ms":5000,"death_count":2}
    "#);
}

#[test]
fn solo_mode_is_never_ready() {
    let server = vec![
        (0, connected(RaceStatus::Running)),
        (0, says(ToMod::RaceStart)),
    ];
    let settings = Settings {
        solo: true,
        ..settings()
    };
    let (tracker, lines) = play_with(settings, r#"{"t":0}"#, server, 1000);
    assert_snapshot!(lines, @"");
    assert!(tracker.announces_start(Duration::from_millis(1000)));
    assert!(!tracker.announces_start(Duration::from_millis(3000)));
}

#[test]
fn the_clock_shown() {
    let run = r#"{"t":0,"igt":5000,"map":"m10_00_00_00","pos":[1,2,3]}
                 {"t":2000,"igt":7000}"#;
    let shown =
        |server: Vec<(u64, NetEvent)>, until| play_with(settings(), run, server, until).0.igt_ms();
    let start = || (0, connected(RaceStatus::Running));
    assert_eq!(shown(vec![], 3000), None);
    assert_eq!(shown(vec![(0, connected(RaceStatus::Setup))], 3000), None);
    assert_eq!(shown(vec![start()], 1000), Some(5000));
    assert_eq!(shown(vec![start()], 3000), Some(7000));
    // The race ended without this player: the clock stands still.
    let over = (1000, says(status(RaceStatus::Finished)));
    assert_eq!(shown(vec![start(), over.clone()], 3000), Some(5000));
    // Finished: the server's word.
    let mut done = player(ParticipantStatus::Finished);
    done.igt_ms = 4321;
    let done = (
        500,
        says(ToMod::PlayerUpdate {
            player: Box::new(done),
        }),
    );
    assert_eq!(shown(vec![start(), done, over], 3000), Some(4321));
}

#[test]
fn the_countdown_uses_the_best_round_trip() {
    let countdown = |starts_at_ms| {
        says(ToMod::Countdown(Countdown {
            starts_at_ms,
            server_now_ms: 1_000_000,
        }))
    };
    let clock = |client_ms, server_ms| {
        says(ToMod::Clock(ClockReply {
            client_ms,
            server_ms,
        }))
    };
    let left = |server: Vec<(u64, NetEvent)>| {
        let (tracker, _) = play_with(settings(), r#"{"t":0}"#, server, 2000);
        tracker
            .countdown(Duration::from_millis(2000))
            .map(|left| left.as_millis())
    };
    let start = || (0, connected(RaceStatus::Setup));
    assert_eq!(left(vec![start()]), None);
    // Without a measured clock the message itself is the measure.
    assert_eq!(
        left(vec![start(), (1000, countdown(Some(1_010_000)))]),
        Some(9000)
    );
    // 100 ms there and back: at 950 ms of ours it was 1,000,000.
    assert_eq!(
        left(vec![
            start(),
            (500, clock(0, 1_000_300)),
            (1000, clock(900, 1_000_000)),
            (1500, clock(800, 1_000_900)),
            (1500, countdown(Some(1_010_000))),
        ]),
        Some(8950)
    );
    let began = (1000, countdown(Some(1_010_000)));
    assert_eq!(
        left(vec![start(), began.clone(), (1500, countdown(None))]),
        None
    );
    assert_eq!(
        left(vec![start(), began, (1500, says(ToMod::RaceStart))]),
        None
    );
}

#[test]
fn gaps_move_on_between_messages() {
    let leader = |layer| {
        let mut info = player(ParticipantStatus::Playing);
        info.id = Uuid::from_u128(8);
        info.current_layer = layer;
        info
    };
    let mut own = player(ParticipantStatus::Playing);
    own.current_layer = 2;
    own.layer_entry_igt = Some(158_000);
    own.igt_ms = 158_000;
    let board = ToMod::LeaderboardUpdate {
        participants: vec![leader(3), own],
        leader_splits: Some([(2, 150_000), (3, 240_000)].into()),
    };
    let server = vec![(0, connected(RaceStatus::Running)), (0, says(board))];
    let (tracker, _) = play_with(settings(), r#"{"t":0}"#, server, 100);
    let race = tracker.race().unwrap();
    let now = Duration::from_secs(3600);
    let gap = |row: usize, igt| race.gap_ms(&race.rows()[row], now, igt);
    assert_eq!(gap(0, Some(1)), None);
    assert_eq!(gap(1, Some(200_000)), Some(8_000));
    assert_eq!(gap(1, Some(251_000)), Some(11_000));
    // Nothing heard for an hour counts as ten seconds.
    assert_eq!(gap(1, None), Some(8_000));
}

#[test]
fn the_state_of_the_connection_is_kept_for_the_player() {
    let refused = Connection::Refused {
        message: "Invalid mod token".into(),
        retry_in: Duration::from_secs(5),
    };
    let server = vec![(0, NetEvent::State(refused.clone()))];
    let (tracker, lines) = play_with(settings(), CROSSING, server, 4000);
    assert_eq!(tracker.connection(), &refused);
    assert_snapshot!(lines, @"");
    assert_eq!(tracker.flag_phase(FINISH), None);
}
