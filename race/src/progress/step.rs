//! What happened to one runner; the unit of which progress is the fold.

use serde::{Deserialize, Serialize};

use crate::graph::NodeId;

/// One thing that happened to a runner. Carries every value its fold needs, so that a journal can
/// be read without the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Step {
    /// The first gameplay report arrived.
    PlayBegan {
        /// The start node, recorded as first visit at IGT 0; none if the history is not empty or
        /// the graph has no start.
        start: Option<NodeId>,
    },
    /// Clock and deaths moved. Not durable.
    Ticked {
        /// The new IGT in milliseconds, at least 1.
        igt_ms: Option<u32>,
        /// The new total of deaths.
        death_count: Option<u32>,
        /// The visited node an old mod says it is in.
        zone: Option<NodeId>,
    },
    /// A node was entered: one more visit.
    ZoneEntered {
        /// The node.
        node: NodeId,
        /// Its layer.
        layer: u32,
        /// IGT of the visit, in milliseconds.
        igt_ms: u32,
        /// The runner's IGT from now on, in milliseconds; never less than before.
        clock_ms: u32,
        /// True if the node was not in the history.
        first_visit: bool,
        /// The mod's number for this event.
        event_id: Option<u64>,
    },
    /// The arrival at the node of the last visit was reported once more: only the sender is shown
    /// the zone again. Changes nothing; not durable.
    ZoneRepeated {
        /// The node.
        node: NodeId,
    },
    /// The runner was found in a node without having entered it. Not durable.
    ZoneLocated {
        /// The node.
        node: NodeId,
    },
    /// The run is over.
    Finished {
        /// The final IGT in milliseconds.
        igt_ms: u32,
        /// The number of layers of the seed, which becomes the layer reached.
        layer: u32,
        /// The mod's number for this event.
        event_id: Option<u64>,
    },
}

impl Step {
    /// The name of the kind, as in the JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::PlayBegan { .. } => "play_began",
            Self::Ticked { .. } => "ticked",
            Self::ZoneEntered { .. } => "zone_entered",
            Self::ZoneRepeated { .. } => "zone_repeated",
            Self::ZoneLocated { .. } => "zone_located",
            Self::Finished { .. } => "finished",
        }
    }

    /// True for steps that must be stored before anyone is told of them.
    #[must_use]
    pub const fn is_durable(&self) -> bool {
        match self {
            Self::PlayBegan { .. } | Self::ZoneEntered { .. } | Self::Finished { .. } => true,
            Self::Ticked { .. } | Self::ZoneRepeated { .. } | Self::ZoneLocated { .. } => false,
        }
    }
}
