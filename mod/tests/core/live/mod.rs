//! The reader of the running game, on memory made by hand.

mod fake_game;
mod gifts;
mod reader;
mod version;
