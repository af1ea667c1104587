//! Whether people can race on a seed: more than what a server must know to take it.

use std::collections::HashSet;
use std::path::Path;

use bytes::Bytes;
use speedfog_race::graph::SeedGraph;
use toml::{Table, Value};

use super::archive::{ArchiveError, SeedArchive};
use super::pack::{LIBRARY_PATH, is_spoiler};
use super::scan::{self, FaultReason};

/// Name of the graph, which every archive holds although it is a spoiler.
const GRAPH: &str = "graph.json";

/// Files that a participant needs, seen from the seed's folder.
const NEEDED: [&str; 3] = [
    "launch_speedfog.bat",
    LIBRARY_PATH,
    "mods/fogmod/regulation.bin",
];

/// Where the mod loader's settings may lie.
const LOADER: [&str; 2] = ["modengine2/config_speedfog.toml", "config_speedfog.toml"];

/// Largest file of those settings that is read, in bytes.
const LOADER_BYTES: u64 = 1 << 20;

/// A seed that a server would take, and what is to be said about it.
#[derive(Debug)]
pub struct CheckedSeed {
    /// Its graph.
    pub graph: SeedGraph,
    /// The text the graph was read from, as it is in the archive.
    pub graph_json: Bytes,
    /// What keeps people from racing on it, in words; empty when all is well.
    pub faults: Vec<String>,
    /// What is odd but does no harm.
    pub notes: Vec<String>,
}

/// Reads the archive at `path` as a server does, and looks for what would spoil
/// a race all the same.
///
/// # Errors
///
/// [`FaultReason`] when no server would take it.
pub fn check_seed(path: &Path) -> Result<CheckedSeed, FaultReason> {
    let archive = SeedArchive::open(path)?;
    let seed = scan::read(&archive)?;
    let mut checked = CheckedSeed {
        faults: graph_faults(&seed.graph),
        notes: Vec::new(),
        graph: seed.graph,
        graph_json: seed.graph_json,
    };
    check_layout(&archive, &mut checked)?;
    Ok(checked)
}

/// What the strict reading of a graph leaves open, because a race can be held
/// all the same.
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

fn check_layout(archive: &SeedArchive, checked: &mut CheckedSeed) -> Result<(), ArchiveError> {
    let top = archive
        .graph_name()?
        .strip_suffix(GRAPH)
        .unwrap_or_default();
    let inside: HashSet<&str> = archive
        .directory()
        .entries()
        .iter()
        .filter_map(|entry| entry.name.strip_prefix(top))
        .collect();
    let missing = NEEDED.iter().filter(|needed| !inside.contains(**needed));
    checked
        .faults
        .extend(missing.map(|needed| format!("{needed} is missing")));
    match LOADER.into_iter().find(|name| inside.contains(name)) {
        None => checked
            .faults
            .push("config_speedfog.toml is missing".to_owned()),
        Some(name) => {
            let text = archive.read_entry(&format!("{top}{name}"), LOADER_BYTES)?;
            let text = String::from_utf8_lossy(&text.unwrap_or_default()).into_owned();
            match loads_dll(&text, LIBRARY_PATH) {
                Ok(true) => {}
                Ok(false) => checked.faults.push("the mod is not loaded".to_owned()),
                Err(error) => checked.faults.push(format!("{name}: {error}")),
            }
        }
    }
    if inside.iter().any(|name| *name != GRAPH && is_spoiler(name)) {
        checked
            .notes
            .push("holds spoilers, which servers leave out".to_owned());
    }
    if top.is_empty() {
        checked.notes.push("everything lies at the top".to_owned());
    }
    Ok(())
}

/// Whether a mod loader's `config_speedfog.toml` loads the DLL at `path`, in
/// whatever folder it is there.
///
/// # Errors
///
/// In words, when the text is not TOML.
pub fn loads_dll(text: &str, path: &str) -> Result<bool, String> {
    let file: Table = text
        .parse()
        .map_err(|error: toml::de::Error| error.message().to_owned())?;
    let list = file
        .get("modengine")
        .and_then(|modengine| modengine.get("external_dlls"))
        .and_then(Value::as_array);
    let mut listed = list.into_iter().flatten().filter_map(Value::as_str);
    Ok(listed.any(|dll| file_name(dll).eq_ignore_ascii_case(file_name(path))))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use zip::CompressionMethod;

    use super::*;
    use crate::test_zips::{GRAPH as GRAPH_JSON, options, seed_files, write, zip_bytes};

    /// Faults and notes of an archive with the files of a built seed, changed.
    fn check(
        top: &str,
        change: impl Fn(&mut Vec<(String, Vec<u8>)>),
    ) -> (Vec<String>, Vec<String>) {
        let mut files = seed_files(top);
        change(&mut files);
        let folder = tempfile::tempdir().unwrap();
        let bytes = zip_bytes(&files, options(CompressionMethod::Deflated));
        let path = write(folder.path(), "seed_a.zip", &bytes);
        let checked = check_seed(&path).unwrap();
        (checked.faults, checked.notes)
    }

    fn put(files: &mut [(String, Vec<u8>)], name: &str, content: &str) {
        let file = files.iter_mut().find(|(path, _)| path.ends_with(name));
        file.unwrap().1 = content.into();
    }

    const LOADED: &str = "[modengine]\nexternal_dlls = [\"..\\\\lib\\\\SPEEDFOG_race_mod.dll\"]\n";

    #[test]
    fn a_whole_seed_has_no_faults() {
        let (faults, notes) = check("t/", |files| put(files, "config_speedfog.toml", LOADED));
        assert_eq!(faults, [""; 0]);
        assert_eq!(notes, ["holds spoilers, which servers leave out"]);
    }

    #[test]
    fn what_is_missing_is_told() {
        let (faults, notes) = check("", |files| {
            files.retain(|(name, _)| {
                ![
                    "launch_speedfog.bat",
                    "logs/spoiler.txt",
                    "item_config.json",
                    "item_preset.yaml",
                ]
                .contains(&name.as_str())
            });
            let silent = GRAPH_JSON.replace("\"1050294000\": \"b\"", "");
            put(files, "graph.json", &silent);
        });
        assert_eq!(
            faults,
            [
                "no flag tells that 1 places are entered",
                "launch_speedfog.bat is missing",
                "the mod is not loaded"
            ]
        );
        assert_eq!(notes, ["everything lies at the top"]);
        let (faults, _) = check("t/", |files| {
            put(files, "config_speedfog.toml", "[modengine");
        });
        assert!(
            faults[0].starts_with("modengine2/config_speedfog.toml: "),
            "{faults:?}"
        );
        let (faults, _) = check("t/", |files| {
            files.retain(|(name, _)| !name.contains("config_speedfog"));
        });
        assert_eq!(faults, ["config_speedfog.toml is missing"]);
    }

    #[test]
    fn a_dll_is_known_by_its_file_name() {
        assert_eq!(loads_dll(LOADED, "lib/speedfog_race_mod.dll"), Ok(true));
        assert_eq!(loads_dll(LOADED, "lib/other.dll"), Ok(false));
        assert_eq!(loads_dll("", "a.dll"), Ok(false));
        assert_eq!(loads_dll("modengine = 3", "a.dll"), Ok(false));
        assert!(loads_dll("[", "a.dll").is_err());
    }
}
