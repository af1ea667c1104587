//! What holds whatever happens.

use std::collections::HashSet;

use chrono::TimeDelta;
use proptest::prelude::*;
use speedfog_race::fixtures::FIRST_FLAG;
use speedfog_race::{
    Command, Correction, Event, Outcome, Participant, Race, RaceEdit, Report, SeedId, Standings,
};
use uuid::Uuid;

use crate::sim::{ORGANIZER, Sim, entry, epoch, user};

fn igt() -> impl Strategy<Value = Option<u32>> {
    prop_oneof![
        3 => (0_u32..5000).prop_map(Some),
        1 => Just(None),
        1 => prop::sample::select(vec![0, i32::MAX.unsigned_abs(), u32::MAX]).prop_map(Some),
    ]
}

fn node() -> impl Strategy<Value = String> {
    let names = [
        "start", "left", "right", "crypt", "tower", "keep", "boss", "nobody",
    ];
    prop::sample::select(names.map(str::to_owned).to_vec())
}

fn report() -> impl Strategy<Value = Report> {
    let event_id = || prop::option::of(0_u64..12);
    let flag_id = prop_oneof![6 => 0_u32..9, 1 => Just(999_999_u32)];
    prop_oneof![
        4 => (igt(), igt(), prop::option::of(node())).prop_map(|(igt_ms, death_count, zone)| {
            Report::Status { igt_ms, death_count, zone: zone.map(Into::into) }
        }),
        6 => (flag_id, igt(), event_id()).prop_map(|(flag, igt_ms, event_id)| Report::Flag {
            flag_id: FIRST_FLAG + flag, igt_ms, event_id,
        }),
        2 => (prop::option::of(node()), igt(), event_id()).prop_map(|(node, igt_ms, event_id)| {
            Report::Zone { node: node.map(Into::into), igt_ms, event_id }
        }),
        1 => node().prop_map(|node| Report::Located { node: node.into() }),
        1 => (igt(), event_id()).prop_map(|(igt_ms, event_id)| Report::Finished { igt_ms, event_id }),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let who = || 0_u128..5;
    let anybody = || prop_oneof![5 => (0_u128..5).prop_map(user), 1 => Just(ORGANIZER)];
    let seconds = || (0_i64..60).prop_map(TimeDelta::seconds);
    prop_oneof![
        30 => (who(), report()).prop_map(|(who, report)| Command::Report { participant: entry(who), report }),
        4 => who().prop_map(|who| Command::Ready { participant: entry(who) }),
        4 => who().prop_map(|who| Command::Join { participant: entry(who), user: user(who) }),
        2 => who().prop_map(|who| Command::AddParticipant { participant: entry(who), user: user(who) }),
        1 => who().prop_map(|who| Command::RemoveParticipant { participant: entry(who) }),
        1 => anybody().prop_map(|user| Command::Leave { user }),
        1 => Just(Command::OrganizerParticipates { participant: entry(77) }),
        1 => anybody().prop_map(|user| Command::AddCaster { user }),
        1 => anybody().prop_map(|user| Command::CastJoin { user }),
        1 => anybody().prop_map(|user| Command::RemoveCaster { user }),
        1 => anybody().prop_map(|user| Command::CastLeave { user }),
        4 => Just(Command::ReleaseSeeds),
        1 => (0_u128..3).prop_map(|seed| Command::AssignSeed { seed: SeedId(Uuid::from_u128(seed)) }),
        4 => prop::option::of(0_u32..70).prop_map(|countdown_seconds| Command::Start { countdown_seconds }),
        1 => Just(Command::CancelCountdown),
        2 => (0_i64..90).prop_map(|at| Command::CountdownElapsed { starts_at: epoch() + TimeDelta::seconds(at) }),
        1 => Just(Command::ForceFinish),
        1 => Just(Command::Reset),
        2 => who().prop_map(|who| Command::Abandon { participant: entry(who) }),
        1 => anybody().prop_map(|user| Command::AddCoOrganizer { user }),
        1 => anybody().prop_map(|user| Command::RemoveCoOrganizer { user }),
        1 => edit().prop_map(Command::Edit),
        1 => ruling(),
        1 => (seconds(), seconds()).prop_map(|(playing, waiting)| Command::SweepInactive { playing, waiting }),
    ]
}

fn edit() -> impl Strategy<Value = RaceEdit> {
    let places = prop::option::of(prop::option::of(2_u32..5));
    (
        prop::option::of(any::<bool>()),
        places,
        prop::option::of(any::<bool>()),
    )
        .prop_map(
            |(open_registration, max_participants, fog_of_war)| RaceEdit {
                open_registration,
                max_participants,
                fog_of_war,
                ..RaceEdit::default()
            },
        )
}

fn ruling() -> impl Strategy<Value = Command> {
    let who = || (0_u128..5).prop_map(entry);
    let outcome = prop_oneof![Just(Outcome::Finished), Just(Outcome::Abandoned)];
    let correction = (igt(), prop::option::of(0_u32..9), prop::option::of(outcome)).prop_map(
        |(igt_ms, death_count, outcome)| Correction {
            igt_ms,
            death_count,
            outcome,
        },
    );
    prop_oneof![
        who().prop_map(|participant| Command::Restore { participant }),
        (who(), any::<bool>()).prop_map(|(participant, held)| Command::Hold { participant, held }),
        (who(), correction).prop_map(|(participant, correction)| Command::Correct {
            participant,
            correction
        }),
    ]
}

/// True if the organizer has ruled, which may set aside what is final otherwise.
fn ruled(events: &[Event]) -> bool {
    let is_ruling = |event: &Event| {
        matches!(
            event,
            Event::Restored { .. } | Event::ResultHeld { .. } | Event::ResultCorrected { .. }
        )
    };
    events.iter().any(is_ruling)
}

/// Commands with the seconds that pass before each.
fn commands() -> impl Strategy<Value = Vec<(i64, Command)>> {
    prop::collection::vec((0_i64..20, command()), 0..120)
}

/// Plays commands from a race that is already prepared, so that most of them matter.
fn play(commands: Vec<(i64, Command)>, mut each: impl FnMut(&Race, &[Event], &Race)) -> Sim {
    let mut sim = Sim::released(3);
    for (seconds, command) in commands {
        sim.wait(seconds);
        let before = sim.race.clone();
        if let Ok(events) = sim.give(command) {
            if matches!(events[..], [Event::SeedAssigned { .. }]) {
                sim.race.set_graph(before.graph().cloned());
            }
            each(&before, &events, &sim.race);
        } else {
            assert_eq!(
                before.record(),
                sim.race.record(),
                "a refusal changes nothing"
            );
        }
    }
    sim
}

/// What is left of a participant when ticks are lost: everything but the clock between events,
/// the deaths and the place.
fn durable(participant: &Participant) -> impl PartialEq + std::fmt::Debug + use<> {
    let progress = &participant.progress;
    let visits: Vec<_> = progress
        .zone_history
        .iter()
        .map(|visit| (visit.node.clone(), visit.igt_ms))
        .collect();
    (
        (participant.id, participant.user, participant.color_index),
        (participant.status, participant.finished_at),
        (progress.current_layer, progress.last_event_id, visits),
    )
}

fn replay(log: impl Iterator<Item = (Event, chrono::DateTime<chrono::Utc>)>) -> Race {
    let mut race = Sim::new().race;
    for (event, at) in log {
        // Through JSON, as the journal does.
        let json = serde_json::to_string(&event).unwrap();
        race.apply(&serde_json::from_str(&json).unwrap(), at);
    }
    race
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn replaying_the_events_gives_the_same_state(commands in commands()) {
        let sim = play(commands, |_, _, _| {});
        let replayed = replay(sim.log.iter().cloned());
        prop_assert_eq!(replayed.record(), sim.race.record());
    }

    #[test]
    fn replaying_the_durable_events_gives_the_durable_state(commands in commands()) {
        let sim = play(commands, |_, _, _| {});
        let replayed = replay(sim.log.iter().filter(|(event, _)| event.is_durable()).cloned());
        prop_assert_eq!(replayed.status(), sim.race.status());
        prop_assert_eq!(replayed.starts_at(), sim.race.starts_at());
        prop_assert_eq!(replayed.started_at(), sim.race.started_at());
        prop_assert_eq!(replayed.casters(), sim.race.casters());
        for (replayed, live) in replayed.participants().iter().zip(sim.race.participants()) {
            prop_assert_eq!(durable(replayed), durable(live));
        }
    }

    #[test]
    fn a_stored_race_goes_on_as_if_nothing_had_happened(
        before in commands(),
        after in commands(),
    ) {
        let mut live = play(before, |_, _, _| {});
        let stored = serde_json::to_string(live.race.record()).unwrap();
        let record = serde_json::from_str(&stored).unwrap();
        let race = Race::restore(record, live.race.graph().cloned());
        let mut restored = Sim { race, now: live.now, log: Vec::new() };
        for (seconds, command) in after {
            live.wait(seconds);
            restored.wait(seconds);
            prop_assert_eq!(live.give(command.clone()), restored.give(command));
        }
        prop_assert_eq!(live.race.record(), restored.race.record());
    }

    #[test]
    fn the_end_is_final_and_the_layer_never_falls(commands in commands()) {
        play(commands, |before, events, after| {
            if events.contains(&Event::RaceReset) || ruled(events) {
                return;
            }
            for old in before.participants() {
                let Some(new) = after.participant(old.id) else { continue };
                assert!(new.progress.current_layer >= old.progress.current_layer);
                assert!(new.progress.zone_history.len() >= old.progress.zone_history.len());
                if old.status.is_terminal() {
                    assert_eq!(old, new);
                }
            }
        });
    }

    #[test]
    fn a_running_race_has_somebody_left_or_nobody_at_all(commands in commands()) {
        play(commands, |_, _, after| {
            use speedfog_race::RaceStatus::Running;
            let participants = after.participants();
            let all_done = participants.iter().all(|participant| participant.status.is_terminal());
            assert!(after.status() != Running || participants.is_empty() || !all_done);
        });
    }

    #[test]
    fn the_roster_is_consistent(commands in commands()) {
        play(commands, |_, _, after| {
            let count = after.participants().len();
            let colours: HashSet<_> = after.participants().iter().map(|one| one.color_index).collect();
            let users: HashSet<_> = after.participants().iter().map(|one| one.user).collect();
            assert_eq!((colours.len(), users.len()), (count, count));
            assert!(after.participants().is_sorted_by_key(|one| one.color_index));
            assert!(after.casters().iter().all(|caster| !users.contains(caster)));
            let casters: HashSet<_> = after.casters().iter().collect();
            assert_eq!(casters.len(), after.casters().len());
        });
    }

    #[test]
    fn standings_are_a_total_order(commands in commands(), turn in 0_usize..5) {
        let sim = play(commands, |_, _, _| {});
        let graph = sim.race.graph().map(|graph| &**graph);
        let order = |participants: &[Participant]| -> Vec<_> {
            let standings = Standings::new(participants, graph);
            standings.rows().iter().map(|row| (row.participant.id, row.gap_ms)).collect()
        };
        let expected = order(sim.race.participants());
        prop_assert_eq!(expected.len(), sim.race.participants().len());
        let mut turned = sim.race.participants().to_vec();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(order(&turned), expected.clone());
        turned.reverse();
        prop_assert_eq!(order(&turned), expected);
    }

    #[test]
    fn accepted_event_ids_only_grow(commands in commands()) {
        play(commands, |before, events, after| {
            if events.contains(&Event::RaceReset) {
                return;
            }
            for old in before.participants() {
                let Some(new) = after.participant(old.id) else { continue };
                assert!(new.progress.last_event_id >= old.progress.last_event_id);
            }
        });
    }
}
