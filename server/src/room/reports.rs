//! From what a mod says to what it reports about its runner, and back to the answer.

use speedfog_protocol::ws::{self, FromMod, ToMod};
use speedfog_race::{
    NodeId, Progress, Report, SeedGraph,
    zones::{MapId, NameUse, ZoneQuery, ZoneTables, resolve_name},
};

use super::frame::Frame;

/// What is needed to understand the places a mod names.
#[derive(Clone, Copy)]
pub(super) struct Whereabouts<'a> {
    pub(super) tables: &'a ZoneTables,
    pub(super) graph: Option<&'a SeedGraph>,
    /// The runner's progress so far.
    pub(super) progress: &'a Progress,
}

/// What a message reports; none for messages that are no reports, and for questions about a place
/// that cannot be answered.
pub(super) fn report(message: FromMod, whereabouts: Whereabouts<'_>) -> Option<Report> {
    Some(match message {
        FromMod::Ready | FromMod::Auth { .. } | FromMod::Pong | FromMod::Clock { .. } => {
            return None;
        }
        FromMod::StatusUpdate(update) => Report::Status {
            igt_ms: update.igt_ms,
            death_count: update.death_count,
            zone: update
                .current_zone
                .and_then(|zone| whereabouts.zone(&zone, None, NameUse::Whereabouts)),
        },
        FromMod::EventFlag(flag) => Report::Flag {
            flag_id: flag.flag_id,
            igt_ms: flag.igt_ms,
            event_id: flag.event_id,
        },
        FromMod::ZoneEntered(entered) => {
            let from = entered.from_zone.as_deref();
            Report::Zone {
                node: whereabouts.zone(&entered.to_zone, from, NameUse::Entry),
                igt_ms: entered.igt_ms,
                event_id: entered.event_id,
            }
        }
        FromMod::Finished(finished) => Report::Finished {
            igt_ms: finished.igt_ms,
            event_id: finished.event_id,
        },
        FromMod::ZoneQuery(query) => Report::Located {
            node: whereabouts.located(&query)?,
        },
    })
}

/// What the sender of a report is told of its fate: numbered events that are `stored` are
/// acknowledged, and others that are refused are answered with the reason.
pub(super) fn answer(
    event_id: Option<u64>,
    stored: bool,
    refusal: Option<String>,
) -> Option<Frame> {
    let message = match (event_id, refusal) {
        (Some(event_id), _) if stored => ToMod::Ack { event_id },
        (_, Some(message)) => ToMod::Error { message },
        _ => return None,
    };
    Some(message.encode().into())
}

impl Whereabouts<'_> {
    /// The node that an old mod means by a zone's name.
    fn zone(&self, name: &str, from: Option<&str>, purpose: NameUse) -> Option<NodeId> {
        resolve_name(self.tables, self.graph?, self.progress, name, from, purpose)
    }

    /// Where somebody woke up, if that is certain enough.
    fn located(&self, query: &ws::ZoneQuery) -> Option<NodeId> {
        let query = ZoneQuery {
            grace_entity_id: query.grace_entity_id,
            map_id: query
                .map_id
                .as_deref()
                .and_then(|map| map.parse::<MapId>().ok()),
            position: query.position,
            play_region_id: query.play_region_id,
        };
        query.resolve(self.tables, self.graph?, self.progress)
    }
}
