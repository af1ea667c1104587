//! What reports do to one participant of a running race.

use speedfog_race::fixtures::FIRST_FLAG;
use speedfog_race::{ParticipantStatus, Report};

use crate::sim::{
    BOSS, CRYPT, FINISH, KEEP_FROM_CRYPT, KEEP_FROM_TOWER, LEFT, RIGHT, Sim, TOWER, finished, flag,
    flag_with_id, kinds, located, summary, tick, zone,
};

/// Plays `reports`, of which the last leads to `events`, after which the progress is `state`.
#[track_caller]
fn check(reports: &[Report], events: &str, state: &str) {
    // Somebody else keeps the race running.
    let mut sim = Sim::running(2);
    let mut last = Vec::new();
    for report in reports {
        sim.wait(1);
        last = sim.report(0, report.clone()).unwrap();
    }
    assert_eq!(kinds(&last), events, "events of {reports:?}");
    assert_eq!(
        summary(&sim.player(0).progress),
        state,
        "state after {reports:?}"
    );
}

fn status(igt_ms: Option<u32>, death_count: Option<u32>, zone: Option<&str>) -> Report {
    Report::Status {
        igt_ms,
        death_count,
        zone: zone.map(Into::into),
    }
}

#[test]
fn play_begins_with_the_first_gameplay_report() {
    let at_start = "at start | layer 0";
    check(
        &[tick(500, 0)],
        "play_began ticked",
        &format!("start@0 | {at_start} | igt 500 | deaths 0"),
    );
    check(
        &[flag(LEFT, 4000)],
        "play_began zone_entered",
        "start@0 left@4000 | at left | layer 1 | igt 4000 | deaths 0",
    );
    check(
        &[zone(None, 9)],
        "play_began ticked",
        &format!("start@0 | {at_start} | igt 9 | deaths 0"),
    );
    check(
        &[zone(Some("start"), 9)],
        "play_began",
        &format!("start@0 | {at_start} | igt 0 | deaths 0"),
    );
    check(
        &[finished(9)],
        "play_began finished",
        "start@0 | at start | layer 5 | igt 9 | deaths 0",
    );
    // Neither an unknown flag nor a question about the place is gameplay.
    check(
        &[flag(500, 9)],
        "",
        " | at nowhere | layer 0 | igt 0 | deaths 0",
    );
    check(
        &[located("left")],
        "zone_located",
        " | at left | layer 0 | igt 0 | deaths 0",
    );
    check(
        &[tick(500, 0), tick(600, 0)],
        "ticked",
        "start@0 | at start | layer 0 | igt 600 | deaths 0",
    );
}

#[test]
fn the_clock_may_go_back_but_not_to_zero() {
    let rows = [
        (status(Some(400), None, None), 400),
        (status(Some(0), None, None), 900),
        (status(None, None, None), 900),
    ];
    for (report, igt) in rows {
        check(
            &[tick(900, 1), report],
            "ticked",
            &format!("start@0+1 | at start | layer 0 | igt {igt} | deaths 1"),
        );
    }
}

#[test]
fn deaths_belong_to_the_latest_visit_of_the_current_zone() {
    let to_left = [tick(1000, 1), flag(LEFT, 5000)];
    let after = |more: &[Report]| [&to_left[..], more].concat();
    check(
        &after(&[tick(6000, 3)]),
        "ticked",
        "start@0+1 left@5000+2 | at left | layer 1 | igt 6000 | deaths 3",
    );
    // Found back at the start: its visit counts again.
    check(
        &after(&[located("start"), tick(6000, 3)]),
        "ticked",
        "start@0+3 left@5000 | at start | layer 1 | igt 6000 | deaths 3",
    );
    // Found where no visit is known: the last visit.
    check(
        &after(&[located("tower"), tick(6000, 3)]),
        "ticked",
        "start@0+1 left@5000+2 | at tower | layer 1 | igt 6000 | deaths 3",
    );
    check(
        &after(&[flag(RIGHT, 8000), flag(LEFT, 12_000), tick(12_500, 2)]),
        "ticked",
        "start@0+1 left@5000 right@8000 left@12000+1 | at left | layer 1 | igt 12500 | deaths 2",
    );
    // A total that fell is stored; visits keep what they have, and count from there.
    check(
        &after(&[tick(6000, 3), tick(7000, 2)]),
        "ticked",
        "start@0+1 left@5000+2 | at left | layer 1 | igt 7000 | deaths 2",
    );
    check(
        &after(&[tick(6000, 3), tick(7000, 2), tick(8000, 4)]),
        "ticked",
        "start@0+1 left@5000+4 | at left | layer 1 | igt 8000 | deaths 4",
    );
}

