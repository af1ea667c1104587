//! Looking through the pool folders for seeds that are not known yet.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use speedfog_race::graph::{GraphError, SeedGraph};

use super::archive::{ArchiveError, SeedArchive};
use super::pool_configs;
use super::pool_name::PoolName;
use super::slug::Slug;

/// A seed on disk, with its graph read and accepted.
#[derive(Debug)]
pub struct FoundSeed {
    /// Its slug, unique in the pool.
    pub slug: Slug,
    /// Its archive.
    pub path: PathBuf,
    /// Its graph.
    pub graph: Arc<SeedGraph>,
    /// The text the graph was read from, as it is in the archive.
    pub graph_json: Bytes,
}

/// A seed archive that cannot be used; the pool's other seeds can.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct SeedFault {
    /// The archive.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: FaultReason,
}

/// What is wrong with a seed archive.
#[derive(Debug, thiserror::Error)]
pub enum FaultReason {
    /// The archive is unreadable or must not be passed on.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The graph breaks a rule.
    #[error("graph.json: {0}")]
    Graph(#[from] GraphError),
}

/// The pools in `pools_dir`, by name: each folder that holds settings.
///
/// Folders that do not bear a pool name are reported in the log and left out.
///
/// # Errors
///
/// The system's error when `pools_dir` cannot be listed.
pub fn list_pools(pools_dir: &Path) -> io::Result<Vec<PoolName>> {
    let mut pools = Vec::new();
    for folder in fs::read_dir(pools_dir)? {
        let folder = folder?;
        if !folder.path().join(pool_configs::FILE_NAME).is_file() {
            continue;
        }
        let file_name = folder.file_name();
        match PoolName::parse(&file_name.to_string_lossy()) {
            Ok(pool) => pools.push(pool),
            Err(error) => {
                tracing::warn!(path = %folder.path().display(), %error, "folder skipped as a pool");
            }
        }
    }
    pools.sort();
    Ok(pools)
}

/// Looks through the folder of `pool` for seeds whose slug is not `known`.
///
/// Lists the folder at once and reads one archive per step of the iterator, so
/// that a first scan of thousands of seeds holds one graph at a time.
///
/// # Errors
///
/// The system's error when the pool's folder cannot be listed.
pub fn scan_pool(
    pools_dir: &Path,
    pool: &PoolName,
    known: &HashSet<String>,
) -> io::Result<PoolScan> {
    let mut unknown = Vec::new();
    for file in fs::read_dir(pools_dir.join(pool.as_str()))? {
        let file = file?;
        let slug = file.file_name().to_str().and_then(Slug::from_file_name);
        let Some(slug) = slug.filter(|slug| !known.contains(slug.as_str())) else {
            continue;
        };
        // Not followed if it is a link: a seed is a file of its pool.
        if file.file_type().is_ok_and(|kind| kind.is_file()) {
            unknown.push((slug, file.path()));
        }
    }
    // Last first, as the scan takes them from the end.
    unknown.sort_by(|a, b| b.cmp(a));
    Ok(PoolScan {
        pool: pool.clone(),
        unknown,
    })
}

/// The new seeds of one pool in the order of their slugs, or what is wrong with
/// them; see [`scan_pool`]. Faults are in the log already.
#[derive(Debug)]
pub struct PoolScan {
    pool: PoolName,
    unknown: Vec<(Slug, PathBuf)>,
}

impl Iterator for PoolScan {
    type Item = Result<FoundSeed, SeedFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let (slug, path) = self.unknown.pop()?;
        let read = read_seed(&path);
        Some(match read {
            Ok((graph, graph_json)) => Ok(FoundSeed {
                slug,
                path,
                graph: Arc::new(graph),
                graph_json,
            }),
            Err(reason) => {
                tracing::warn!(pool.name = %self.pool, path = %path.display(), %reason, "seed skipped");
                Err(SeedFault { path, reason })
            }
        })
    }
}

/// Reads the archive at `path` with every check that a new seed must pass: its graph, and the
/// text it was read from.
///
/// # Errors
///
/// [`FaultReason`] when the archive cannot be used as a seed.
pub fn read_seed(path: &Path) -> Result<(SeedGraph, Bytes), FaultReason> {
    let archive = SeedArchive::open(path)?;
    let graph_json = archive.read_graph()?;
    // Found now, a fault costs one seed; found later, it costs a race.
    archive.extents()?;
    let graph = SeedGraph::parse(&graph_json)?;
    Ok((graph, graph_json))
}

#[cfg(test)]
mod tests;
