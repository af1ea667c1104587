//! The stock of seeds: the folders of the pools, kept in step with the database.
//!
//! Archives are files that people put there and take away while the server runs. What is found,
//! missing or broken is known here, and low pools are refilled from here.

mod low;
mod refill;
mod report;
mod shelf;
mod sync;
mod upload;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use speedfog_race::graph::SeedGraph;
use speedfog_seeds::{PoolConfigs, PoolName, ReadSeed, Slug};

use self::{refill::Refills, report::Report, shelf::Shelf};
pub(crate) use self::{
    refill::refill_low_pools,
    upload::{UploadError, Uploader},
};
use crate::{
    config::StockSettings,
    store::{NewSeed, Store, StoreError},
};

/// A look at the folders that could not be taken; single bad archives are reported instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StockError {
    /// A folder could not be listed.
    #[error("pool folder {path}: {error}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What went wrong.
        error: std::io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The blocking part was cancelled or panicked.
    #[error("interrupted: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// Everything known of the folders of the pools.
#[derive(Debug)]
pub(crate) struct Stock {
    store: Store,
    pools_dir: PathBuf,
    configs: Arc<PoolConfigs>,
    settings: StockSettings,
    /// Held by whoever changes files or rows, so that there is one at a time.
    shelf: tokio::sync::Mutex<Shelf>,
    report: Mutex<Report>,
    refills: Mutex<Refills>,
}

impl Stock {
    /// Knows nothing yet.
    pub(crate) fn new(
        store: Store,
        pools_dir: PathBuf,
        configs: Arc<PoolConfigs>,
        settings: StockSettings,
    ) -> Self {
        Self {
            store,
            pools_dir,
            configs,
            settings,
            shelf: tokio::sync::Mutex::default(),
            report: Mutex::default(),
            refills: Mutex::default(),
        }
    }

    fn report(&self) -> MutexGuard<'_, Report> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refills(&self) -> MutexGuard<'_, Refills> {
        self.refills.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The row of a seed that lies at `path`.
fn new_seed(pool: &PoolName, slug: &Slug, path: &std::path::Path, seed: &ReadSeed) -> NewSeed {
    let graph: &SeedGraph = &seed.graph;
    NewSeed {
        pool_name: pool.as_str().into(),
        seed_number: slug.as_str().into(),
        total_layers: graph.total_layers(),
        total_nodes: graph.total_nodes(),
        total_paths: graph.total_paths().unwrap_or(0),
        graph_json: String::from_utf8_lossy(&seed.graph_json).into_owned(),
        path: path.to_string_lossy().into_owned(),
    }
}
