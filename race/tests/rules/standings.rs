//! Order of the leaderboard, splits and gaps.

use std::sync::Arc;

use speedfog_race::fixtures::{GraphBuilder, small_graph};
use speedfog_race::standings::{Splits, gap_ms};
use speedfog_race::{Participant, ParticipantStatus, Progress, SeedGraph, Standings, Visit};

use crate::sim::{entry, user};
use ParticipantStatus::{Abandoned, Finished, Playing, Ready, Registered};

fn participant(
    number: u128,
    status: ParticipantStatus,
    layer: u32,
    igt_ms: u32,
    visits: &[(&str, u32)],
) -> Participant {
    let zone_history = visits
        .iter()
        .map(|(node, igt_ms)| Visit {
            node: (*node).into(),
            igt_ms: *igt_ms,
            deaths: 0,
        })
        .collect();
    let color = u32::try_from(number).unwrap();
    Participant {
        status,
        progress: Progress {
            current_layer: layer,
            igt_ms,
            zone_history,
            ..Progress::default()
        },
        ..Participant::new(entry(number), user(number), color)
    }
}

/// The leaderboard as participant numbers with gaps: `2 0:+500 1`.
fn board(participants: &[Participant], graph: &SeedGraph) -> String {
    let standings = Standings::new(participants, Some(graph));
    let rows: Vec<_> = standings
        .rows()
        .iter()
        .map(|row| match row.gap_ms {
            Some(gap) => format!("{}:{gap:+}", row.participant.color_index),
            None => row.participant.color_index.to_string(),
        })
        .collect();
    rows.join(" ")
}

#[track_caller]
fn check(participants: &[Participant], expected: &str) {
    let graph = small_graph();
    assert_eq!(board(participants, &graph), expected);
    // The order does not depend on the order of the input.
    let mut reversed = participants.to_vec();
    reversed.reverse();
    assert_eq!(board(&reversed, &graph), expected);
}

#[test]
fn groups_of_the_leaderboard() {
    check(
        &[
            participant(0, Abandoned, 3, 900, &[]),
            participant(1, Registered, 0, 0, &[]),
            participant(2, Ready, 0, 0, &[]),
            participant(3, Playing, 1, 5000, &[("start", 0), ("left", 4000)]),
            participant(4, Finished, 5, 9000, &[("start", 0)]),
            participant(5, Abandoned, 4, 5000, &[]),
            participant(6, Finished, 5, 9500, &[]),
            participant(7, Abandoned, 3, 800, &[]),
        ],
        "4 6:+500 3 2 1 5 7 0",
    );
}

#[test]
fn those_who_play_rank_by_layer_then_by_entry() {
    check(
        &[
            // Deepest layer leads, whatever the clock.
            participant(0, Playing, 2, 90_000, &[("left", 4000), ("crypt", 60_000)]),
            participant(1, Playing, 1, 5000, &[("left", 4000)]),
            // Earlier into the layer, although with more time on the clock.
            participant(2, Playing, 1, 30_000, &[("right", 3000), ("left", 7000)]),
            // No entry known: the clock counts.
            participant(3, Playing, 1, 3500, &[]),
        ],
        "0 2:-1000 3 1:+0",
    );
    // Ties go by colour.
    check(
        &[
            participant(1, Playing, 1, 9000, &[("right", 4000)]),
            participant(0, Playing, 1, 5000, &[("left", 4000)]),
        ],
        "0 1:+0",
    );
}

#[test]
fn nobody_leads_before_play() {
    let rows = [Ready, Registered, Abandoned];
    for status in rows {
        let participants = [participant(0, status, 3, 900, &[("start", 0)])];
        let graph = small_graph();
        let standings = Standings::new(&participants, Some(&graph));
        assert_eq!(
            (standings.leader(), standings.leader_splits()),
            (None, None),
            "{status}"
        );
    }
    let graph = small_graph();
    assert_eq!(Standings::new(&[], Some(&graph)).leader(), None);
    // Without any entry in the history there are no splits to compare with.
    let participants = [participant(0, Playing, 0, 900, &[])];
    assert_eq!(
        Standings::new(&participants, Some(&graph)).leader_splits(),
        None
    );
    assert_eq!(Standings::new(&participants, None).leader_splits(), None);
}

