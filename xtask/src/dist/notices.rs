//! What the authors of libraries want to be told wherever their work goes.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{process, workspace};

/// What begins the names of files with licences.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT"];
/// How deep below a package such files are looked for: some bring libraries of others.
const DEPTH: usize = 3;

/// The licences of all libraries in some of our packages, each built for a target, and of the files
/// named beside them.
///
/// # Errors
/// When Cargo does not know the packages, or a file cannot be read.
pub(super) fn collect(packages: &[(&str, &str)], others: &[(&str, &Path)]) -> Result<String> {
    let mut list = BTreeSet::new();
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (package, target) in packages {
        for library in libraries(package, target)? {
            let mut files = Vec::new();
            find(&library.folder, DEPTH, &mut files)?;
            for text in files {
                texts.entry(text).or_default().insert(library.name.clone());
            }
            list.insert(format!("{} ({})", library.name, library.license));
        }
    }
    for (name, path) in others {
        let text = fs::read_to_string(path)
            .with_context(|| format!("there is no licence at {}", path.display()))?;
        texts
            .entry(normal(&text))
            .or_default()
            .insert((*name).to_owned());
        list.insert((*name).to_owned());
    }
    Ok(page(&list, &texts))
}

fn page(list: &BTreeSet<String>, texts: &BTreeMap<String, BTreeSet<String>>) -> String {
    let mut page = String::from("SpeedFog Racing holds work of others:\n\n");
    for name in list {
        writeln!(page, "  {name}").expect("a string takes any text");
    }
    // Who comes first in the list comes first here.
    let mut texts: Vec<_> = texts.iter().map(|(text, names)| (names, text)).collect();
    texts.sort();
    for (names, text) in texts {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let line = "-".repeat(80);
        write!(page, "\n{line}\n{}\n{line}\n\n{text}\n", names.join(", "))
            .expect("a string takes any text");
    }
    page
}

/// A library of somebody else.
struct Library {
    /// Name and version.
    name: String,
    license: String,
    folder: std::path::PathBuf,
}

/// What ends up in a package when it is built for a target.
fn libraries(package: &str, target: &str) -> Result<Vec<Library>> {
    let mut command = process::cargo();
    command.args(["metadata", "--format-version=1", "--locked"]);
    let said = process::output(command.args(["--filter-platform", target]))
        .context("Cargo does not list the libraries")?;
    let metadata: Value = serde_json::from_str(&said).context("Cargo's list is no JSON")?;
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let packages: HashMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|package| (text(&package["id"]), package))
        .collect();
    let nodes: HashMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node["id"]), node))
        .collect();
    let root = packages
        .iter()
        .find(|(_, found)| found["name"] == package && found["source"].is_null())
        .with_context(|| format!("there is no package {package}"))?;
    let mut waiting = vec![root.0.clone()];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for dependency in list(&nodes[&id]["deps"]) {
            // What only builds or tests it is not in it.
            let kinds = list(&dependency["dep_kinds"]);
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                waiting.push(text(&dependency["pkg"]));
            }
        }
    }
    let theirs = seen.iter().map(|id| &packages[id]);
    Ok(theirs
        .filter(|package| !package["source"].is_null())
        .map(|package| Library {
            name: format!("{} {}", text(&package["name"]), text(&package["version"])),
            license: text(&package["license"]),
            folder: Path::new(&text(&package["manifest_path"]))
                .parent()
                .unwrap_or(&workspace::root())
                .to_owned(),
        })
        .collect())
}

/// The texts of the files with licences in a folder and the folders in it.
fn find(folder: &Path, depth: usize, found: &mut Vec<String>) -> Result<()> {
    let unreadable = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_uppercase();
        if path.is_dir() {
            if depth > 1 {
                find(&path, depth - 1, found)?;
            }
        } else if NAMES.iter().any(|begin| name.starts_with(begin))
            && !name.ends_with(".RS")
            && let Ok(text) = fs::read_to_string(&path)
        {
            found.push(normal(&text));
        }
    }
    Ok(())
}

/// A text without what differs between copies and means nothing.
fn normal(text: &str) -> String {
    let lines = text.trim_matches('\u{feff}').lines().map(str::trim_end);
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .trim_matches('\n')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{collect, find};

    #[test]
    fn licences_are_found_in_folders_too() {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(root.path().join("c/d/e")).expect("creates");
        for (file, text) in [
            ("LICENSE-MIT", "one\r\n"),
            ("license.rs", "code"),
            ("c/COPYING", "\ntwo  \n\n"),
            ("c/d/e/NOTICE", "too deep"),
        ] {
            fs::write(root.path().join(file), text).expect("writes");
        }
        let mut found = Vec::new();
        find(root.path(), 3, &mut found).expect("reads");
        found.sort();
        assert_eq!(found, ["one", "two"]);
    }

    #[test]
    fn libraries_of_libraries_are_named_and_those_of_tests_are_not() {
        let ours = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../LICENSE-MIT"));
        let packages = [("speedfog-protocol", "x86_64-unknown-linux-gnu")];
        let page = collect(&packages, &[("ours", ours)]).expect("collects");
        assert!(page.contains("  serde_core "), "{page}");
        assert!(page.contains("\n  ours\n"), "{page}");
        assert!(!page.contains("  insta "), "{page}");
        assert!(!page.contains("  speedfog-"), "{page}");
    }
}
