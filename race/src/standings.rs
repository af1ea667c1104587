//! The leaderboard: order, leader, splits and gaps.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::graph::SeedGraph;
use crate::progress::Progress;
use crate::race::Participant;
use crate::status::ParticipantStatus;

/// IGT of the leader's first entry into each layer, in milliseconds. A finished leader has one more
/// split, under the number of layers.
pub type Splits = BTreeMap<u32, u32>;

/// One line of the leaderboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// Who.
    pub participant: &'a Participant,
    /// IGT at which they first entered their current layer, in milliseconds; none if unknown, and
    /// once finished.
    pub layer_entry_igt: Option<u32>,
    /// Milliseconds behind the leader, negative when ahead of the leader's pace; none for the
    /// leader, for those who do not play, and where it cannot be known.
    pub gap_ms: Option<i64>,
}

/// The leaderboard of a race at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings<'a> {
    rows: Vec<Standing<'a>>,
    leader_splits: Option<Splits>,
}

impl<'a> Standings<'a> {
    /// Ranks `participants`: the finished by IGT, then those who play by layer and entry IGT, then
    /// the ready, the registered, and the abandoned by layer and IGT. Ties go by colour, then id.
    #[must_use]
    pub fn new(participants: &'a [Participant], graph: Option<&SeedGraph>) -> Self {
        let mut rows: Vec<_> = participants
            .iter()
            .map(|participant| Standing {
                participant,
                layer_entry_igt: layer_entry_igt(&participant.progress, graph),
                gap_ms: None,
            })
            .collect();
        rows.sort_by_key(rank);
        let leader = rows
            .first()
            .map(|row| row.participant)
            .filter(|leader| leads(leader));
        let splits = leader
            .map(|leader| splits(leader, graph))
            .unwrap_or_default();
        if let Some(leader) = leader {
            for row in rows.iter_mut().skip(1) {
                row.gap_ms = gap_to(leader, &splits, row);
            }
        }
        let leader_splits = (!splits.is_empty()).then_some(splits);
        Self {
            rows,
            leader_splits,
        }
    }

    /// The lines, best first.
    #[must_use]
    pub fn rows(&self) -> &[Standing<'a>] {
        &self.rows
    }

    /// The first of the leaderboard, if they play or have finished.
    #[must_use]
    pub fn leader(&self) -> Option<&'a Participant> {
        self.rows
            .first()
            .map(|row| row.participant)
            .filter(|leader| leads(leader))
    }

    /// The splits of the leader; none without a leader or without any split.
    #[must_use]
    pub fn leader_splits(&self) -> Option<&Splits> {
        self.leader_splits.as_ref()
    }
}

fn leads(participant: &Participant) -> bool {
    matches!(
        participant.status,
        ParticipantStatus::Playing | ParticipantStatus::Finished
    )
}

/// The key that puts the leaderboard in order.
fn rank(row: &Standing<'_>) -> impl Ord + use<> {
    let participant = row.participant;
    let progress = &participant.progress;
    let deepest_first = Reverse(progress.current_layer);
    let nothing = Reverse(0);
    let (group, layer, igt) = match participant.status {
        ParticipantStatus::Finished => (0, nothing, progress.igt_ms),
        ParticipantStatus::Playing => (
            1,
            deepest_first,
            row.layer_entry_igt.unwrap_or(progress.igt_ms),
        ),
        ParticipantStatus::Ready => (2, nothing, 0),
        ParticipantStatus::Registered => (3, nothing, 0),
        ParticipantStatus::Abandoned => (4, deepest_first, progress.igt_ms),
    };
    (group, layer, igt, participant.color_index, participant.id)
}

/// IGT of the first visit on the runner's current layer, in milliseconds; none if there is none,
/// which is so once finished.
#[must_use]
pub fn layer_entry_igt(progress: &Progress, graph: Option<&SeedGraph>) -> Option<u32> {
    let graph = graph?;
    progress
        .zone_history
        .iter()
        .find(|visit| {
            graph
                .node(&visit.node)
                .is_some_and(|node| node.layer() == progress.current_layer)
        })
        .map(|visit| visit.igt_ms)
}

/// The splits of `participant` as leader. A layer that was jumped over, between the lowest and the
/// highest one entered, has the split of the next one entered.
#[must_use]
pub fn splits(participant: &Participant, graph: Option<&SeedGraph>) -> Splits {
    let mut splits = Splits::new();
    let Some(graph) = graph else { return splits };
    for visit in &participant.progress.zone_history {
        if let Some(node) = graph.node(&visit.node) {
            splits.entry(node.layer()).or_insert(visit.igt_ms);
        }
    }
    if let (Some(lowest), Some(mut next)) = (
        splits.keys().next().copied(),
        splits.values().next_back().copied(),
    ) {
        let highest = splits.keys().next_back().copied().unwrap_or(lowest);
        for layer in (lowest..highest).rev() {
            next = *splits.entry(layer).or_insert(next);
        }
    }
    if participant.status == ParticipantStatus::Finished {
        splits.insert(graph.total_layers(), participant.progress.igt_ms);
    }
    splits
}

fn gap_to(leader: &Participant, splits: &Splits, row: &Standing<'_>) -> Option<i64> {
    let progress = &row.participant.progress;
    match row.participant.status {
        ParticipantStatus::Finished => {
            Some(i64::from(progress.igt_ms) - i64::from(leader.progress.igt_ms))
        }
        ParticipantStatus::Playing => gap_ms(
            splits,
            progress.current_layer,
            row.layer_entry_igt?,
            progress.igt_ms,
        ),
        ParticipantStatus::Ready | ParticipantStatus::Registered | ParticipantStatus::Abandoned => {
            None
        }
    }
}

/// The gap of a playing participant on `layer`, entered at `entry_igt_ms`, whose clock shows
/// `igt_ms`; everything in milliseconds, negative when ahead of the leader's pace.
///
/// The gap is that at the entry of the layer, until the participant has spent more time on it than
/// the leader did; from then on it grows with the clock. None if the leader has no split for the
/// layer.
#[must_use]
pub fn gap_ms(splits: &Splits, layer: u32, entry_igt_ms: u32, igt_ms: u32) -> Option<i64> {
    let behind = |own: u32, split: u32| i64::from(own) - i64::from(split);
    let at_entry = behind(entry_igt_ms, *splits.get(&layer)?);
    let next = layer.checked_add(1).and_then(|next| splits.get(&next));
    Some(next.map_or(at_entry, |next| at_entry.max(behind(igt_ms, *next))))
}
