//! The tables that tell which zone a place of the game belongs to, read from an operator's folder.
//!
//! The files are other people's work, so they never ship with the server. Each is optional: without
//! one, fewer queries have an answer, and nothing else happens. Files are read once, at start; no
//! request ever waits for one.

mod fog;
mod graces;
mod map_splits;
mod reading;
mod submaps;

use std::path::{Path, PathBuf};

use speedfog_race::zones::ZoneTables;

use self::reading::{Reading, read};
use crate::config::ZoneDataSettings;

const GRACES: &str = "graces.json";
const FOG: &str = "fog.txt";
const SUBMAPS: &str = "submaps.txt";
const MAP_SPLITS: &str = "map_splits.toml";

/// Reads whatever of the files is there, and logs what was found, what was not, and what was wrong.
/// Blocks on the disk.
#[must_use]
pub(crate) fn load(settings: &ZoneDataSettings) -> ZoneTables {
    let Some(folder) = settings
        .folder
        .as_deref()
        .or(settings.fallback_folder.as_deref())
    else {
        tracing::warn!(
            "no folder of zone data is set: the zone shown after a death or a fast travel stays \
             the last one entered"
        );
        return ZoneTables::default();
    };
    let fallback = settings.fallback_folder.as_deref();
    let graces = read(
        &folder.join(GRACES),
        "fast travels are placed by map only",
        graces::parse,
    );
    let fog = read(
        &first_existing(FOG, folder, fallback),
        "only fast travels to known graces can be placed",
        fog::parse,
    );
    let splits = read(
        &first_existing(MAP_SPLITS, folder, fallback),
        "zones made up by the generator are placed by grace only",
        map_splits::parse,
    );
    let rules = read(
        &folder.join(SUBMAPS),
        "positions do not tell apart the zones of one map",
        submaps::parse,
    );

    let skipped = graces.skipped + fog.skipped + splits.skipped + rules.skipped;
    if skipped > 0 {
        tracing::warn!(
            graces = graces.skipped,
            fog = fog.skipped,
            map_splits = splits.skipped,
            submaps = rules.skipped,
            "{skipped} bad entries of the zone data skipped"
        );
    }
    let mut maps = fog.value;
    for (map, zones) in splits.value {
        for zone in zones {
            fog::add_zone(&mut maps, map, &zone);
        }
    }
    let tables = ZoneTables {
        graces: graces.value,
        maps,
        rules: rules.value,
    };
    tracing::info!(
        "zone data: {} graces, {} maps, {} position maps",
        tables.graces.len(),
        tables.maps.len(),
        tables.rules.len()
    );
    tables
}

/// The file in the folder, or the one in the fallback folder if only that exists.
fn first_existing(name: &str, folder: &Path, fallback: Option<&Path>) -> PathBuf {
    let path = folder.join(name);
    fallback
        .map(|fallback| fallback.join(name))
        .filter(|other| !path.exists() && other.exists())
        .unwrap_or(path)
}

#[cfg(test)]
mod tests;
