//! Looking through pools for what would spoil a race.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, Result, ensure};
use speedfog_seeds::{PoolName, SeedFile, check_seed, list_pools, list_seed_files};

/// What is found in one pool.
#[derive(Debug)]
pub struct PoolReport {
    /// Name of the pool.
    pub pool: String,
    /// What is wrong with the pool itself.
    pub faults: Vec<String>,
    /// Its seeds by slug.
    pub seeds: Vec<SeedReport>,
}

/// What is found in one archive.
#[derive(Debug)]
pub struct SeedReport {
    /// Name of the file.
    pub file: String,
    /// Format version of the graph, if it can be read.
    pub version: Option<String>,
    /// What makes it unusable: a server refuses it or nobody can play it.
    pub faults: Vec<String>,
    /// What is odd but does not keep anybody from racing.
    pub notes: Vec<String>,
}

impl PoolReport {
    /// Whether anything keeps a seed from being raced on.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        !self.faults.is_empty() || self.seeds.iter().any(|seed| !seed.faults.is_empty())
    }
}

/// Looks through every pool in `pools`, or only through the named one.
///
/// # Errors
/// When a folder cannot be listed or the named pool is not there. Faults of pools and seeds are in
/// the reports instead.
pub fn check_pools(pools: &Path, only: Option<&PoolName>) -> Result<Vec<PoolReport>> {
    let names = named(pools, only)?;
    // Pool and file of the first seed with a graph, across pools.
    let mut known = HashMap::new();
    names
        .iter()
        .map(|name| check_pool(pools, name, &mut known))
        .collect()
}

/// The pools of the folder, or the one that is asked for.
pub(super) fn named(pools: &Path, only: Option<&PoolName>) -> Result<Vec<PoolName>> {
    let names = list_pools(pools)
        .with_context(|| format!("cannot read the pools in {}", pools.display()))?;
    match only {
        None => Ok(names),
        Some(name) if names.contains(name) => Ok(vec![name.clone()]),
        Some(name) => anyhow::bail!(
            "there is no pool {name} with a config.toml in {}",
            pools.display()
        ),
    }
}

fn check_pool(
    pools: &Path,
    name: &PoolName,
    known: &mut HashMap<Vec<u8>, String>,
) -> Result<PoolReport> {
    let folder = pools.join(name.as_str());
    let mut report = PoolReport {
        pool: name.to_string(),
        faults: Vec::new(),
        seeds: Vec::new(),
    };
    let config = fs::read_to_string(folder.join("config.toml"))?;
    if let Err(error) = config.parse::<toml::Table>() {
        report
            .faults
            .push(format!("config.toml: {}", error.message()));
    }
    for file in list_seed_files(pools, name)? {
        report.seeds.push(check_file(name, &file, known));
    }
    if report.seeds.is_empty() {
        report.faults.push("no seeds".to_owned());
    }
    Ok(report)
}

/// Refuses an archive that nobody could race on.
pub(super) fn raceable(archive: &Path) -> Result<()> {
    let checked = check_seed(archive).context("it cannot be used as a seed")?;
    ensure!(
        checked.faults.is_empty(),
        "nobody could race on it: {}",
        checked.faults.join("; ")
    );
    Ok(())
}

fn check_file(
    pool: &PoolName,
    file: &SeedFile,
    known: &mut HashMap<Vec<u8>, String>,
) -> SeedReport {
    let name = file_name(&file.path);
    let seed = match check_seed(&file.path) {
        Ok(seed) => seed,
        Err(reason) => {
            return SeedReport {
                file: name,
                version: None,
                faults: vec![reason.to_string()],
                notes: Vec::new(),
            };
        }
    };
    let mut faults = seed.faults;
    let here = format!("{pool}/{name}");
    match known.get(&*seed.graph_json) {
        Some(other) => faults.push(format!("the same seed as {other}")),
        None => {
            known.insert(seed.graph_json.to_vec(), here);
        }
    }
    SeedReport {
        file: name,
        version: seed.graph.version().map(str::to_owned),
        faults,
        notes: seed.notes,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
