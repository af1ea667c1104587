//! What the tracker says in which situation.

use std::time::Duration;

use insta::assert_snapshot;
use speedfog_protocol::ws::{ClockReply, ToMod};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::tracker::{FlagPhase, NetEvent, Settings, Timing};
use uuid::Uuid;

use crate::script::{
    CROSSING, GATE, auth_ok, connected, lost, own_is, play, play_with, says, settings, status, zone,
};

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
fn solo_mode_is_never_ready_and_starts_once() {
    let server = vec![
        (0, connected(RaceStatus::Running)),
        (0, says(ToMod::RaceStart)),
        (5000, lost()),
        (6000, connected(RaceStatus::Running)),
        (6000, says(ToMod::RaceStart)),
    ];
    let play = |until| {
        let settings = Settings {
            solo: true,
            ..settings()
        };
        let (tracker, lines) = play_with(settings, r#"{"t":0}"#, server.clone(), until);
        assert_eq!(lines, "");
        tracker.announces_start(Duration::from_millis(until))
    };
    assert!(play(1000));
    assert!(!play(3000));
    // It goes on, and does not start again.
    assert!(!play(6500));
}
