//! Storing the seeds that lie in the pool folders.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use speedfog_race::graph::SeedGraph;
use speedfog_seeds::{FoundSeed, PoolName};

use crate::{
    clock,
    store::{NewSeed, Store, StoreError},
};

/// A scan that could not be done; single bad archives are logged and skipped instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ScanError {
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
    #[error("scan interrupted: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// Stores every new seed of every pool below `pools_dir` and returns how many there were.
/// Known seeds stay as they are; reading archives happens off the request threads.
pub(crate) async fn scan_pools(store: &Store, pools_dir: PathBuf) -> Result<usize, ScanError> {
    let dir = pools_dir.clone();
    let pools = tokio::task::spawn_blocking(move || speedfog_seeds::list_pools(&dir))
        .await?
        .map_err(|error| ScanError::Folder {
            path: pools_dir.clone(),
            error,
        })?;
    let mut added = 0;
    for pool in pools {
        added += scan_pool(store, &pools_dir, pool).await?;
    }
    Ok(added)
}

/// Stores every new seed of one pool and returns how many there were; none without a folder.
pub(crate) async fn scan_one_pool(
    store: &Store,
    pools_dir: &Path,
    pool: PoolName,
) -> Result<usize, ScanError> {
    if !pools_dir.join(pool.as_str()).is_dir() {
        return Ok(0);
    }
    scan_pool(store, pools_dir, pool).await
}

async fn scan_pool(store: &Store, pools_dir: &Path, pool: PoolName) -> Result<usize, ScanError> {
    let known = store.known_slugs(pool.as_str()).await?;
    let (dir, name) = (pools_dir.to_owned(), pool.clone());
    // One archive at a time: memory stays small however large the pool is.
    let (found, mut seeds) = tokio::sync::mpsc::channel::<FoundSeed>(1);
    let reading = tokio::task::spawn_blocking(move || -> std::io::Result<()> {
        for seed in speedfog_seeds::scan_pool(&dir, &name, &known)?.flatten() {
            if found.blocking_send(seed).is_err() {
                break;
            }
        }
        Ok(())
    });
    let mut added = 0;
    while let Some(seed) = seeds.recv().await {
        let graph: &Arc<SeedGraph> = &seed.graph;
        let new = NewSeed {
            pool_name: pool.as_str().into(),
            seed_number: seed.slug.as_str().into(),
            total_layers: graph.total_layers(),
            total_nodes: graph.total_nodes(),
            total_paths: graph.total_paths().unwrap_or(0),
            graph_json: String::from_utf8_lossy(&seed.graph_json).into_owned(),
            path: seed.path.to_string_lossy().into_owned(),
        };
        store.add_seed(new, clock::now()).await?;
        added += 1;
    }
    reading.await?.map_err(|error| ScanError::Folder {
        path: pools_dir.join(pool.as_str()),
        error,
    })?;
    if added > 0 {
        tracing::info!(pool = %pool, added, "seeds added");
    }
    Ok(added)
}
