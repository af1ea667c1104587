//! Looking through the pool folders for seeds.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use speedfog_race::graph::{GraphError, SeedGraph};

use super::archive::{ArchiveError, SeedArchive};
use super::pool_configs;
use super::pool_name::PoolName;
use super::slug::Slug;
use super::stamp::Stamp;

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

/// The file of a seed, as it was when its folder was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedFile {
    /// The seed's slug, unique in the pool.
    pub slug: Slug,
    /// Where the file is.
    pub path: PathBuf,
    /// Its length and time.
    pub stamp: Stamp,
}

/// The files of seeds in the folder of `pool`, in the order of their slugs.
/// None is opened.
///
/// # Errors
///
/// The system's error when the pool's folder cannot be listed.
pub fn list_seed_files(pools_dir: &Path, pool: &PoolName) -> io::Result<Vec<SeedFile>> {
    let mut files = Vec::new();
    for file in fs::read_dir(pools_dir.join(pool.as_str()))? {
        let file = file?;
        let Some(slug) = file.file_name().to_str().and_then(Slug::from_file_name) else {
            continue;
        };
        // Not followed if it is a link: a seed is a file of its pool. One that
        // cannot be looked at has just gone.
        let Ok(metadata) = file.metadata() else {
            continue;
        };
        if metadata.is_file() {
            files.push(SeedFile {
                slug,
                path: file.path(),
                stamp: Stamp::of(&metadata),
            });
        }
    }
    files.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok(files)
}

/// A seed whose archive and graph were read and accepted.
#[derive(Debug)]
pub struct ReadSeed {
    /// Its graph.
    pub graph: SeedGraph,
    /// The text the graph was read from, as it is in the archive.
    pub graph_json: Bytes,
}

/// Reads the archive at `path` with every check that a new seed must pass.
///
/// # Errors
///
/// [`FaultReason`] when the archive cannot be used as a seed.
pub fn read_seed(path: &Path) -> Result<ReadSeed, FaultReason> {
    read(&SeedArchive::open(path)?)
}

/// As [`read_seed`], of an open archive.
pub(super) fn read(archive: &SeedArchive) -> Result<ReadSeed, FaultReason> {
    let graph_json = archive.read_graph()?;
    // Found now, a fault costs one seed; found later, it costs a race.
    archive.extents()?;
    let graph = SeedGraph::parse(&graph_json)?;
    Ok(ReadSeed { graph, graph_json })
}

#[cfg(test)]
mod tests;
