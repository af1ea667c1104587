//! The sample pools and how they are written to disk.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{
    archive::{self, ArchiveOptions},
    graph::graph,
    spec::GraphSpec,
};

/// A named stock of seeds made with the same settings.
#[derive(Debug, Clone)]
pub struct Pool {
    /// Folder name, `[A-Za-z0-9_-]`.
    pub name: String,
    /// Size of its graphs.
    pub spec: GraphSpec,
    /// Text of its `config.toml`.
    pub config: String,
}

impl Pool {
    /// The pools a fresh installation is filled with: two for races, one with shuffled bosses and
    /// two for training.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let pool = |name: &str, spec, config: &str| Self {
            name: name.to_owned(),
            spec,
            config: config.to_owned(),
        };
        vec![
            pool(
                "sprint",
                GraphSpec::sprint(),
                include_str!("pools/sprint.toml"),
            ),
            pool(
                "standard",
                GraphSpec::standard(),
                include_str!("pools/standard.toml"),
            ),
            pool(
                "boss_shuffle",
                GraphSpec::boss_shuffle(),
                include_str!("pools/boss_shuffle.toml"),
            ),
            pool(
                "training_sprint",
                GraphSpec::sprint(),
                include_str!("pools/training_sprint.toml"),
            ),
            pool(
                "training_standard",
                GraphSpec::standard(),
                include_str!("pools/training_standard.toml"),
            ),
        ]
    }
}

/// Writes `seeds` seeds of a pool to `<root>/<pool>/`, with its `config.toml`.
///
/// The files depend on the pool and on `seed` alone, names included. A file that exists is left
/// as it is. Returns the archives that were written, which may be none.
///
/// # Errors
/// When a folder or file cannot be written; the files finished before that stay, and none is
/// left half written under its final name.
pub fn write_pool(
    root: &Path,
    pool: &Pool,
    seeds: usize,
    seed: u64,
    options: ArchiveOptions,
) -> Result<Vec<PathBuf>> {
    let folder = root.join(&pool.name);
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let config = folder.join("config.toml");
    if !config.exists() {
        archive::place(&config, pool.config.as_bytes())?;
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ fold(&pool.name));
    let mut written = Vec::new();
    for _ in 0..seeds {
        let number = rng.random_range(1..=999_999_999);
        let slug = format!("{:012x}", rng.random::<u64>() >> 16);
        let path = folder.join(format!("seed_{slug}.zip"));
        if path.exists() {
            continue;
        }
        let bytes = archive::seed_archive(&slug, &graph(&pool.spec, number), number, options)
            .with_context(|| format!("cannot pack seed {slug}"))?;
        archive::place(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// A number from a pool's name, so that pools of one run differ.
fn fold(name: &str) -> u64 {
    name.bytes()
        .fold(0, |sum: u64, byte| sum.rotate_left(7) ^ u64::from(byte))
}