#[track_caller]
fn check_splits(leader: &Participant, expected: &[(u32, u32)]) {
    let participants = [leader.clone()];
    let graph = small_graph();
    let standings = Standings::new(&participants, Some(&graph));
    let expected: Splits = expected.iter().copied().collect();
    assert_eq!(standings.leader_splits(), Some(&expected));
}

#[test]
fn splits_of_the_leader() {
    let path = [
        ("start", 0),
        ("right", 50),
        ("tower", 90),
        ("right", 120),
        ("boss", 200),
    ];
    check_splits(
        &participant(0, Playing, 4, 250, &path),
        &[(0, 0), (1, 50), (2, 90), (3, 200), (4, 200)],
    );
    check_splits(
        &participant(0, Finished, 5, 250, &path),
        &[(0, 0), (1, 50), (2, 90), (3, 200), (4, 200), (5, 250)],
    );
    check_splits(
        &participant(0, Playing, 1, 250, &[("left", 70), ("nobody", 80)]),
        &[(1, 70)],
    );
    check_splits(
        &participant(0, Playing, 2, 250, &[("start", 0), ("crypt", 80)]),
        &[(0, 0), (1, 80), (2, 80)],
    );
}

#[test]
fn gaps_along_the_way() {
    // The leader skipped layer 3; the follower entered layer 2 at 158 s.
    let graph = GraphBuilder::new()
        .node("start", 0, "start")
        .node("one", 1, "mini_dungeon")
        .node("two", 2, "mini_dungeon")
        .node("three", 3, "mini_dungeon")
        .node("four", 4, "final_boss")
        .edge("start", "one")
        .edge("two", "three")
        .build();
    let graph = Arc::new(graph);
    let history = [
        ("start", 0),
        ("one", 62_000),
        ("two", 150_000),
        ("four", 240_000),
    ];
    let leader = participant(0, Playing, 4, 245_000, &history);
    let two = [("start", 0), ("one", 70_000), ("two", 158_000)];
    let three = [&two[..], &[("three", 252_000)]].concat();
    let rows = [
        (participant(1, Playing, 2, 200_000, &two), 8000),
        (participant(1, Playing, 2, 245_000, &two), 8000),
        (participant(1, Playing, 2, 251_000, &two), 11_000),
        (participant(1, Playing, 3, 252_000, &three), 12_000),
    ];
    for (follower, expected) in rows {
        let participants = [leader.clone(), follower];
        let standings = Standings::new(&participants, Some(&graph));
        let splits = standings.leader_splits().unwrap();
        let sent = serde_json::to_string(splits).unwrap();
        assert_eq!(
            sent,
            r#"{"0":0,"1":62000,"2":150000,"3":240000,"4":240000}"#
        );
        assert_eq!(standings.rows()[0].gap_ms, None);
        assert_eq!(standings.rows()[1].gap_ms, Some(expected));
    }
    let done = [
        participant(0, Finished, 5, 300_000, &history),
        participant(1, Finished, 5, 331_500, &three),
    ];
    assert_eq!(board(&done, &graph), "0 1:+31500");
}

#[test]
fn gap_formula() {
    let splits: Splits = [(1, 1000), (2, 5000), (3, 5000)].into_iter().collect();
    let rows = [
        // Ahead of the pace, on a layer the leader has left.
        (1, 400, 600, Some(-600)),
        // The leader is still on this layer: the clock does not matter.
        (3, 5500, 90_000, Some(500)),
        (3, 4000, 90_000, Some(-1000)),
        // Late, but not yet longer on the layer than the leader was.
        (1, 3000, 4000, Some(2000)),
        (1, 3000, 8000, Some(3000)),
        // Unknown to the leader.
        (0, 0, 100, None),
        (4, 6000, 7000, None),
        (u32::MAX, 6000, 7000, None),
    ];
    for (layer, entry, igt, expected) in rows {
        assert_eq!(
            gap_ms(&splits, layer, entry, igt),
            expected,
            "layer {layer} at {igt}"
        );
    }
    assert_eq!(
        gap_ms(&[(0, 0)].into(), 0, u32::MAX, 0),
        Some(i64::from(u32::MAX))
    );
}
