//! Pools of seeds: making them with the external SpeedFog generator, and looking at what is there.
//!
//! The generator is a separate program that is only ever run, never linked. It tells success by its
//! exit code alone; its output is kept and shown, not understood.

mod archive;
mod check;
mod generate;
mod generator;
pub(crate) mod helper;
mod ledger;
mod mod_engine;
mod seed_folder;
mod settings;
mod stats;
mod upload;

pub use self::{
    check::{PoolReport, SeedReport, check_pools},
    generate::{Job, Outcome, Plan, Progress, Request, generate},
    generator::Generator,
    settings::{SettingsError, resolve},
    stats::{SeedStats, pool_stats},
    upload::Uploads,
};
