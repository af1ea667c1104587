//! The progress of one runner through a seed, in a race or alone.
//!
//! [`Progress::decide`] turns what a mod reports into steps; [`Progress::apply`] folds a step. Who
//! may report, and when, is decided by [`crate::race`] and [`crate::solo`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::graph::{NodeId, SeedGraph};

mod report;
mod step;

pub use report::Report;
pub use step::Step;

/// Two arrivals at the same node closer than this are one arrival, in milliseconds of IGT.
///
/// One crossing may set up to four flags of one node at once, and a mod sends its flags again after
/// a reconnect.
pub const REPETITION_MS: u32 = 1000;

/// One arrival at a node. Coming back to a node is another visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The node entered.
    #[serde(rename = "node_id")]
    pub node: NodeId,
    /// IGT of the arrival, in milliseconds.
    pub igt_ms: u32,
    /// Deaths during this visit; left out of the JSON while there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub deaths: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// How far a runner has come, and the clock and deaths last reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Where the runner is now; moves without a visit after a death or a warp.
    pub current_zone: Option<NodeId>,
    /// The deepest layer reached; never falls. `total_layers` once finished.
    pub current_layer: u32,
    /// IGT last reported, in milliseconds; final once finished.
    pub igt_ms: u32,
    /// Total deaths last reported.
    pub death_count: u32,
    /// All visits in order of report; empty before play.
    pub zone_history: Vec<Visit>,
    /// When the reported IGT last changed; null before play.
    pub last_igt_change_at: Option<DateTime<Utc>>,
    /// The highest mod-given event id that changed something.
    pub last_event_id: Option<u64>,
}

impl Progress {
    /// True when the runner has been at `node`, by their history.
    #[must_use]
    pub fn has_visited(&self, node: &NodeId) -> bool {
        self.zone_history.iter().any(|visit| visit.node == *node)
    }

    /// True when an event with this id was already accepted, so a copy of it must change nothing.
    #[must_use]
    pub fn has_accepted(&self, event_id: Option<u64>) -> bool {
        event_id.is_some_and(|id| self.last_event_id.is_some_and(|last| id <= last))
    }

    /// What `report` amounts to: the steps to fold, in order; empty when it changes nothing.
    ///
    /// `begin` says that play has not begun, so that a gameplay report begins it. Without a graph
    /// no flag is known and there is no start node.
    #[must_use]
    pub fn decide(&self, graph: Option<&SeedGraph>, begin: bool, report: &Report) -> Vec<Step> {
        if self.has_accepted(report.event_id()) {
            return Vec::new();
        }
        if let Report::Located { node } = report {
            let known = graph.is_some_and(|graph| graph.node(node).is_some());
            return if known {
                vec![Step::ZoneLocated { node: node.clone() }]
            } else {
                Vec::new()
            };
        }
        if let Report::Flag { flag_id, .. } = report
            && !graph.is_some_and(|graph| graph.knows_flag(*flag_id))
        {
            return Vec::new();
        }
        if !begin {
            return self.decide_begun(graph, report).into_iter().collect();
        }
        let start = graph
            .and_then(SeedGraph::start)
            .filter(|_| self.zone_history.is_empty())
            .map(|node| node.id().clone());
        let began = Step::PlayBegan { start };
        let mut begun = self.clone();
        // The time of this step is never stored, so any will do to look one step ahead.
        begun.apply(&began, DateTime::UNIX_EPOCH);
        let mut steps = vec![began];
        steps.extend(begun.decide_begun(graph, report));
        steps
    }

    /// The one step of a gameplay report once play has begun, if it changes anything.
    fn decide_begun(&self, graph: Option<&SeedGraph>, report: &Report) -> Option<Step> {
        match report {
            Report::Status {
                igt_ms,
                death_count,
                zone,
            } => Some(Step::Ticked {
                igt_ms: igt_ms.filter(|igt| *igt > 0),
                death_count: *death_count,
                zone: zone.clone().filter(|node| self.has_visited(node)),
            }),
            Report::Flag {
                flag_id,
                igt_ms,
                event_id,
            } => {
                let graph = graph?;
                if graph.finish_event() == Some(*flag_id) {
                    return Some(self.finish(Some(graph), *igt_ms, *event_id));
                }
                let node = graph.node_for_flag(*flag_id)?;
                Some(self.enter(node.id(), node.layer(), *igt_ms, *event_id))
            }
            Report::Zone {
                node,
                igt_ms,
                event_id,
            } => {
                let known = node.as_ref().and_then(|id| graph?.node(id));
                match known {
                    Some(node) if self.current_zone.as_ref() == Some(node.id()) => None,
                    Some(node) => Some(self.enter(node.id(), node.layer(), *igt_ms, *event_id)),
                    None => Some(Step::Ticked {
                        igt_ms: igt_ms.filter(|igt| *igt > 0),
                        death_count: None,
                        zone: None,
                    }),
                }
            }
            Report::Finished { igt_ms, event_id } => Some(self.finish(graph, *igt_ms, *event_id)),
            Report::Located { .. } => None,
        }
    }

