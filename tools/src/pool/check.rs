//! Looking through pools for what would spoil a race.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fs::{self, File},
    io::{BufReader, Read},
    path::Path,
};

use anyhow::{Context, Result};
use speedfog_race::SeedGraph;
use speedfog_seeds::{FoundSeed, PoolName, list_pools, scan_pool};
use zip::ZipArchive;

use super::mod_engine;

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
    // Slug and pool of the first seed with a graph, across pools.
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
    for seed in scan_pool(pools, name, &HashSet::new())? {
        report.seeds.push(match seed {
            Ok(seed) => check_seed(name, &seed, known),
            Err(fault) => SeedReport {
                file: file_name(&fault.path),
                version: None,
                faults: vec![fault.reason.to_string()],
                notes: Vec::new(),
            },
        });
    }
    if report.seeds.is_empty() {
        report.faults.push("no seeds".to_owned());
    }
    Ok(report)
}

fn check_seed(
    pool: &PoolName,
    seed: &FoundSeed,
    known: &mut HashMap<Vec<u8>, String>,
) -> SeedReport {
    let file = file_name(&seed.path);
    let mut report = SeedReport {
        version: seed.graph.version().map(str::to_owned),
        faults: graph_faults(&seed.graph),
        notes: Vec::new(),
        file,
    };
    if let Err(error) = check_layout(&seed.path, &mut report) {
        report.faults.push(format!("{error:#}"));
    }
    let here = format!("{pool}/{}", report.file);
    match known.get(&*seed.graph_json) {
        Some(other) => report.faults.push(format!("the same seed as {other}")),
        None => {
            known.insert(seed.graph_json.to_vec(), here);
        }
    }
    report
}

/// What the strict reading of a graph leaves open, because a race can be held all the same.
fn graph_faults(graph: &SeedGraph) -> Vec<String> {
    let mut faults = Vec::new();
    if graph.finish_event().is_none() {
        faults.push("no finish flag: nobody can finish by playing".to_owned());
    }
    if graph.route_stats().is_none() {
        faults.push("no route leads from the start to a final boss".to_owned());
    }
    let entered: HashSet<_> = graph
        .event_ids()
        .into_iter()
        .filter_map(|flag| graph.node_for_flag(flag))
        .map(|node| node.id().clone())
        .collect();
    let start = graph.start().map(|node| node.id().clone());
    let silent = graph
        .nodes()
        .filter(|node| !entered.contains(node.id()) && start.as_ref() != Some(node.id()))
        .count();
    if silent > 0 {
        faults.push(format!("no flag tells that {silent} places are entered"));
    }
    faults
}

/// Files that a participant needs, and where they lie below the top folder.
const NEEDED: [&str; 3] = [
    "launch_speedfog.bat",
    "lib/speedfog_race_mod.dll",
    "mods/fogmod/regulation.bin",
];

/// What gives the seed away; a server leaves it out of packs.
const SPOILERS: [&str; 3] = ["logs/", "item_config.json", "item_preset.yaml"];

fn check_layout(path: &Path, report: &mut SeedReport) -> Result<()> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?))?;
    let names = archive
        .file_names()
        .map(|name| name.map(Cow::into_owned))
        .collect::<Result<Vec<String>, _>>()?;
    let top = names
        .iter()
        .find_map(|name| name.strip_suffix("graph.json"))
        .unwrap_or_default()
        .to_owned();
    let inside: Vec<&str> = names
        .iter()
        .filter_map(|name| name.strip_prefix(&top))
        .collect();
    for needed in NEEDED {
        if !inside.contains(&needed) {
            report.faults.push(format!("{needed} is missing"));
        }
    }
    let loader = ["modengine2/config_speedfog.toml", "config_speedfog.toml"]
        .into_iter()
        .find(|name| inside.contains(name));
    match loader {
        None => report
            .faults
            .push("config_speedfog.toml is missing".to_owned()),
        Some(name) => {
            let mut text = String::new();
            archive
                .by_name(&format!("{top}{name}"))?
                .read_to_string(&mut text)?;
            match mod_engine::lists_dll(&text, "speedfog_race_mod.dll") {
                Ok(true) => {}
                Ok(false) => report.faults.push("the mod is not loaded".to_owned()),
                Err(error) => report.faults.push(format!("{name}: {error}")),
            }
        }
    }
    if SPOILERS
        .iter()
        .any(|spoiler| inside.iter().any(|name| name.starts_with(spoiler)))
    {
        report
            .notes
            .push("holds spoilers, which servers leave out".to_owned());
    }
    if top.is_empty() {
        report.notes.push("everything lies at the top".to_owned());
    }
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
