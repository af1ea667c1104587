//! The rules of SpeedFog Racing: seed graphs, races, participants, progress, standings and gaps.
//!
//! Command and time go in, events come out, and the state is the fold of the events. Nothing here
//! does I/O, reads a clock or draws a random number, so a whole race replays inside a unit test
//! and the mod computes the same gap as the server.

pub mod graph;
pub mod id;
pub mod plausibility;
pub mod progress;
pub mod race;
pub mod solo;
pub mod standings;
pub mod status;
pub mod zones;

#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;

pub use graph::{GraphError, NodeId, SeedGraph};
pub use id::{ParticipantId, RaceId, SeedId, SoloId, UserId};
pub use progress::{Progress, Report, Step, Visit};
pub use race::{
    Command, Correction, Event, Outcome, Participant, Race, RaceEdit, RaceRecord, RaceSettings,
    Refusal,
};
pub use standings::Standings;
pub use status::{ParticipantStatus, RaceStatus, SoloStatus};
