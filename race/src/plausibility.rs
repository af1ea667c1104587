//! Does what a runner's mod reports look like play? A question to the organizer, never a verdict:
//! nothing here changes a race.
//!
//! Every rule leaves room for what happens to honest runners. Reports arrive late and in bursts
//! after a lost connection; flags that were set meanwhile arrive with an older IGT, or out of order;
//! IGT falls by a little after a quit-out, and by more after a crash of the game.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::graph::{NodeId, SeedGraph};
use crate::progress::{Progress, Step};

/// How much IGT may gain on real time, in milliseconds: more than a line can hold reports back.
const CLOCK_LEAD_MS: i64 = 90_000;

/// How far IGT may fall, in milliseconds: more than a crash of the game takes back.
const CLOCK_FALL_MS: u32 = 120_000;

/// How long a node may be without a visited neighbour, in milliseconds of real time: longer than the
/// flags of one reconnect take to arrive.
const ORDER_MS: i64 = 30_000;

/// The part of the expected time without which nothing can be crossed, as a divisor.
const FASTEST: f64 = 20.0;

/// Suspicions of one kind that one run can raise.
pub const MOST_PER_KIND: u8 = 5;

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SuspicionKind {
    /// IGT ran faster than real time.
    ClockFast,
    /// IGT fell by more than a crash explains.
    ClockBack,
    /// A node was entered that no visited node is next to.
    NotAdjacent,
    /// The run was finished without a visit to a final node.
    FinishEarly,
    /// A node was reached in a fraction of the time that the way there takes.
    TooFast,
}

impl SuspicionKind {
    /// The name used on the wire and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClockFast => "clock_fast",
            Self::ClockBack => "clock_back",
            Self::NotAdjacent => "not_adjacent",
            Self::FinishEarly => "finish_early",
            Self::TooFast => "too_fast",
        }
    }
}

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// What.
    pub kind: SuspicionKind,
    /// Particulars for people.
    pub detail: String,
    /// The IGT reported, in milliseconds.
    pub igt_ms: u32,
}

/// What is remembered of a run to judge its next step. Whoever starts afresh in the middle of a run
/// judges more leniently, and nothing else.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// The most that real time was ahead of IGT, in milliseconds.
    ahead_ms: Option<i64>,
    /// Nodes without a visited neighbour, with the IGT and the time of their entry.
    apart: Vec<(NodeId, u32, DateTime<Utc>)>,
    /// Suspicions so far, by kind.
    raised: [u8; 5],
}

impl Watch {
    /// A watch over a run that has raised these suspicions before.
    pub fn resume(raised: impl IntoIterator<Item = SuspicionKind>) -> Self {
        let mut watch = Self::default();
        for kind in raised {
            let count = &mut watch.raised[kind as usize];
            *count = count.saturating_add(1);
        }
        watch
    }

    /// Judges `step`, which happens at `now`, before it is folded into `progress`.
    pub fn judge(
        &mut self,
        progress: &Progress,
        step: &Step,
        graph: Option<&SeedGraph>,
        now: DateTime<Utc>,
    ) -> Vec<Suspicion> {
        let mut found = Vec::new();
        match step {
            Step::Ticked {
                igt_ms: Some(igt_ms),
                ..
            } => {
                found.extend(self.clock(progress, *igt_ms, now));
                found.extend(self.order(progress, graph, now, ORDER_MS));
            }
            Step::ZoneEntered {
                node,
                igt_ms,
                first_visit: true,
                ..
            } => {
                found.extend(self.order(progress, graph, now, ORDER_MS));
                if let Some(graph) = graph {
                    found.extend(speed(progress, node, *igt_ms, graph));
                    if !has_visited_neighbour(progress, node, graph) {
                        self.apart.push((node.clone(), *igt_ms, now));
                    }
                }
            }
            Step::Finished { igt_ms, .. } => {
                found.extend(self.order(progress, graph, now, 0));
                found.extend(graph.and_then(|graph| end(progress, *igt_ms, graph)));
            }
            Step::PlayBegan { .. }
            | Step::Ticked { igt_ms: None, .. }
            | Step::ZoneEntered {
                first_visit: false, ..
            }
            | Step::ZoneRepeated { .. }
            | Step::ZoneLocated { .. } => {}
        }
        found.retain(|suspicion| {
            let count = &mut self.raised[suspicion.kind as usize];
            let room = *count < MOST_PER_KIND;
            *count += u8::from(room);
            room
        });
        found
    }

