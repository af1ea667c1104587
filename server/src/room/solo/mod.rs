//! Live solo sessions: one room each, with one mod and any number of spectators.
//!
//! A session's row is its whole state, so every accepted event is one write of that row, and there
//! is no journal.

mod frames;
mod state;
mod task;

pub(super) use self::{state::SoloState, task::SoloTask};
