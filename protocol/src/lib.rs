//! Every JSON shape on the wire: REST bodies, WebSocket messages, close codes and limits.
//!
//! Types here are shapes only. They never know the database, the rules of a race or how a
//! value is obtained, so that an installed mod and a new server can disagree about anything
//! but the text between them. Both directions of every message are implemented, because the
//! server, the mod, the simulated racers and the tests share one definition.
//!
//! Unknown fields are ignored everywhere and unknown message types are reported as
//! [`DecodeError::UnknownType`], which a receiver logs and skips: additions are free.

pub mod close;
mod decode;
pub mod limits;
pub mod rest;
mod status;
pub mod time;
pub mod version;
pub mod ws;

pub use decode::DecodeError;
pub use status::{LiveStatus, ParticipantStatus, RaceStatus, TrainingStatus};