#[test]
fn a_tick_moves_the_place_only_to_visited_nodes() {
    let to_left = [tick(1000, 0), flag(LEFT, 5000)];
    for (node, place) in [("start", "start"), ("tower", "left"), ("nonsense", "left")] {
        let report = status(Some(6000), None, Some(node));
        check(
            &[&to_left[..], &[report]].concat(),
            "ticked",
            &format!("start@0 left@5000 | at {place} | layer 1 | igt 6000 | deaths 0"),
        );
    }
    // Deaths of the same message happened before the move.
    check(
        &[&to_left[..], &[status(None, Some(1), Some("start"))]].concat(),
        "ticked",
        "start@0 left@5000+1 | at start | layer 1 | igt 5000 | deaths 1",
    );
}

#[test]
fn flags_append_visits_and_raise_the_layer() {
    let deep = [flag(RIGHT, 3000), flag(TOWER, 7000)];
    check(
        &deep,
        "zone_entered",
        "start@0 right@3000 tower@7000 | at tower | layer 2 | igt 7000 | deaths 0",
    );
    // Going back is a visit too, but the layer stays.
    check(
        &[&deep[..], &[flag(RIGHT, 9000)]].concat(),
        "zone_entered",
        "start@0 right@3000 tower@7000 right@9000 | at right | layer 2 | igt 9000 | deaths 0",
    );
    // A flag is sent with the IGT of its detection, which never sets the clock back.
    check(
        &[tick(9500, 0), flag(LEFT, 9000)],
        "zone_entered",
        "start@0 left@9000 | at left | layer 1 | igt 9500 | deaths 0",
    );
    // Without a usable IGT the stored one counts.
    check(
        &[tick(9500, 0), flag(LEFT, 0)],
        "zone_entered",
        "start@0 left@9500 | at left | layer 1 | igt 9500 | deaths 0",
    );
    let none = Report::Flag {
        flag_id: FIRST_FLAG + LEFT,
        igt_ms: None,
        event_id: None,
    };
    check(
        &[tick(9500, 0), none],
        "zone_entered",
        "start@0 left@9500 | at left | layer 1 | igt 9500 | deaths 0",
    );
}

#[test]
fn flags_of_one_crossing_are_one_visit() {
    let crossed = [
        flag(LEFT, 3000),
        flag(CRYPT, 6000),
        flag(KEEP_FROM_CRYPT, 9000),
    ];
    let visits = "start@0 left@3000 crypt@6000 keep@9000";
    let rows = [
        (9000, true),
        (9999, true),
        (8001, true),
        (10_000, false),
        (8000, false),
    ];
    for (igt, repeated) in rows {
        let reports = [&crossed[..], &[flag(KEEP_FROM_TOWER, igt)]].concat();
        if repeated {
            let state = format!("{visits} | at keep | layer 3 | igt 9000 | deaths 0");
            check(&reports, "zone_repeated", &state);
        } else {
            let clock = igt.max(9000);
            let state = format!("{visits} keep@{igt} | at keep | layer 3 | igt {clock} | deaths 0");
            check(&reports, "zone_entered", &state);
        }
    }
}

