//! What organizers may change, who they are, and what they may put right.

use chrono::TimeDelta;
use speedfog_race::graph::Viewer;
use speedfog_race::race::RaceEnd;
use speedfog_race::{
    Command, Correction, Event, Outcome, ParticipantStatus, RaceEdit, RaceStatus, Refusal,
};

use crate::sim::{
    BOSS, KEEP_FROM_TOWER, LEFT, ORGANIZER, RIGHT, Sim, TOWER, entry, epoch, finished, flag, kinds,
    tick, user,
};

fn edit(change: impl FnOnce(&mut RaceEdit)) -> Command {
    let mut edit = RaceEdit::default();
    change(&mut edit);
    Command::Edit(edit)
}

fn abandon(number: u128) -> Command {
    Command::Abandon {
        participant: entry(number),
    }
}

fn restore(number: u128) -> Command {
    Command::Restore {
        participant: entry(number),
    }
}

fn correct(number: u128, correction: Correction) -> Command {
    Command::Correct {
        participant: entry(number),
        correction,
    }
}

fn outcome(outcome: Outcome) -> Correction {
    Correction {
        outcome: Some(outcome),
        ..Correction::default()
    }
}

fn time(igt_ms: u32) -> Correction {
    Correction {
        igt_ms: Some(igt_ms),
        ..Correction::default()
    }
}

#[test]
fn everything_can_be_chosen_anew_in_setup() {
    let mut sim = Sim::new();
    sim.give(edit(|edit| edit.max_participants = Some(Some(4))))
        .unwrap();
    let later = epoch() + TimeDelta::hours(1);
    let events = sim
        .give(edit(|edit| {
            edit.name = Some("Sunday".into());
            edit.is_public = Some(false);
            edit.scheduled_at = Some(Some(later));
            edit.open_registration = Some(false);
            edit.fog_of_war = Some(false);
        }))
        .unwrap();
    assert_eq!(kinds(&events), "edited");
    let settings = &sim.race.record().settings;
    assert_eq!(settings.name, "Sunday");
    assert_eq!(settings.scheduled_at, Some(later));
    assert_eq!(settings.max_participants, Some(4));
    assert!(!settings.is_public && !settings.open_registration && !settings.fog_of_war);
    // The same once more is no change.
    let events = sim
        .give(edit(|edit| edit.name = Some("Sunday".into())))
        .unwrap();
    assert_eq!(kinds(&events), "");
    sim.give(edit(|edit| edit.scheduled_at = Some(None)))
        .unwrap();
    assert_eq!(sim.race.record().settings.scheduled_at, None);
}

#[test]
fn edits_that_are_refused() {
    let mut sim = Sim::new();
    let past = epoch() - TimeDelta::seconds(1);
    let rows = [
        (
            edit(|edit| edit.scheduled_at = Some(Some(past))),
            Refusal::ScheduleInPast,
        ),
        (
            edit(|edit| edit.open_registration = Some(true)),
            Refusal::CapacityMissing,
        ),
    ];
    sim.give(edit(|edit| edit.open_registration = Some(false)))
        .unwrap();
    for (command, refusal) in rows {
        assert_eq!(sim.give(command), Err(refusal));
    }
    let mut sim = Sim::running(1);
    for command in [
        edit(|edit| edit.name = Some("x".into())),
        edit(|edit| edit.scheduled_at = Some(None)),
        edit(|edit| edit.fog_of_war = Some(true)),
        edit(|edit| {
            edit.is_public = Some(false);
            edit.max_participants = Some(None);
        }),
    ] {
        assert_eq!(sim.give(command), Err(Refusal::NotInSetup));
    }
    assert!(sim.race.record().settings.is_public);
    sim.give(edit(|edit| edit.is_public = Some(false))).unwrap();
    assert!(!sim.race.record().settings.is_public);
}

#[test]
fn helpers_are_organizers_unless_they_race() {
    let mut sim = Sim::released(1);
    for number in [0, 5] {
        sim.give(Command::AddCoOrganizer { user: user(number) })
            .unwrap();
    }
    assert!(sim.race.organizes(user(0)) && sim.race.organizes(ORGANIZER));
    assert_eq!(sim.race.viewer(Some(user(5))), Viewer::Organizer);
    assert_eq!(
        sim.race.viewer(Some(user(0))),
        Viewer::Participant(ParticipantStatus::Registered)
    );
    for number in [0, 5] {
        let again = sim.give(Command::AddCoOrganizer { user: user(number) });
        assert_eq!(again, Err(Refusal::AlreadyOrganizer));
    }
    let owner = sim.give(Command::AddCoOrganizer { user: ORGANIZER });
    assert_eq!(owner, Err(Refusal::AlreadyOrganizer));
    let stranger = sim.give(Command::RemoveCoOrganizer { user: user(9) });
    assert_eq!(stranger, Err(Refusal::NotCoOrganizer));
}

