//! Who may see how much of the map.

use serde_json::{Value, json};
use speedfog_race::fixtures::small_graph;
use speedfog_race::graph::{MapAccess, MapPolicy, Viewer, map_access};
use speedfog_race::{Command, ParticipantStatus, RaceEdit, RaceStatus};

use crate::sim::{ORGANIZER, Sim, entry, finished, user};

#[test]
fn access_by_viewer_status_and_policy() {
    use MapAccess::{Discovered, Full, Masked};
    use MapPolicy::{FogOfWar, NothingHidden, Open};
    let racer = Viewer::Participant;
    let rows = [
        (Viewer::Outsider, FogOfWar, [Masked, Full, Full]),
        (Viewer::Organizer, FogOfWar, [Full, Full, Full]),
        (
            racer(ParticipantStatus::Registered),
            FogOfWar,
            [Masked, Discovered, Full],
        ),
        (
            racer(ParticipantStatus::Ready),
            FogOfWar,
            [Masked, Discovered, Full],
        ),
        (
            racer(ParticipantStatus::Playing),
            FogOfWar,
            [Masked, Discovered, Full],
        ),
        (
            racer(ParticipantStatus::Finished),
            FogOfWar,
            [Masked, Full, Full],
        ),
        (
            racer(ParticipantStatus::Abandoned),
            FogOfWar,
            [Masked, Full, Full],
        ),
        (Viewer::Outsider, Open, [Masked, Full, Full]),
        (
            racer(ParticipantStatus::Playing),
            Open,
            [Masked, Full, Full],
        ),
        (Viewer::Outsider, NothingHidden, [Full, Full, Full]),
        (
            racer(ParticipantStatus::Playing),
            NothingHidden,
            [Full, Full, Full],
        ),
    ];
    for (viewer, policy, expected) in rows {
        let statuses = [RaceStatus::Setup, RaceStatus::Running, RaceStatus::Finished];
        assert_eq!(
            statuses.map(|status| map_access(viewer, status, policy)),
            expected,
            "{viewer:?} {policy:?}"
        );
    }
}

#[test]
fn fog_lifts_from_a_racer_at_the_end_of_the_own_run() {
    let mut sim = Sim::running(2);
    let access = |sim: &Sim, number| sim.race.map_access(Some(user(number)), false);
    assert_eq!(access(&sim, 0), MapAccess::Discovered);
    assert_eq!(sim.race.map_access(Some(user(0)), true), MapAccess::Full);
    sim.report(0, finished(900)).unwrap();
    assert_eq!(access(&sim, 0), MapAccess::Full);
    assert_eq!(access(&sim, 1), MapAccess::Discovered);
    assert_eq!(sim.race.map_access(None, false), MapAccess::Full);
    sim.give(Command::Abandon {
        participant: entry(1),
    })
    .unwrap();
    assert_eq!(access(&sim, 1), MapAccess::Full);

    let mut sim = Sim::new();
    sim.give(Command::Edit(RaceEdit {
        fog_of_war: Some(false),
        ..RaceEdit::default()
    }))
    .unwrap();
    sim.give(Command::Join {
        participant: entry(0),
        user: user(0),
    })
    .unwrap();
    sim.give(Command::ReleaseSeeds).unwrap();
    assert_eq!(access(&sim, 0), MapAccess::Masked);
    sim.give(Command::Start {
        countdown_seconds: None,
    })
    .unwrap();
    assert_eq!(access(&sim, 0), MapAccess::Full);
}

#[test]
fn users_as_viewers() {
    let mut sim = Sim::released(1);
    sim.give(Command::CastJoin { user: user(5) }).unwrap();
    let registered = Viewer::Participant(ParticipantStatus::Registered);
    let rows = [
        (None, Viewer::Outsider),
        (Some(user(9)), Viewer::Outsider),
        (Some(user(5)), Viewer::Outsider),
        (Some(user(0)), registered),
        (Some(ORGANIZER), Viewer::Organizer),
    ];
    for (who, expected) in rows {
        assert_eq!(sim.race.viewer(who), expected, "{who:?}");
    }
    // An organizer who races is a participant; one who only casts is still the organizer.
    let mut sim = Sim::new();
    sim.give(Command::CastJoin { user: ORGANIZER }).unwrap();
    assert_eq!(sim.race.viewer(Some(ORGANIZER)), Viewer::Organizer);
    let mut sim = Sim::new();
    sim.give(Command::OrganizerParticipates {
        participant: entry(0),
    })
    .unwrap();
    assert_eq!(sim.race.viewer(Some(ORGANIZER)), registered);
}

#[test]
fn the_masked_graph_gives_nothing_away() {
    let graph = small_graph();
    let masked = graph.json_for(MapAccess::Masked, &[]);
    let value: Value = serde_json::from_str(&masked).unwrap();
    let keys: Vec<_> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "edges",
            "nodes",
            "total_layers",
            "total_nodes",
            "total_paths",
            "version"
        ]
    );
    assert_eq!(
        value["nodes"]["n0"],
        json!({
            "type": "start", "layer": 0, "weight": 1.5, "tier": 0, "display_name": "START", "zones": [],
        })
    );
    assert_eq!(
        value["nodes"]["n6"],
        json!({
            "type": "final_boss", "layer": 4, "weight": 1.5, "tier": 0, "display_name": "???", "zones": [],
        })
    );
    assert_eq!(value["nodes"].as_object().unwrap().len(), 7);
    assert_eq!(value["edges"].as_array().unwrap().len(), 8);
    assert_eq!(value["edges"][7], json!({"from": "n5", "to": "n6"}));
    for secret in ["left", "crypt", "keep", "zone", "gate"] {
        assert!(
            !masked.contains(secret) || secret == "zone",
            "{secret} in {masked}"
        );
    }
}

#[test]
fn views_are_shared_and_the_masked_one_is_dropped_when_unused() {
    let graph = small_graph();
    assert!(std::sync::Arc::ptr_eq(
        &graph.full_json(),
        &graph.full_json()
    ));
    let held = graph.masked_json();
    assert!(std::sync::Arc::ptr_eq(&held, &graph.masked_json()));
    let (text, weak) = (held.to_string(), std::sync::Arc::downgrade(&held));
    drop(held);
    assert!(weak.upgrade().is_none());
    assert_eq!(*graph.masked_json(), *text);
}