#[test]
fn accepted_event_ids_change_nothing_again() {
    let left = flag_with_id(LEFT, 3000, 7);
    let state = "start@0 left@3000 | at left | layer 1 | igt 3000 | deaths 0";
    for id in [6, 7] {
        check(&[left.clone(), flag_with_id(CRYPT, 90_000, id)], "", state);
        let report = Report::Finished {
            igt_ms: Some(90_000),
            event_id: Some(id),
        };
        check(&[left.clone(), report], "", state);
    }
    check(
        &[left.clone(), flag_with_id(CRYPT, 90_000, 8)],
        "zone_entered",
        "start@0 left@3000 crypt@90000 | at crypt | layer 2 | igt 90000 | deaths 0",
    );
    // An unknown flag is forgotten at once, whatever its id.
    check(
        &[
            left.clone(),
            flag_with_id(500, 9000, 70),
            flag_with_id(500, 9000, 8),
        ],
        "",
        state,
    );
}

#[test]
fn zones_entered_by_old_mods() {
    let left = zone(Some("left"), 3000);
    let state = "start@0 left@3000 | at left | layer 1 | igt 3000 | deaths 0";
    check(
        std::slice::from_ref(&left),
        "play_began zone_entered",
        state,
    );
    check(&[left.clone(), zone(Some("left"), 9000)], "", state);
    check(
        &[left.clone(), zone(None, 9000)],
        "ticked",
        "start@0 left@3000 | at left | layer 1 | igt 9000 | deaths 0",
    );
    check(
        &[left, zone(Some("unheard_of"), 0)],
        "ticked",
        "start@0 left@3000 | at left | layer 1 | igt 3000 | deaths 0",
    );
}

#[test]
fn being_found_moves_nothing_but_the_place() {
    check(
        &[flag(LEFT, 3000), located("start")],
        "zone_located",
        "start@0 left@3000 | at start | layer 1 | igt 3000 | deaths 0",
    );
    check(
        &[flag(LEFT, 3000), located("nowhere_at_all")],
        "",
        "start@0 left@3000 | at left | layer 1 | igt 3000 | deaths 0",
    );
}

#[test]
fn finishing() {
    let at_boss = [flag(TOWER, 3000), flag(BOSS, 7000), tick(9000, 2)];
    let after = |more: &[Report]| [&at_boss[..], more].concat();
    let visits = "start@0 tower@3000 boss@7000+2 | at boss | layer 5";
    // Exactly the reported IGT, even when it is less than the clock.
    for report in [flag(FINISH, 8500), finished(8500)] {
        check(
            &after(&[report]),
            "finished",
            &format!("{visits} | igt 8500 | deaths 2"),
        );
    }
    for report in [flag(FINISH, 0), finished(0)] {
        check(
            &after(&[report]),
            "finished",
            &format!("{visits} | igt 9000 | deaths 2"),
        );
    }
    // Nothing moves any more.
    let done = format!("{visits} | igt 8500 | deaths 2");
    for report in [
        tick(9900, 7),
        flag(LEFT, 9900),
        finished(1),
        located("start"),
        zone(None, 9900),
    ] {
        check(&after(&[finished(8500), report]), "", &done);
    }
}

#[test]
fn times_of_change() {
    let mut sim = Sim::running(2);
    let changed = |sim: &Sim| {
        sim.player(0)
            .progress
            .last_igt_change_at
            .map(|at| (at - crate::sim::epoch()).num_seconds())
    };
    let rows = [
        (tick(1000, 0), Some(10)),
        (tick(1000, 3), Some(10)),
        (tick(0, 3), Some(10)),
        (tick(900, 3), Some(40)),
        (flag(LEFT, 500), Some(50)),
        (flag(LEFT, 600), Some(50)),
        (zone(None, 950), Some(70)),
        (finished(950), Some(80)),
    ];
    for (report, expected) in rows {
        sim.wait(10);
        sim.report(0, report.clone()).unwrap();
        assert_eq!(changed(&sim), expected, "after {report:?}");
    }
    assert_eq!(sim.player(0).finished_at, Some(sim.now));
    assert_eq!(sim.player(0).status, ParticipantStatus::Finished);
}