#[test]
fn whoever_has_seen_the_map_never_races() {
    let mut sim = Sim::released(1);
    let join = |number| Command::Join {
        participant: entry(number),
        user: user(number),
    };
    let add = |number| Command::AddParticipant {
        participant: entry(number),
        user: user(number),
    };
    for number in [0, 5] {
        sim.give(Command::AddCoOrganizer { user: user(number) })
            .unwrap();
    }
    assert_eq!(sim.give(join(5)), Err(Refusal::OrganizerCannotJoin));
    for number in [0, 5] {
        sim.give(Command::RemoveCoOrganizer { user: user(number) })
            .unwrap();
    }
    assert_eq!(sim.give(join(5)), Err(Refusal::OrganizerCannotJoin));
    assert_eq!(sim.give(add(5)), Err(Refusal::OrganizerCannotJoin));
    assert_eq!(sim.race.viewer(Some(user(5))), Viewer::Outsider);
    // Who helped while racing has not seen more than the others.
    sim.give(Command::Leave { user: user(0) }).unwrap();
    sim.give(join(0)).unwrap();
    // To help again is fine.
    sim.give(Command::AddCoOrganizer { user: user(5) }).unwrap();
    assert_eq!(sim.race.viewer(Some(user(5))), Viewer::Organizer);
}

#[test]
fn a_mistaken_abandon_is_taken_back_and_the_race_goes_on() {
    let mut sim = Sim::running(2);
    sim.report(0, tick(5_000, 1)).unwrap();
    sim.report(0, flag(LEFT, 6_000)).unwrap();
    sim.give(abandon(0)).unwrap();
    assert_eq!(sim.give(restore(1)), Err(Refusal::NotAbandoned));
    assert_eq!(kinds(&sim.give(restore(0)).unwrap()), "restored");
    assert_eq!(sim.player(0).status, ParticipantStatus::Playing);
    assert_eq!(sim.player(0).progress.igt_ms, 6_000);

    sim.give(abandon(0)).unwrap();
    let events = sim.give(abandon(1)).unwrap();
    assert_eq!(kinds(&events), "abandoned race_finished");
    sim.wait(3_600);
    assert_eq!(
        kinds(&sim.give(restore(1)).unwrap()),
        "restored race_resumed"
    );
    assert_eq!(sim.race.status(), RaceStatus::Running);
    assert_eq!(sim.race.started_at(), Some(epoch()));
    assert_eq!(sim.player(1).status, ParticipantStatus::Registered);

    // Whoever was restored has the whole period once more, and then is gone for good.
    let sweep = || Command::SweepInactive {
        playing: TimeDelta::minutes(15),
        waiting: TimeDelta::minutes(15),
    };
    sim.give(restore(0)).unwrap();
    sim.wait(899);
    assert_eq!(kinds(&sim.give(sweep()).unwrap()), "");
    sim.wait(2);
    assert_eq!(
        kinds(&sim.give(sweep()).unwrap()),
        "abandoned abandoned race_finished"
    );
    assert_eq!(sim.give(restore(7)), Err(Refusal::UnknownParticipant));
}

#[test]
fn an_end_by_the_organizer_stays() {
    let mut sim = Sim::running(3);
    sim.report(0, tick(5_000, 1)).unwrap();
    sim.give(abandon(1)).unwrap();
    let events = sim.give(Command::ForceFinish).unwrap();
    assert_eq!(kinds(&events), "abandoned race_finished");
    assert_eq!(sim.race.record().ended, Some(RaceEnd::Forced));
    for number in [0, 1] {
        assert_eq!(sim.give(restore(number)), Err(Refusal::EndedByOrganizer));
    }
    assert_eq!(sim.race.status(), RaceStatus::Finished);
    // Whose result is wrong has it corrected.
    sim.give(correct(0, outcome(Outcome::Finished))).unwrap();
    assert_eq!(sim.player(0).status, ParticipantStatus::Finished);

    // After a reset it may end in another way, and then it can go on.
    sim.give(Command::Reset).unwrap();
    assert_eq!(sim.race.record().ended, None);
    sim.give(Command::Start {
        countdown_seconds: None,
    })
    .unwrap();
    for number in 0..3 {
        sim.give(abandon(number)).unwrap();
    }
    assert_eq!(sim.race.record().ended, Some(RaceEnd::AllDone));
    assert_eq!(
        kinds(&sim.give(restore(2)).unwrap()),
        "restored race_resumed"
    );
    assert_eq!(sim.race.record().ended, None);
    sim.wait(1_000);
    let sweep = Command::SweepInactive {
        playing: TimeDelta::minutes(15),
        waiting: TimeDelta::minutes(15),
    };
    sim.give(sweep).unwrap();
    assert_eq!(sim.race.record().ended, Some(RaceEnd::Inactive));
}

