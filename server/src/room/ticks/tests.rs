//! A follower of ticks knows at every tick what an update of the first version would say.

use std::cell::Cell;

use proptest::prelude::*;
use speedfog_race::{Command, Correction, Report, fixtures::FIRST_FLAG};

use self::{
    play::{COHORT, FOLLOWERS, Happens, Play},
    race::{PLAYERS, entry, room, user},
};
use super::*;
use crate::{
    figures::Figures,
    i18n::Locale,
    room::{connection, frames, members::Members, outbox::Outbox},
    twitch::LiveLogins,
};

mod client;
mod play;
mod race;

fn report() -> impl Strategy<Value = Report> {
    let igt = || prop::option::of(0_u32..5000);
    prop_oneof![
        4 => (igt(), igt()).prop_map(|(igt_ms, death_count)| Report::Status {
            igt_ms, death_count, zone: None,
        }),
        4 => (0_u32..9, igt()).prop_map(|(flag, igt_ms)| Report::Flag {
            flag_id: FIRST_FLAG + flag, igt_ms, event_id: None,
        }),
        1 => Just(Report::Located { node: "left".to_owned().into() }),
        1 => igt().prop_map(|igt_ms| Report::Finished { igt_ms, event_id: None }),
    ]
}

fn happens() -> impl Strategy<Value = Happens> {
    let who = || 0..PLAYERS;
    let correction = (prop::option::of(0_u32..5000), prop::option::of(0_u32..9)).prop_map(
        |(igt_ms, death_count)| Correction {
            igt_ms,
            death_count,
            outcome: None,
        },
    );
    let command = prop_oneof![
        40 => (who(), report()).prop_map(|(who, report)| Command::Report { participant: entry(who), report }),
        4 => who().prop_map(|who| Command::Ready { participant: entry(who) }),
        2 => who().prop_map(|who| Command::RemoveParticipant { participant: entry(who) }),
        4 => who().prop_map(|who| Command::Join { participant: entry(who), user: user(who) }),
        8 => Just(Command::Start { countdown_seconds: None }),
        1 => who().prop_map(|who| Command::Abandon { participant: entry(who) }),
        1 => Just(Command::ForceFinish),
        1 => Just(Command::Reset),
        2 => who().prop_map(|who| Command::Restore { participant: entry(who) }),
        1 => (who(), any::<bool>()).prop_map(|(who, held)| Command::Hold { participant: entry(who), held }),
        1 => (who(), correction).prop_map(|(who, correction)| Command::Correct { participant: entry(who), correction }),
    ];
    prop_oneof![
        10 => command.prop_map(Happens::Command),
        1 => (who(), any::<bool>()).prop_map(|(who, here)| Happens::Mod(who, here)),
        1 => (who(), 0_u8..3).prop_map(|(who, name)| Happens::Renamed(who, name)),
        6 => Just(Happens::Tick),
        3 => (0..FOLLOWERS.len()).prop_map(Happens::Lost),
    ]
}

/// Plays what happens; followers that are away come back at the next tick but one.
fn play(outbox: Outbox, all: Vec<Happens>) -> Play {
    let mut play = Play::new(outbox);
    for happens in all {
        let ticks = matches!(happens, Happens::Tick);
        play.happen(happens);
        if ticks {
            for number in 0..FOLLOWERS.len() {
                if play.clients[number].connection.is_none() {
                    play.come_back(number);
                }
            }
            play.tick();
        }
    }
    play
}

#[test]
fn followers_know_at_every_tick_what_updates_would_tell_them() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (outbox, _reader, _peer) = runtime.block_on(connection());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(128));
    let (resumed, cohorts) = (Cell::new(0), Cell::new(0));
    runner
        .run(&prop::collection::vec(happens(), 0..160), |all| {
            let played = play(outbox.clone(), all);
            resumed.set(resumed.get() + played.resumed);
            cohorts.set(cohorts.get().max(played.cohorts.len()));
            Ok(())
        })
        .unwrap();
    assert!(resumed.get() > 0, "followers can come back");
    assert_eq!(cohorts.get(), FOLLOWERS.len().div_ceil(COHORT));
}

#[test]
fn as_many_ticks_are_kept_as_are_worth_it() {
    let state = room();
    let members = Members::new(LiveLogins::default(), Figures::off(), COHORT);
    let standings = frames::standings(&state, &members);
    let rows = |igt_ms| {
        let mut rows = standings.clone();
        rows.participants[0].igt_ms = igt_ms;
        rows
    };
    let cohort = CohortId::MODS;
    let anybody = state.audience(None, Locale::default(), Some(cohort));
    let everybody = Followers {
        unfogged: true,
        ..Followers::default()
    };
    let mut ticks = Ticks::new();
    ticks.follow(rows(0));
    let resume = Resume {
        epoch: ticks.epoch(&anybody),
        after: 0,
    };
    let missed = |ticks: &Ticks| ticks.missed(&anybody, &resume).map(|frames| frames.len());
    ticks.tick(cohort, rows(1), &everybody);
    assert_eq!(missed(&ticks), Some(1));
    assert!(
        ticks.tick(cohort, rows(1), &everybody).is_empty(),
        "nothing is new"
    );
    ticks.tick(cohort, rows(2), &everybody);
    assert_eq!(missed(&ticks), Some(2));
    let other = Resume {
        epoch: String::new(),
        after: 1,
    };
    assert_eq!(ticks.missed(&anybody, &other), None);
    let ahead = Resume {
        after: 3,
        ..resume.clone()
    };
    assert_eq!(ticks.missed(&anybody, &ahead), None);
    for igt_ms in 3..3_000 {
        ticks.tick(cohort, rows(igt_ms), &everybody);
    }
    assert_eq!(missed(&ticks), None, "too long ago");
    assert!(ticks.kept.as_ref().unwrap().bytes <= KEPT);

    // One that is too long for that is told all the same.
    let mut renamed = rows(3_000);
    renamed.participants[0].twitch_username = "x".repeat(KEPT);
    assert_eq!(ticks.tick(cohort, renamed, &everybody).len(), 1);
    assert_eq!(ticks.tick(cohort, rows(3_000), &everybody).len(), 1);

    // Long after the last one has left nobody needs to be told anything.
    for igt_ms in 3_000..6_000 {
        ticks.tick(cohort, rows(igt_ms), &Followers::default());
    }
    assert!(ticks.told().is_none() && ticks.kept.is_none());
    ticks.change();
    assert_eq!(ticks.due(), None);
}
