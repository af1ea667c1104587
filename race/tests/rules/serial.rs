//! The JSON of events and records, which journals and rows are made of.

use speedfog_race::race::{AbandonCause, RaceEnd, RemovalCause};
use speedfog_race::{Event, Participant, ParticipantStatus, RaceRecord, RaceSettings, Step};

use crate::sim::{LEFT, SEED, Sim, entry, epoch, flag_with_id, tick, user};

/// The event has this JSON and is read back from it, also with keys of a later version.
#[track_caller]
fn check(event: &Event, json: &str) {
    assert_eq!(serde_json::to_string(event).unwrap(), json);
    assert_eq!(serde_json::from_str::<Event>(json).unwrap(), *event);
    let later = json.replacen('{', "{\"added_later\":[1],", 1);
    assert_eq!(
        serde_json::from_str::<Event>(&later).unwrap(),
        *event,
        "{later}"
    );
    assert!(json.contains(&format!("\"kind\":\"{}\"", event.kind())));
}

const ENTRY: &str = "\"participant\":\"00000000-0000-0000-0000-000000000101\"";
const USER: &str = "\"user\":\"00000000-0000-0000-0000-000000000001\"";

#[test]
fn events_as_json() {
    let participant = entry(1);
    let progressed = |step| Event::Progressed { participant, step };
    let joined = Event::ParticipantJoined {
        participant,
        user: user(1),
        color_index: 3,
    };
    let rows = [
        (
            joined,
            format!(r#"{{"kind":"participant_joined",{ENTRY},{USER},"color_index":3}}"#),
        ),
        (
            Event::ParticipantRemoved {
                participant,
                cause: RemovalCause::Left,
            },
            format!(r#"{{"kind":"participant_removed",{ENTRY},"cause":"left"}}"#),
        ),
        (
            Event::CasterAdded { user: user(1) },
            format!(r#"{{"kind":"caster_added",{USER}}}"#),
        ),
        (
            Event::CasterRemoved { user: user(1) },
            format!(r#"{{"kind":"caster_removed",{USER}}}"#),
        ),
        (
            Event::CoOrganizerAdded { user: user(1) },
            format!(r#"{{"kind":"co_organizer_added",{USER}}}"#),
        ),
        (
            Event::CoOrganizerRemoved {
                user: user(1),
                may_know_map: true,
            },
            format!(r#"{{"kind":"co_organizer_removed",{USER},"may_know_map":true}}"#),
        ),
        (
            Event::Edited {
                settings: RaceSettings {
                    name: "Sunday".into(),
                    scheduled_at: Some(epoch()),
                    max_participants: Some(4),
                    ..RaceSettings::default()
                },
            },
            r#"{"kind":"edited","settings":{"name":"Sunday","is_public":true,"scheduled_at":"2027-01-15T08:00:00Z","open_registration":false,"max_participants":4,"fog_of_war":true}}"#.to_owned(),
        ),
        (
            Event::Restored {
                participant,
                status: ParticipantStatus::Playing,
            },
            format!(r#"{{"kind":"restored",{ENTRY},"status":"playing"}}"#),
        ),
        (Event::RaceResumed, r#"{"kind":"race_resumed"}"#.to_owned()),
        (
            Event::ResultHeld {
                participant,
                held: true,
            },
            format!(r#"{{"kind":"result_held",{ENTRY},"held":true}}"#),
        ),
        (
            Event::ResultCorrected {
                participant,
                status: ParticipantStatus::Finished,
                igt_ms: 5,
                death_count: 6,
                layer: 7,
            },
            format!(
                r#"{{"kind":"result_corrected",{ENTRY},"status":"finished","igt_ms":5,"death_count":6,"layer":7}}"#
            ),
        ),
        (
            Event::SeedsReleased,
            r#"{"kind":"seeds_released"}"#.to_owned(),
        ),
        (
            Event::SeedAssigned { seed: SEED },
            r#"{"kind":"seed_assigned","seed":"00000000-0000-0000-0000-000000005eed"}"#.to_owned(),
        ),
        (
            Event::CountdownBegan { starts_at: epoch() },
            r#"{"kind":"countdown_began","starts_at":"2027-01-15T08:00:00Z"}"#.to_owned(),
        ),
        (
            Event::CountdownCancelled,
            r#"{"kind":"countdown_cancelled"}"#.to_owned(),
        ),
        (
            Event::RaceStarted {
                started_at: epoch(),
            },
            r#"{"kind":"race_started","started_at":"2027-01-15T08:00:00Z"}"#.to_owned(),
        ),
        (
            Event::RaceFinished {
                cause: RaceEnd::Forced,
            },
            r#"{"kind":"race_finished","cause":"forced"}"#.to_owned(),
        ),
        (Event::RaceReset, r#"{"kind":"race_reset"}"#.to_owned()),
        (
            Event::BecameReady { participant },
            format!(r#"{{"kind":"became_ready",{ENTRY}}}"#),
        ),
        (
            Event::Abandoned {
                participant,
                cause: AbandonCause::ForceFinish,
            },
            format!(r#"{{"kind":"abandoned",{ENTRY},"cause":"force_finish"}}"#),
        ),
        (
            progressed(Step::PlayBegan {
                start: Some("start".into()),
            }),
            format!(r#"{{{ENTRY},"kind":"play_began","start":"start"}}"#),
        ),
        (
            progressed(Step::Ticked {
                igt_ms: Some(5),
                death_count: None,
                zone: None,
            }),
            format!(r#"{{{ENTRY},"kind":"ticked","igt_ms":5,"death_count":null,"zone":null}}"#),
        ),
        (
            progressed(Step::ZoneEntered {
                node: "left".into(),
                layer: 1,
                igt_ms: 5,
                clock_ms: 6,
                first_visit: true,
                event_id: Some(u64::MAX),
            }),
            format!(
                r#"{{{ENTRY},"kind":"zone_entered","node":"left","layer":1,"igt_ms":5,"clock_ms":6,"first_visit":true,"event_id":18446744073709551615}}"#
            ),
        ),
        (
            progressed(Step::ZoneRepeated {
                node: "left".into(),
            }),
            format!(r#"{{{ENTRY},"kind":"zone_repeated","node":"left"}}"#),
        ),
        (
            progressed(Step::ZoneLocated {
                node: "left".into(),
            }),
            format!(r#"{{{ENTRY},"kind":"zone_located","node":"left"}}"#),
        ),
        (
            progressed(Step::Finished {
                igt_ms: 5,
                layer: 3,
                event_id: None,
            }),
            format!(r#"{{{ENTRY},"kind":"finished","igt_ms":5,"layer":3,"event_id":null}}"#),
        ),
    ];
    for (event, json) in &rows {
        check(event, json);
    }
    let passing = ["ticked", "zone_repeated", "zone_located"];
    for (event, _) in &rows {
        assert_eq!(
            event.is_durable(),
            !passing.contains(&event.kind()),
            "{}",
            event.kind()
        );
    }
}

#[test]
fn an_end_without_cause_is_that_of_an_old_journal() {
    let end: Event = serde_json::from_str(r#"{"kind":"race_finished"}"#).unwrap();
    let cause = RaceEnd::AllDone;
    assert_eq!(end, Event::RaceFinished { cause });
}

#[test]
fn unknown_kinds_are_errors() {
    for json in [r#"{"kind":"exploded"}"#, "{}", r#"{"kind":"ticked"}"#, "7"] {
        assert!(serde_json::from_str::<Event>(json).is_err(), "{json}");
    }
}

#[test]
fn records_survive_json() {
    let mut sim = Sim::running(2);
    sim.report(0, tick(700, 2)).unwrap();
    sim.report(0, flag_with_id(LEFT, 900, 4)).unwrap();
    let json = serde_json::to_value(sim.race.record()).unwrap();
    assert_eq!(
        serde_json::from_value::<RaceRecord>(json.clone()).unwrap(),
        *sim.race.record()
    );
    insta::assert_json_snapshot!(json["participants"][0], @r#"
    {
      "color_index": 0,
      "corrected": false,
      "current_layer": 1,
      "current_zone": "left",
      "death_count": 2,
      "finished_at": null,
      "held": false,
      "id": "00000000-0000-0000-0000-000000000100",
      "igt_ms": 900,
      "last_event_id": 4,
      "last_igt_change_at": "2027-01-15T08:00:00Z",
      "status": "playing",
      "user": "00000000-0000-0000-0000-000000000000",
      "zone_history": [
        {
          "deaths": 2,
          "igt_ms": 0,
          "node_id": "start"
        },
        {
          "igt_ms": 900,
          "node_id": "left"
        }
      ]
    }
    "#);
    // A row without anything but who it is.
    let row = serde_json::json!({
        "id": entry(1), "user": user(1), "color_index": 0, "status": "ready", "finished_at": null,
    });
    let participant: Participant = serde_json::from_value(row).unwrap();
    assert_eq!(participant.progress, speedfog_race::Progress::default());
}
