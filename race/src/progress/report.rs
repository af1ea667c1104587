//! What a mod tells about its runner.

use crate::graph::NodeId;

/// One report of a mod. Texts that name a zone are resolved to nodes by the caller
/// (see [`crate::zones`]) before they get here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The regular tick. A part that is missing leaves that part unchanged.
    Status {
        /// IGT in milliseconds; 0 is ignored, since menus report it.
        igt_ms: Option<u32>,
        /// Total deaths; may fall.
        death_count: Option<u32>,
        /// Where an old mod believes to be; ignored unless already visited.
        zone: Option<NodeId>,
    },
    /// An event flag of the seed was set. Unknown flags change nothing.
    Flag {
        /// The flag.
        flag_id: u32,
        /// IGT of its detection in milliseconds; the stored IGT counts when missing or 0.
        igt_ms: Option<u32>,
        /// The mod's number for this event, strictly increasing.
        event_id: Option<u64>,
    },
    /// An old mod entered a zone; never finishes.
    Zone {
        /// The node entered, or none if the zone's name could not be resolved.
        node: Option<NodeId>,
        /// IGT in milliseconds; the stored IGT counts when missing or 0.
        igt_ms: Option<u32>,
        /// The mod's number for this event, strictly increasing.
        event_id: Option<u64>,
    },
    /// Where the runner woke up after a death or a warp. Moves the display, never counts as
    /// progress, and does not begin play.
    Located {
        /// The node the question was resolved to.
        node: NodeId,
    },
    /// The mod says the run is over.
    Finished {
        /// Final IGT in milliseconds; the stored IGT counts when missing or 0.
        igt_ms: Option<u32>,
        /// The mod's number for this event, strictly increasing.
        event_id: Option<u64>,
    },
}

impl Report {
    /// The mod's number for this event, where the kind of report carries one.
    #[must_use]
    pub const fn event_id(&self) -> Option<u64> {
        match self {
            Self::Flag { event_id, .. }
            | Self::Zone { event_id, .. }
            | Self::Finished { event_id, .. } => *event_id,
            Self::Status { .. } | Self::Located { .. } => None,
        }
    }
}