    /// The reported IGT, or the stored one where the report has none that can be right.
    fn effective_igt(&self, igt_ms: Option<u32>) -> u32 {
        igt_ms.filter(|igt| *igt > 0).unwrap_or(self.igt_ms)
    }

    fn enter(&self, node: &NodeId, layer: u32, igt_ms: Option<u32>, event_id: Option<u64>) -> Step {
        let igt_ms = self.effective_igt(igt_ms);
        let repeated = self
            .zone_history
            .last()
            .is_some_and(|last| last.node == *node && last.igt_ms.abs_diff(igt_ms) < REPETITION_MS);
        if repeated {
            return Step::ZoneRepeated { node: node.clone() };
        }
        Step::ZoneEntered {
            node: node.clone(),
            layer,
            igt_ms,
            clock_ms: self.igt_ms.max(igt_ms),
            first_visit: !self.has_visited(node),
            event_id,
        }
    }

    fn finish(
        &self,
        graph: Option<&SeedGraph>,
        igt_ms: Option<u32>,
        event_id: Option<u64>,
    ) -> Step {
        Step::Finished {
            igt_ms: self.effective_igt(igt_ms),
            layer: graph.map_or(0, SeedGraph::total_layers),
            event_id,
        }
    }

    /// Folds one step that happened at `at`.
    pub fn apply(&mut self, step: &Step, at: DateTime<Utc>) {
        match step {
            Step::PlayBegan { start } => {
                if let Some(node) = start {
                    self.current_zone = Some(node.clone());
                    self.zone_history.push(Visit {
                        node: node.clone(),
                        igt_ms: 0,
                        deaths: 0,
                    });
                }
            }
            Step::Ticked {
                igt_ms,
                death_count,
                zone,
            } => {
                if let Some(igt_ms) = *igt_ms {
                    self.set_clock(igt_ms, at);
                }
                if let Some(total) = *death_count {
                    self.set_deaths(total);
                }
                if let Some(node) = zone {
                    self.current_zone = Some(node.clone());
                }
            }
            Step::ZoneEntered {
                node,
                layer,
                igt_ms,
                clock_ms,
                event_id,
                first_visit: _,
            } => {
                let visit = Visit {
                    node: node.clone(),
                    igt_ms: *igt_ms,
                    deaths: 0,
                };
                self.zone_history.push(visit);
                self.current_zone = Some(node.clone());
                self.current_layer = self.current_layer.max(*layer);
                self.igt_ms = *clock_ms;
                self.last_igt_change_at = Some(at);
                self.remember(*event_id);
            }
            Step::ZoneRepeated { .. } => {}
            Step::ZoneLocated { node } => self.current_zone = Some(node.clone()),
            Step::Finished {
                igt_ms,
                layer,
                event_id,
            } => {
                self.igt_ms = *igt_ms;
                self.current_layer = self.current_layer.max(*layer);
                self.last_igt_change_at = Some(at);
                self.remember(*event_id);
            }
        }
    }

    fn set_clock(&mut self, igt_ms: u32, at: DateTime<Utc>) {
        if self.igt_ms != igt_ms {
            self.last_igt_change_at = Some(at);
        }
        self.igt_ms = igt_ms;
    }

    /// New deaths belong to the latest visit of the current zone, else to the last visit. A total
    /// that fell is believed, but takes nothing back from the visits.
    fn set_deaths(&mut self, total: u32) {
        let new = total.saturating_sub(self.death_count);
        self.death_count = total;
        if new == 0 {
            return;
        }
        let here = self.current_zone.as_ref();
        let index = self
            .zone_history
            .iter()
            .rposition(|visit| Some(&visit.node) == here);
        let visit = match index {
            Some(index) => self.zone_history.get_mut(index),
            None => self.zone_history.last_mut(),
        };
        if let Some(visit) = visit {
            visit.deaths = visit.deaths.saturating_add(new);
        }
    }

    fn remember(&mut self, event_id: Option<u64>) {
        self.last_event_id = self.last_event_id.max(event_id);
    }
}