    fn clock(&mut self, progress: &Progress, igt_ms: u32, now: DateTime<Utc>) -> Option<Suspicion> {
        let ahead = now.timestamp_millis() - i64::from(igt_ms);
        let most = *self.ahead_ms.get_or_insert(ahead);
        let suspicion = |kind, lead: i64, what: fmt::Arguments<'_>| {
            let detail = format!("{} s {what}.", lead / 1000);
            Some(Suspicion {
                kind,
                detail,
                igt_ms,
            })
        };
        if most - ahead > CLOCK_LEAD_MS {
            self.ahead_ms = Some(ahead);
            let what = format_args!("more in the game than on the clock");
            return suspicion(SuspicionKind::ClockFast, most - ahead, what);
        }
        self.ahead_ms = Some(most.max(ahead));
        let fall = progress.igt_ms.saturating_sub(igt_ms);
        if fall > CLOCK_FALL_MS {
            let what = format_args!("less in the game than before");
            return suspicion(SuspicionKind::ClockBack, fall.into(), what);
        }
        None
    }

    /// Nodes that have waited `patience` milliseconds for a visited neighbour.
    fn order(
        &mut self,
        progress: &Progress,
        graph: Option<&SeedGraph>,
        now: DateTime<Utc>,
        patience: i64,
    ) -> Vec<Suspicion> {
        let Some(graph) = graph else {
            return Vec::new();
        };
        self.apart
            .retain(|(node, _, _)| !has_visited_neighbour(progress, node, graph));
        let is_due = |at: DateTime<Utc>| (now - at).num_milliseconds() >= patience;
        let due = self.apart.extract_if(.., |(_, _, at)| is_due(*at));
        due.map(|(node, igt_ms, _)| Suspicion {
            kind: SuspicionKind::NotAdjacent,
            detail: format!("Nothing visited leads to {}.", name(graph, &node)),
            igt_ms,
        })
        .collect()
    }
}

fn name<'g>(graph: &'g SeedGraph, node: &'g str) -> &'g str {
    graph.node(node).map_or(node, |node| node.display_name())
}

/// True if the run has been next to `node`. The start counts as visited.
fn has_visited_neighbour(progress: &Progress, node: &NodeId, graph: &SeedGraph) -> bool {
    let start = graph.start();
    start.is_some_and(|start| start.id() == node)
        || graph
            .neighbours(node)
            .iter()
            .any(|other| progress.has_visited(other.id()) || start == Some(*other))
}

/// The way to `node` takes a while, however good the runner.
fn speed(progress: &Progress, node: &NodeId, igt_ms: u32, graph: &SeedGraph) -> Option<Suspicion> {
    let mut crossed: Vec<&NodeId> = progress
        .zone_history
        .iter()
        // Late reports may tell of what came before other visits.
        .filter(|visit| visit.igt_ms <= igt_ms && visit.node != *node)
        .map(|visit| &visit.node)
        .collect();
    crossed.sort();
    crossed.dedup();
    let minutes: f64 = crossed
        .iter()
        .filter_map(|node| graph.node(node))
        .map(|node| node.weight().max(0.0))
        .sum();
    let least_ms = minutes * 60_000.0 / FASTEST;
    (f64::from(igt_ms) < least_ms).then(|| Suspicion {
        kind: SuspicionKind::TooFast,
        detail: format!(
            "{} was reached after {} s, by a way of about {minutes:.0} min.",
            name(graph, node),
            igt_ms / 1000
        ),
        igt_ms,
    })
}

/// A run ends in a final node, if the graph has any.
fn end(progress: &Progress, igt_ms: u32, graph: &SeedGraph) -> Option<Suspicion> {
    let mut finals = graph.nodes().filter(|node| node.kind() == "final_boss");
    let first = finals.next()?;
    let visited = std::iter::once(first)
        .chain(finals)
        .any(|node| progress.has_visited(node.id()));
    (!visited).then(|| Suspicion {
        kind: SuspicionKind::FinishEarly,
        detail: format!("Finished without a visit to {}.", first.display_name()),
        igt_ms,
    })
}
