//! The running game, read from its memory.
//!
//! Everything here works on numbers: which address, how many bytes, what they mean. The bytes
//! themselves come from a [`Process`], so all of it is tested without the game. Nothing is read
//! from a version of the game that has no row in the table, and nothing is written but single
//! bits of event flags that belong to the race.

mod flag_pages;
mod gifts;
mod layout;
mod process;
mod reader;
mod version;

pub use gifts::Gifts;
pub use layout::{Layout, NodeLayout};
pub use process::{Object, Process, Travel};
pub use reader::LiveGame;
pub use version::{Executable, GAME, Language, Unsupported, VERSIONS, Version, supported};
