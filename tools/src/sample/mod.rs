//! Sample seeds: pools that look and behave like real ones, made without the game and without
//! the external generator.
//!
//! Graphs keep every promise that graphs of format 4.4 make, and are the same for the same seed
//! number. The game files in the archives are noise: nobody can play them.

mod archive;
mod cast;
mod graph;
mod items;
mod layout;
mod places;
mod pool;
mod spec;
#[cfg(test)]
mod tests;

pub use self::{
    archive::{ArchiveOptions, seed_archive},
    graph::graph,
    pool::{Pool, write_pool},
    spec::GraphSpec,
};
