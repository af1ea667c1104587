//! Release, countdown, start, finish and reset of a race.

use chrono::TimeDelta;
use speedfog_race::race::AbandonCause;
use speedfog_race::{Command, Event, ParticipantStatus, RaceStatus, Refusal};

use crate::sim::{LEFT, SEED, Sim, entry, finished, flag, kinds, located, tick, user};

/// Gives the commands in order; the last one leads to these events or this refusal.
#[track_caller]
fn check(mut sim: Sim, commands: &[Command], expected: Result<&str, Refusal>) -> Sim {
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

const START: Command = Command::Start {
    countdown_seconds: None,
};

fn countdown(seconds: u32) -> Command {
    Command::Start {
        countdown_seconds: Some(seconds),
    }
}

fn abandon(number: u128) -> Command {
    Command::Abandon {
        participant: entry(number),
    }
}

fn finish(number: u128) -> Command {
    Command::Report {
        participant: entry(number),
        report: finished(1000),
    }
}

fn play(number: u128) -> Command {
    Command::Report {
        participant: entry(number),
        report: tick(1000, 0),
    }
}

fn ready(number: u128) -> Command {
    Command::Ready {
        participant: entry(number),
    }
}

#[test]
fn seeds() {
    let assign = Command::AssignSeed { seed: SEED };
    check(Sim::new(), &[Command::ReleaseSeeds], Ok("seeds_released"));
    check(
        Sim::released(0),
        &[Command::ReleaseSeeds],
        Err(Refusal::AlreadyReleased),
    );
    check(
        Sim::running(0),
        &[Command::ReleaseSeeds],
        Err(Refusal::NotInSetup),
    );
    check(
        Sim::running(0),
        std::slice::from_ref(&assign),
        Err(Refusal::NotInSetup),
    );
    let sim = check(
        Sim::released(1),
        std::slice::from_ref(&assign),
        Ok("seed_assigned"),
    );
    assert_eq!(sim.race.seeds_released_at(), None);
    assert!(sim.race.graph().is_none(), "the old graph is gone");
    check(
        Sim::released(0),
        &[countdown(5), assign],
        Err(Refusal::CountdownRunning),
    );
    let mut record = Sim::new().race.record().clone();
    record.seed = None;
    let mut sim = Sim::new();
    sim.race = speedfog_race::Race::restore(record, None);
    check(sim, &[Command::ReleaseSeeds], Err(Refusal::NoSeed));
}

#[test]
fn start() {
    check(Sim::new(), &[START], Err(Refusal::NotReleased));
    check(Sim::running(0), &[START], Err(Refusal::AlreadyStarted));
    for command in [START, countdown(0)] {
        let sim = check(Sim::released(1), &[command], Ok("race_started"));
        assert_eq!(sim.race.status(), RaceStatus::Running);
        assert_eq!(sim.race.started_at(), Some(sim.now));
    }
}

#[test]
fn countdown_and_its_end() {
    check(
        Sim::released(1),
        &[countdown(61)],
        Err(Refusal::CountdownTooLong),
    );
    check(Sim::released(1), &[countdown(60)], Ok("countdown_began"));
    check(
        Sim::released(1),
        &[countdown(9), START],
        Err(Refusal::CountdownRunning),
    );
    check(
        Sim::released(1),
        &[Command::CancelCountdown],
        Err(Refusal::NoCountdown),
    );
    check(
        Sim::released(1),
        &[countdown(9), Command::CancelCountdown],
        Ok("countdown_cancelled"),
    );
    check(
        Sim::released(1),
        &[countdown(9), Command::Reset],
        Err(Refusal::NotStarted),
    );
    // The roster stays open.
    let join = Command::Join {
        participant: entry(7),
        user: user(7),
    };
    check(
        Sim::released(1),
        &[countdown(9), join],
        Ok("participant_joined"),
    );
    check(
        Sim::released(1),
        &[countdown(9), Command::Leave { user: user(0) }],
        Ok("participant_removed"),
    );

    let mut sim = check(Sim::released(1), &[countdown(9)], Ok("countdown_began"));
    let announced = sim.race.starts_at().unwrap();
    assert_eq!(announced, sim.now + TimeDelta::seconds(9));
    assert_eq!(sim.race.status(), RaceStatus::Setup);
    // A timer of another countdown is late, not wrong.
    let stale = Command::CountdownElapsed {
        starts_at: announced - TimeDelta::seconds(1),
    };
    let mut sim = {
        sim.wait(10);
        check(sim, &[stale], Ok(""))
    };
    sim.wait(3);
    let elapsed = Command::CountdownElapsed {
        starts_at: announced,
    };
    let sim = check(sim, std::slice::from_ref(&elapsed), Ok("race_started"));
    assert_eq!(
        sim.race.started_at(),
        Some(announced),
        "the announced instant, not the timer's"
    );
    assert_eq!(sim.race.starts_at(), None);
    check(sim, &[elapsed], Ok(""));
}

#[test]
fn readiness() {
    check(Sim::released(1), &[ready(0)], Ok("became_ready"));
    check(Sim::running(1), &[ready(0)], Ok("became_ready"));
    check(Sim::released(1), &[ready(0), ready(0)], Ok(""));
    check(Sim::running(1), &[play(0), ready(0)], Ok(""));
    check(Sim::running(1), &[Command::ForceFinish, ready(0)], Ok(""));
    check(
        Sim::running(1),
        &[ready(5)],
        Err(Refusal::UnknownParticipant),
    );
}

#[test]
fn reports_need_a_running_race() {
    check(Sim::released(1), &[play(0)], Err(Refusal::NotRunning));
    check(
        Sim::running(1),
        &[Command::ForceFinish, play(0)],
        Err(Refusal::NotRunning),
    );
    check(
        Sim::running(1),
        &[play(3)],
        Err(Refusal::UnknownParticipant),
    );
    let locate = Command::Report {
        participant: entry(0),
        report: located("start"),
    };
    check(Sim::released(1), &[locate], Ok(""));
}

#[test]
fn the_race_ends_with_its_last_participant() {
    check(Sim::running(2), &[finish(0)], Ok("play_began finished"));
    let sim = check(
        Sim::running(2),
        &[finish(0), finish(1)],
        Ok("play_began finished race_finished"),
    );
    assert_eq!(sim.race.status(), RaceStatus::Finished);
    check(
        Sim::running(2),
        &[finish(0), abandon(1)],
        Ok("abandoned race_finished"),
    );
    check(Sim::running(2), &[abandon(0)], Ok("abandoned"));
    check(
        Sim::running(2),
        &[abandon(0), finish(1)],
        Ok("play_began finished race_finished"),
    );
    check(
        Sim::running(1),
        &[abandon(0), abandon(0)],
        Err(Refusal::NotRunning),
    );
    check(
        Sim::running(2),
        &[abandon(0), abandon(0)],
        Err(Refusal::AlreadyDone),
    );
    check(
        Sim::running(2),
        &[finish(0), abandon(0)],
        Err(Refusal::AlreadyDone),
    );
    check(Sim::running(2), &[abandon(0), finish(0)], Ok(""));
    check(Sim::released(2), &[abandon(0)], Err(Refusal::NotRunning));
    check(
        Sim::running(2),
        &[abandon(5)],
        Err(Refusal::UnknownParticipant),
    );
}

#[test]
fn force_finish() {
    check(
        Sim::released(1),
        &[Command::ForceFinish],
        Err(Refusal::NotRunning),
    );
    check(
        Sim::running(0),
        &[Command::ForceFinish],
        Ok("race_finished"),
    );
    let sim = check(
        Sim::running(4),
        &[play(0), ready(1), finish(2), Command::ForceFinish],
        Ok("abandoned race_finished"),
    );
    let states: Vec<_> = (0..4).map(|number| sim.player(number).status).collect();
    use ParticipantStatus::{Abandoned, Finished, Ready, Registered};
    assert_eq!(states, [Abandoned, Ready, Finished, Registered]);
    let cause = AbandonCause::ForceFinish;
    assert!(sim.log.iter().any(|(event, _)| *event
        == Event::Abandoned {
            participant: entry(0),
            cause
        }));
}

#[test]
fn reset_forgets_all_progress_and_keeps_the_seed() {
    check(
        Sim::released(1),
        &[Command::Reset],
        Err(Refusal::NotStarted),
    );
    let enter = Command::Report {
        participant: entry(0),
        report: flag(LEFT, 5000),
    };
    let before = Sim::released(2).race.record().clone();
    for last in [finish(1), Command::ForceFinish] {
        let sim = check(
            Sim::running(2),
            &[enter.clone(), play(1), last, Command::Reset],
            Ok("race_reset"),
        );
        assert_eq!(*sim.race.record(), before);
    }
    check(
        Sim::running(1),
        &[Command::Reset, START],
        Ok("race_started"),
    );
}

#[test]
fn the_inactive_are_timed_out() {
    let sweep = || Command::SweepInactive {
        playing: TimeDelta::seconds(100),
        waiting: TimeDelta::seconds(50),
    };
    let waited = |mut sim: Sim, seconds| {
        sim.wait(seconds);
        sim
    };
    check(waited(Sim::released(1), 500), &[sweep()], Ok(""));
    check(waited(Sim::running(2), 50), &[sweep()], Ok(""));
    check(
        waited(Sim::running(2), 51),
        &[sweep()],
        Ok("abandoned abandoned race_finished"),
    );
    // 0 plays on, 1 stands still, 2 is done, 3 never came.
    let mut sim = Sim::running(4);
    for command in [play(0), play(1), finish(2)] {
        sim.give(command).unwrap();
    }
    sim.wait(60);
    let sim = check(sim, &[sweep()], Ok("abandoned"));
    assert_eq!(sim.player(3).status, ParticipantStatus::Abandoned);
    let mut sim = waited(sim, 1);
    sim.report(0, tick(2000, 0)).unwrap();
    sim.report(1, tick(1000, 9)).unwrap();
    let sim = check(waited(sim, 40), &[sweep()], Ok("abandoned"));
    assert_eq!(sim.player(0).status, ParticipantStatus::Playing);
    assert_eq!(sim.player(1).status, ParticipantStatus::Abandoned);
    check(waited(sim, 61), &[sweep()], Ok("abandoned race_finished"));
}

#[test]
fn without_any_clock_the_start_counts_as_the_last_sign_of_life() {
    let mut sim = Sim::running(1);
    sim.report(0, tick(0, 0)).unwrap();
    assert_eq!(sim.player(0).progress.last_igt_change_at, None);
    sim.wait(101);
    let limit = TimeDelta::seconds(100);
    let sweep = Command::SweepInactive {
        playing: limit,
        waiting: limit,
    };
    check(sim, &[sweep], Ok("abandoned race_finished"));
}
