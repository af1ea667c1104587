//! Which entries of a stored archive never reach a participant.

use super::mod_library::LIBRARY_PATH;
use crate::archive::Entry;

/// Where the client looks for its settings, seen from the seed's folder.
const CONFIG_PATH: &str = "lib/speedfog_race.toml";

/// Files that say what lies ahead, or what the seed was made from. Old
/// generators left the spoiler log beside the graph.
const FILES: [&str; 4] = [
    "graph.json",
    "item_config.json",
    "item_preset.yaml",
    "spoiler.txt",
];

/// Folder of the generator's logs.
const LOGS: &str = "logs/";

/// Decides what stays out of the packs of one archive.
///
/// Letter case never counts, as it does not on the machine that unpacks.
#[derive(Debug)]
pub(super) struct Filter {
    top: String,
    /// Whether the archive's own mod is left out.
    replaces_mod: bool,
}

impl Filter {
    /// Looks at the `entries` for the one folder that all of them share.
    ///
    /// A spoiler at the root does not hide that folder: archives made by early
    /// tools have their graph there.
    pub(super) fn of(entries: &[Entry], replaces_mod: bool) -> Self {
        let names = entries.iter().map(|entry| &*entry.name);
        Self {
            top: shared_top(names),
            replaces_mod,
        }
    }

    /// Path of the participant's settings inside the pack.
    pub(super) fn config_path(&self) -> String {
        format!("{}{CONFIG_PATH}", self.top)
    }

    /// Path of the mod inside the pack.
    pub(super) fn library_path(&self) -> String {
        format!("{}{LIBRARY_PATH}", self.top)
    }

    /// Whether the entry `name` is left out: a spoiler at the root or directly
    /// inside a folder, or settings or a mod that would stand beside the new ones.
    pub(super) fn leaves_out(&self, name: &str) -> bool {
        let in_folder = name.split_once('/').map(|(_, rest)| rest);
        is_spoiler(name)
            || in_folder.is_some_and(is_spoiler)
            || name.eq_ignore_ascii_case(&self.config_path())
            || self.replaces_mod && name.eq_ignore_ascii_case(&self.library_path())
    }
}

/// The first folder of every name that is no spoiler, with its slash; empty if
/// they do not share one.
fn shared_top<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut tops = names
        .filter(|name| !is_spoiler(name))
        .map(|name| name.split_once('/').map(|(top, _)| top));
    let first = tops.next().flatten();
    let shared = first.filter(|&first| tops.all(|top| top == Some(first)));
    shared.map(|top| format!("{top}/")).unwrap_or_default()
}

/// Whether the file at `path`, seen from the seed's own folder and with `/`
/// between folders, says what lies ahead or what the seed was made from. The
/// graph does; an archive holds it all the same, for the server to read.
pub fn is_spoiler(path: &str) -> bool {
    let in_logs = path
        .get(..LOGS.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(LOGS));
    in_logs || FILES.iter().any(|file| path.eq_ignore_ascii_case(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], config_path: &str, left_out: &[&str]) {
        let top = shared_top(names.iter().copied());
        let filter = Filter {
            top,
            replaces_mod: false,
        };
        assert_eq!(filter.config_path(), config_path, "{names:?}");
        let gone = names.iter().filter(|name| filter.leaves_out(name));
        let gone: Vec<&str> = gone.copied().collect();
        assert_eq!(gone, left_out, "{names:?}");
    }

    #[test]
    fn settings_go_beside_the_client() {
        check(&["top/a", "top/lib/b"], "top/lib/speedfog_race.toml", &[]);
        check(&["top/", "top/a"], "top/lib/speedfog_race.toml", &[]);
        check(&["top/a", "b"], "lib/speedfog_race.toml", &[]);
        check(&["a", "top/b"], "lib/speedfog_race.toml", &[]);
        check(&["one/a", "two/b"], "lib/speedfog_race.toml", &[]);
        check(&["a"], "lib/speedfog_race.toml", &[]);
        check(&[], "lib/speedfog_race.toml", &[]);
        check(
            &["graph.json", "top/a"],
            "top/lib/speedfog_race.toml",
            &["graph.json"],
        );
    }

    #[test]
    fn spoilers_and_old_settings_are_left_out() {
        let names = [
            "t/graph.json",
            "t/GRAPH.JSON",
            "t/logs/",
            "t/logs/spoiler.txt",
            "t/Logs/deep/x",
            "t/item_config.json",
            "t/Item_Preset.yaml",
            "t/spoiler.txt",
            "t/LIB/SpeedFog_Race.toml",
        ];
        check(&names, "t/lib/speedfog_race.toml", &names);
        let names = [
            "logs/x",
            "graph.json",
            "item_config.json",
            "item_preset.yaml",
        ];
        check(&names, "lib/speedfog_race.toml", &names);
        check(
            &["a/graph.json", "b/graph.json", "c"],
            "lib/speedfog_race.toml",
            &["a/graph.json", "b/graph.json"],
        );
    }

    #[test]
    fn everything_else_stays() {
        let names = [
            "t/mods/graph.json",
            "t/mods/logs/x",
            "t/logs.txt",
            "t/logsé/x",
            "t/logs",
            "t/my_graph.json",
            "t/lib/speedfog_race.toml.bak",
            "t/lib/lib/speedfog_race.toml",
        ];
        check(&names, "t/lib/speedfog_race.toml", &[]);
    }
}
