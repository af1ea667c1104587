//! Settings of a pool: the generator's own TOML, which may build on another pool's.

use std::{fs, io, path::Path};

use toml::{Table, Value};

/// Key by which a file names the pool whose settings it builds on.
const EXTENDS: &str = "extends";

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A file could not be read.
    #[error("cannot read the settings {path}: {error}")]
    Read {
        /// The file.
        path: String,
        /// The system's answer.
        error: io::Error,
    },
    /// A file is not TOML.
    #[error("{path} is not valid TOML: {error}")]
    Syntax {
        /// The file.
        path: String,
        /// Where and why.
        error: Box<toml::de::Error>,
    },
    /// `extends` is not the name of a pool.
    #[error("{path}: extends must be the name of another pool, in letters, digits, _ and -")]
    Extends {
        /// The file.
        path: String,
    },
    /// Pools that build on each other in a circle.
    #[error("these pools build on each other in a circle: {0}")]
    Cycle(String),
}

/// The settings of `pool` from `<folder>/<pool>.toml`, with everything it builds on filled in:
/// tables are merged key by key, any other value replaces the one it builds on.
///
/// # Errors
/// When a file is missing or broken, or the pools build on each other in a circle.
pub fn resolve(folder: &Path, pool: &str) -> Result<Table, SettingsError> {
    let mut chain = vec![pool.to_owned()];
    let mut layers = Vec::new();
    loop {
        let name = &chain[chain.len() - 1];
        let path = folder.join(format!("{name}.toml"));
        let shown = path.display().to_string();
        let text = fs::read_to_string(&path).map_err(|error| SettingsError::Read {
            path: shown.clone(),
            error,
        })?;
        let mut table: Table = text.parse().map_err(|error| SettingsError::Syntax {
            path: shown.clone(),
            error: Box::new(error),
        })?;
        let base = table.remove(EXTENDS);
        layers.push(table);
        let Some(base) = base else { break };
        let base = base
            .as_str()
            .filter(|name| is_pool_name(name))
            .ok_or(SettingsError::Extends { path: shown })?
            .to_owned();
        let seen = chain.contains(&base);
        chain.push(base);
        if seen {
            return Err(SettingsError::Cycle(chain.join(" → ")));
        }
    }
    Ok(layers.into_iter().rev().fold(Table::new(), merged))
}

/// Whether a name can be that of a pool: 1 to 50 letters, digits, `_` and `-`.
pub(super) fn is_pool_name(name: &str) -> bool {
    speedfog_seeds::PoolName::parse(name).is_ok()
}

fn merged(mut base: Table, over: Table) -> Table {
    for (key, value) in over {
        let value = match (base.remove(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => Value::Table(merged(below, above)),
            (_, value) => value,
        };
        base.insert(key, value);
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            fs::write(folder.path().join(format!("{name}.toml")), text).expect("a writable folder");
        }
        folder
    }

    #[test]
    fn tables_merge_and_values_replace() {
        let folder = folder(&[
            (
                "base",
                "[structure]\nlayers_count = 30\nfinal_tier = 20\n[requirements]\nzones = [\"a\", \"b\"]\n",
            ),
            (
                "middle",
                "extends = \"base\"\n[structure]\nfinal_tier = 28\n",
            ),
            (
                "top",
                "extends = \"middle\"\n[requirements]\nzones = [\"c\"]\n[display]\ntype = \"race\"\n",
            ),
        ]);
        let table = resolve(folder.path(), "top").expect("valid settings");
        let expected: Table = "[structure]\nlayers_count = 30\nfinal_tier = 28\n\
            [requirements]\nzones = [\"c\"]\n[display]\ntype = \"race\"\n"
            .parse()
            .expect("valid TOML");
        assert_eq!(table, expected);
    }

    #[track_caller]
    fn refused(files: &[(&str, &str)], because: &str) {
        let folder = folder(files);
        let error = resolve(folder.path(), "a").expect_err("unusable settings");
        assert!(error.to_string().contains(because), "{error}");
    }

    #[test]
    fn unusable_settings_say_why() {
        refused(
            &[("a", "extends = \"b\""), ("b", "extends = \"a\"")],
            "circle: a → b → a",
        );
        refused(&[("a", "extends = \"a\"")], "a → a");
        refused(&[("a", "extends = \"b\"")], "b.toml");
        refused(&[("a", "extends = \"../b\"")], "name of another pool");
        refused(&[("a", "extends = 3")], "name of another pool");
        refused(&[("a", "x = ")], "a.toml is not valid TOML");
        refused(&[], "cannot read the settings");
    }
}