#[test]
fn results_are_held_and_confirmed() {
    let mut sim = Sim::running(2);
    let hold = |held| Command::Hold {
        participant: entry(0),
        held,
    };
    assert_eq!(sim.give(hold(true)), Err(Refusal::NoResult));
    sim.report(0, finished(900)).unwrap();
    assert_eq!(kinds(&sim.give(hold(true)).unwrap()), "result_held");
    assert_eq!(kinds(&sim.give(hold(true)).unwrap()), "");
    assert!(sim.player(0).held);
    sim.give(hold(false)).unwrap();
    assert!(!sim.player(0).held);
    sim.give(hold(true)).unwrap();
    sim.give(Command::Reset).unwrap();
    assert!(!sim.player(0).held);
}

#[test]
fn a_corrected_time_changes_the_order() {
    let mut sim = Sim::running(2);
    sim.report(0, finished(900)).unwrap();
    sim.report(1, finished(1_000)).unwrap();
    assert_eq!(sim.race.status(), RaceStatus::Finished);
    let leader = |sim: &Sim| sim.race.standings().leader().unwrap().id;
    assert_eq!(leader(&sim), entry(0));
    let ended = sim.player(0).finished_at;
    sim.wait(60);
    let events = sim.give(correct(0, time(1_100))).unwrap();
    assert_eq!(kinds(&events), "result_corrected");
    assert_eq!(leader(&sim), entry(1));
    assert!(sim.player(0).corrected && !sim.player(1).corrected);
    assert_eq!(sim.player(0).finished_at, ended);
    let deaths = Correction {
        death_count: Some(7),
        ..Correction::default()
    };
    sim.give(correct(0, deaths)).unwrap();
    assert_eq!(sim.player(0).progress.death_count, 7);
    assert_eq!(sim.player(0).progress.igt_ms, 1_100);
}

#[test]
fn a_corrected_outcome_moves_the_layer_and_ends_the_race() {
    let mut sim = Sim::running(2);
    sim.report(0, tick(500, 0)).unwrap();
    for (gate, igt_ms) in [(RIGHT, 600), (TOWER, 700)] {
        sim.report(0, flag(gate, igt_ms)).unwrap();
    }
    sim.report(1, tick(400, 0)).unwrap();
    // Somebody whose game crashed at the very end still plays for the server.
    let events = sim.give(correct(0, outcome(Outcome::Finished))).unwrap();
    assert_eq!(kinds(&events), "result_corrected");
    assert_eq!(sim.player(0).progress.current_layer, 5);
    assert_eq!(sim.player(0).finished_at, Some(sim.now));
    let events = sim.give(correct(1, outcome(Outcome::Abandoned))).unwrap();
    assert_eq!(kinds(&events), "result_corrected race_finished");
    sim.give(correct(0, outcome(Outcome::Abandoned))).unwrap();
    assert_eq!(sim.player(0).progress.current_layer, 2);
    assert_eq!(sim.player(0).finished_at, None);
    // A message that comes too late changes nothing.
    assert!(sim.report(0, flag(KEEP_FROM_TOWER, 900)).is_err());
    assert!(sim.report(0, flag(BOSS, 900)).is_err());
}

#[test]
fn corrections_that_are_refused() {
    let mut sim = Sim::released(1);
    assert_eq!(sim.give(correct(0, time(5))), Err(Refusal::NoResult));
    let finish = outcome(Outcome::Finished);
    assert_eq!(sim.give(correct(0, finish)), Err(Refusal::NoResult));
    let mut sim = Sim::running(2);
    let rows = [
        (0, time(5), Refusal::NoResult),
        (0, Correction::default(), Refusal::NothingToCorrect),
        (0, finish, Refusal::TimeMissing),
        (9, time(5), Refusal::UnknownParticipant),
    ];
    for (number, correction, refusal) in rows {
        assert_eq!(sim.give(correct(number, correction)), Err(refusal));
    }
    assert!(
        !sim.log
            .iter()
            .any(|(event, _)| matches!(event, Event::ResultCorrected { .. }))
    );
}
