//! Solo sessions.

use std::sync::Arc;

use speedfog_race::fixtures::small_graph;
use speedfog_race::solo::{Solo, SoloCommand, SoloEvent, SoloRecord, SoloRefusal};
use speedfog_race::{Report, SoloId, SoloStatus};
use uuid::Uuid;

use crate::sim::{
    BOSS, FINISH, LEFT, SEED, epoch, finished, flag, located, summary, tick, user, zone,
};

/// Gives the commands in order; the last one leads to these events or this refusal.
#[track_caller]
fn check(
    commands: &[SoloCommand],
    expected: Result<&str, SoloRefusal>,
    status: SoloStatus,
    state: &str,
) {
    let record = SoloRecord::new(SoloId(Uuid::from_u128(1)), user(1), SEED);
    let mut solo = Solo::restore(record, Some(Arc::new(small_graph())));
    let mut last = Ok(Vec::new());
    for command in commands {
        last = solo.decide(command);
        for event in last.iter().flatten() {
            let json = serde_json::to_string(event).unwrap();
            assert_eq!(
                serde_json::from_str::<SoloEvent>(&json).unwrap(),
                *event,
                "{json}"
            );
            solo.apply(event, epoch());
        }
    }
    let kinds = |events: Vec<SoloEvent>| {
        events
            .iter()
            .map(SoloEvent::kind)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(last.map(kinds), expected.map(str::to_owned), "{commands:?}");
    assert_eq!(solo.record().status, status);
    assert_eq!(
        solo.record().finished_at.is_some(),
        status != SoloStatus::Active
    );
    assert_eq!(summary(&solo.record().progress), state);
}

fn report(report: Report) -> SoloCommand {
    SoloCommand::Report(report)
}

#[test]
fn sessions() {
    use SoloStatus::{Abandoned, Active, Finished};
    let fresh = " | at nowhere | layer 0 | igt 0 | deaths 0";
    let abandon = || SoloCommand::Abandon;
    check(
        &[report(tick(500, 1))],
        Ok("play_began ticked"),
        Active,
        "start@0+1 | at start | layer 0 | igt 500 | deaths 1",
    );
    check(
        &[
            report(tick(500, 1)),
            report(flag(LEFT, 900)),
            report(flag(LEFT, 5000)),
        ],
        Ok("zone_entered"),
        Active,
        "start@0+1 left@900 left@5000 | at left | layer 1 | igt 5000 | deaths 1",
    );
    check(
        &[report(located("left"))],
        Ok("zone_located"),
        Active,
        " | at left | layer 0 | igt 0 | deaths 0",
    );
    check(
        &[report(zone(Some("left"), 9))],
        Ok("play_began zone_entered"),
        Active,
        "start@0 left@9 | at left | layer 1 | igt 9 | deaths 0",
    );
    let done = "start@0 boss@700 | at boss | layer 5 | igt 900 | deaths 0";
    for end in [flag(FINISH, 900), finished(900)] {
        check(
            &[report(flag(BOSS, 700)), report(end)],
            Ok("finished"),
            Finished,
            done,
        );
    }
    check(&[abandon()], Ok("abandoned"), Abandoned, fresh);
    let ended = |last| vec![report(flag(BOSS, 700)), report(finished(900)), last];
    for last in [
        abandon(),
        report(tick(1, 1)),
        report(flag(LEFT, 1)),
        report(finished(1)),
    ] {
        check(&ended(last), Err(SoloRefusal::NotActive), Finished, done);
    }
    check(&ended(report(located("left"))), Ok(""), Finished, done);
    assert_eq!(SoloRefusal::NotActive.to_string(), "Session not active");
}
