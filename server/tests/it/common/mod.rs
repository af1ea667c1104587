//! A server for each test, and clients for it.

mod api;
mod archive;
mod database;
pub(crate) mod discord;
mod game;
mod line;
pub(crate) mod operator;
mod process;
mod server;
mod socket;
mod solo;
pub(crate) mod twitch;
mod watcher;

use std::time::Duration;

pub(crate) use self::{
    api::{Answer, Api},
    archive::{playable_archive, zip_of},
    database::fresh_postgres,
    game::Game,
    line::Line,
    process::{ServerProcess, folder_with, free_address},
    server::{TestServer, write_seed, write_training_pool},
    socket::Socket,
    solo::{Solo, TRAINING_POOL},
    watcher::Watcher,
};

/// How long a condition may take before a test gives up. Far longer than anything takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
