//! Pack layouts kept between downloads.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::error::PackError;
use super::layout::PackLayout;
use super::mod_library::ModLibrary;
use super::seed_pack::SeedPack;
use crate::archive::SeedArchive;
use crate::same_graph::same_graph;
use crate::stamp::Stamp;

/// Layouts kept, each with an open file and, in memory, about the size of an
/// archive's directory.
const CAPACITY: usize = 16;

/// Makes packs, and keeps the layouts of the archives asked for last.
///
/// The participants of a race download the same archive within minutes; the
/// second one and all later ones wait for no directory to be read.
#[derive(Debug, Default)]
pub struct SeedPacks {
    library: Option<ModLibrary>,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    by_path: HashMap<PathBuf, KeptLayout>,
    uses: u64,
}

#[derive(Debug)]
struct KeptLayout {
    stamp: Stamp,
    layout: Arc<PackLayout>,
    last_use: u64,
}

impl SeedPacks {
    /// Nothing kept yet; archives keep the mod they have.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing kept yet; every pack gets this mod.
    pub fn with_library(library: ModLibrary) -> Self {
        Self {
            library: Some(library),
            ..Self::default()
        }
    }

    /// Plans the pack of the archive at `path` with the settings `config_toml`,
    /// whose entry is dated `timestamp`. The same three give the same bytes.
    ///
    /// Blocks on the disk, for the archive's directory and the headers of its
    /// entries only.
    ///
    /// # Errors
    ///
    /// [`PackError`] when the archive is gone or unusable.
    pub fn plan(
        &self,
        path: &Path,
        config_toml: &str,
        timestamp: DateTime<Utc>,
    ) -> Result<SeedPack, PackError> {
        let layout = self.layout(path)?;
        Ok(SeedPack::from_layout(&layout, config_toml, timestamp))
    }

    /// As [`plan`](Self::plan), on the blocking pool, and only if the archive
    /// still holds the graph `graph_json`: a file that was replaced by another
    /// seed must not reach anybody who races on the first one.
    ///
    /// # Errors
    ///
    /// As [`plan`](Self::plan), or [`PackError::OtherSeed`], or
    /// [`PackError::Stopping`].
    pub async fn plan_in_background(
        self: &Arc<Self>,
        path: PathBuf,
        graph_json: String,
        config_toml: String,
        timestamp: DateTime<Utc>,
    ) -> Result<SeedPack, PackError> {
        let packs = Arc::clone(self);
        let plan = move || {
            let layout = packs.layout(&path)?;
            let exactly = layout.graph == Some(Sha256::digest(&graph_json).into());
            if !exactly && !holds_graph(&path, &graph_json) {
                return Err(PackError::OtherSeed);
            }
            Ok(SeedPack::from_layout(&layout, &config_toml, timestamp))
        };
        let planned = tokio::task::spawn_blocking(plan).await;
        planned.map_err(|_| PackError::Stopping)?
    }

    fn layout(&self, path: &Path) -> Result<Arc<PackLayout>, PackError> {
        let stamp = Stamp::of(&std::fs::metadata(path)?);
        if let Some(layout) = self.lock().find(path, stamp) {
            return Ok(layout);
        }
        // Read without the lock: other archives need not wait for this one.
        let archive = SeedArchive::open(path)?;
        let layout = Arc::new(PackLayout::of(&archive, self.library.as_ref())?);
        self.lock().keep(path, archive.file().stamp(), &layout);
        Ok(layout)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the archive's graph is `graph_json`, written differently.
fn holds_graph(path: &Path, graph_json: &str) -> bool {
    let graph = SeedArchive::open(path).and_then(|archive| archive.read_graph());
    graph.is_ok_and(|graph| same_graph(&graph, graph_json.as_bytes()))
}

impl Kept {
    fn find(&mut self, path: &Path, stamp: Stamp) -> Option<Arc<PackLayout>> {
        self.uses += 1;
        let kept = self.by_path.get_mut(path)?;
        kept.last_use = self.uses;
        (kept.stamp == stamp).then(|| Arc::clone(&kept.layout))
    }

    fn keep(&mut self, path: &Path, stamp: Stamp, layout: &Arc<PackLayout>) {
        if self.by_path.len() >= CAPACITY && !self.by_path.contains_key(path) {
            let oldest = self.by_path.iter().min_by_key(|(_, kept)| kept.last_use);
            let oldest = oldest.map(|(path, _)| path.clone());
            oldest.and_then(|path| self.by_path.remove(&path));
        }
        let kept = KeptLayout {
            stamp,
            layout: Arc::clone(layout),
            last_use: self.uses,
        };
        self.by_path.insert(path.to_owned(), kept);
    }
}
