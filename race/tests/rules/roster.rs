//! Who may join, leave and cast.

use speedfog_race::{Command, Race, Refusal};

use crate::sim::{ORGANIZER, Sim, entry, kinds, user};

/// Gives the commands in order, under these terms of registration; the last one leads to these
/// events or this refusal.
#[track_caller]
fn check_terms(
    open: bool,
    places: Option<u32>,
    mut sim: Sim,
    commands: &[Command],
    expected: Result<&str, Refusal>,
) -> Sim {
    let mut record = sim.race.record().clone();
    record.settings.open_registration = open;
    record.settings.max_participants = places;
    sim.race = Race::restore(record, sim.race.graph().cloned());
    let mut last = Ok(Vec::new());
    for command in commands {
        last = sim.give(command.clone());
    }
    assert_eq!(
        last.map(|events| kinds(&events)),
        expected.map(str::to_owned),
        "{commands:?}"
    );
    sim
}

#[track_caller]
fn check(sim: Sim, commands: &[Command], expected: Result<&str, Refusal>) -> Sim {
    check_terms(true, None, sim, commands, expected)
}

fn join(number: u128) -> Command {
    Command::Join {
        participant: entry(number),
        user: user(number),
    }
}

fn add(number: u128) -> Command {
    Command::AddParticipant {
        participant: entry(number),
        user: user(number),
    }
}

fn remove(number: u128) -> Command {
    Command::RemoveParticipant {
        participant: entry(number),
    }
}

fn cast(number: u128) -> Command {
    Command::CastJoin { user: user(number) }
}

fn organizer_participates() -> Command {
    Command::OrganizerParticipates {
        participant: entry(99),
    }
}

#[test]
fn joining() {
    check(Sim::new(), &[join(1)], Ok("participant_joined"));
    check(Sim::running(0), &[join(1)], Err(Refusal::NotInSetup));
    check(
        Sim::new(),
        &[join(1), join(1)],
        Err(Refusal::AlreadyParticipant),
    );
    check(Sim::new(), &[cast(1), join(1)], Err(Refusal::IsCaster));
    let own = Command::Join {
        participant: entry(1),
        user: ORGANIZER,
    };
    check(Sim::new(), &[own], Err(Refusal::OrganizerCannotJoin));
    check_terms(
        false,
        None,
        Sim::new(),
        &[join(1)],
        Err(Refusal::RegistrationClosed),
    );
    check_terms(
        true,
        Some(2),
        Sim::new(),
        &[join(1), join(2), join(3)],
        Err(Refusal::RaceFull),
    );
    // The reasons are checked in this order: closed, full, already in.
    check_terms(
        true,
        Some(1),
        Sim::new(),
        &[join(1), join(1)],
        Err(Refusal::RaceFull),
    );
    check_terms(
        false,
        Some(0),
        Sim::new(),
        &[join(1)],
        Err(Refusal::RegistrationClosed),
    );
}

#[test]
fn being_added() {
    check_terms(
        false,
        Some(1),
        Sim::new(),
        &[add(1), add(2)],
        Ok("participant_joined"),
    );
    check(
        Sim::new(),
        &[add(1), add(1)],
        Err(Refusal::AlreadyParticipant),
    );
    check(Sim::new(), &[cast(1), add(1)], Err(Refusal::IsCaster));
    check(Sim::running(0), &[add(1)], Err(Refusal::NotInSetup));
    let own = Command::AddParticipant {
        participant: entry(1),
        user: ORGANIZER,
    };
    check(Sim::new(), &[own], Err(Refusal::OrganizerCannotJoin));
}

#[test]
fn the_organizer_takes_part_from_the_beginning_or_never() {
    let sim = check(
        Sim::new(),
        &[organizer_participates()],
        Ok("participant_joined"),
    );
    assert_eq!(sim.race.participants()[0].color_index, 0);
    check(
        sim,
        &[organizer_participates()],
        Err(Refusal::AlreadyParticipant),
    );
    check(
        Sim::new(),
        &[join(1), organizer_participates()],
        Err(Refusal::OrganizerCannotJoin),
    );
    let leave = Command::Leave { user: ORGANIZER };
    check(
        Sim::new(),
        &[organizer_participates(), leave],
        Err(Refusal::OrganizerCannotLeave),
    );
    check(
        Sim::new(),
        &[organizer_participates(), remove(99)],
        Ok("participant_removed"),
    );
}

#[test]
fn leaving() {
    let leave = || Command::Leave { user: user(1) };
    check(Sim::new(), &[join(1), leave()], Ok("participant_removed"));
    check(Sim::new(), &[leave()], Err(Refusal::UnknownParticipant));
    check(Sim::running(2), &[leave()], Err(Refusal::NotInSetup));
    check(Sim::new(), &[remove(1)], Err(Refusal::UnknownParticipant));
    check(Sim::running(2), &[remove(1)], Err(Refusal::NotInSetup));
    check(
        Sim::new(),
        &[join(1), leave(), join(1)],
        Ok("participant_joined"),
    );
}

#[test]
fn colours_follow_the_highest_in_use() {
    let sim = check(
        Sim::released(3),
        &[remove(1), join(4)],
        Ok("participant_joined"),
    );
    let colours = |sim: &Sim| -> Vec<u32> {
        sim.race
            .participants()
            .iter()
            .map(|participant| participant.color_index)
            .collect()
    };
    assert_eq!(colours(&sim), [0, 2, 3]);
    let sim = check(sim, &[remove(4), join(5)], Ok("participant_joined"));
    assert_eq!(colours(&sim), [0, 2, 3]);
}

#[test]
fn casting() {
    let add_caster = |number| Command::AddCaster { user: user(number) };
    let leave = || Command::CastLeave { user: user(1) };
    check(Sim::new(), &[cast(1)], Ok("caster_added"));
    check(Sim::running(0), &[cast(1)], Ok("caster_added"));
    check(
        Sim::running(0),
        &[Command::ForceFinish, cast(1)],
        Err(Refusal::RaceFinished),
    );
    check(
        Sim::running(0),
        &[Command::ForceFinish, add_caster(1)],
        Ok("caster_added"),
    );
    check(Sim::new(), &[cast(1), cast(1)], Err(Refusal::AlreadyCaster));
    check(
        Sim::new(),
        &[add_caster(1), add_caster(1)],
        Err(Refusal::AlreadyCaster),
    );
    check(Sim::new(), &[join(1), cast(1)], Err(Refusal::IsParticipant));
    check(
        Sim::new(),
        &[join(1), add_caster(1)],
        Err(Refusal::IsParticipant),
    );
    check(Sim::new(), &[leave()], Err(Refusal::NotCaster));
    check(Sim::new(), &[cast(1), leave()], Ok("caster_removed"));
    check(
        Sim::running(0),
        &[cast(1), Command::ForceFinish, leave()],
        Ok("caster_removed"),
    );
    check(
        Sim::new(),
        &[Command::RemoveCaster { user: user(1) }],
        Err(Refusal::NotCaster),
    );
    check(
        Sim::new(),
        &[Command::CastJoin { user: ORGANIZER }],
        Ok("caster_added"),
    );
}
