//! The race mod's core, free of any platform: configuration, connection and tracker.
//!
//! The tracker turns what the game shows and what the server says into messages; the connection
//! carries them on a thread of its own, so that a frame of the game never waits. Neither decides
//! a rule of the race, and neither touches memory: readers of the game are adapters behind
//! [`game::GameReader`]. The simulated racers run on the very same core.

pub mod config;
pub mod game;
pub mod net;
pub mod outbox;
#[cfg(feature = "overlay")]
pub mod overlay;
mod session;
pub mod tracker;

pub use session::{Frame, Session};
