//! Progress that must outlive this process.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which run progress belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunKey {
    /// The race; the session in solo mode.
    pub race_id: Uuid,
    /// The participant.
    pub participant_id: Uuid,
    /// The seed that the flags belong to; another one makes them worthless.
    pub seed_id: Option<Uuid>,
    /// When the race started, in Unix seconds; none before. A race that was reset and started
    /// again wants nothing of before.
    #[serde(default)]
    pub started_s: Option<i64>,
}

impl RunKey {
    /// Whether both are of one participant and seed, perhaps from different starts.
    #[must_use]
    pub fn is_same_but_for_start(&self, other: &Self) -> bool {
        let of_any_start = |run: &Self| Self {
            started_s: None,
            ..*run
        };
        of_any_start(self) == of_any_start(other)
    }
}

/// Progress that must outlive this process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Larger than every number of an event used so far. It matters even when all events are
    /// confirmed: the system's clock, which gives the first number, may be set back.
    pub next_event_id: u64,
    /// Flags in the order in which they were seen.
    pub flags: Vec<PendingFlag>,
}

/// A flag whose way is not at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingFlag {
    /// The flag.
    pub flag: u32,
    /// In-game time in milliseconds when it was seen; none if unknown.
    pub igt_ms: Option<u32>,
    /// Number of the event, once it was sent.
    pub event_id: Option<u64>,
    /// Whether the server has it, and only the game has still to forget it.
    pub confirmed: bool,
}
