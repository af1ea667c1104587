//! The built web client, which the server embeds.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{npm, process, workspace};

/// What the build depends on, inside the folder of the web client.
const SOURCES: [&str; 10] = [
    "src",
    "static",
    "scripts",
    "messages",
    "project.inlang/settings.json",
    "paraglide.config.js",
    "package-lock.json",
    "svelte.config.js",
    "vite.config.ts",
    "tsconfig.json",
];

/// Installs packages and builds, both only when needed, with the output on this terminal.
///
/// # Errors
/// When a program is missing or fails.
pub(crate) fn ensure() -> Result<()> {
    npm::ensure()?;
    let stamp = Stamp::of_sources()?;
    if stamp.is_fresh() {
        return Ok(());
    }
    println!("Building the web client …");
    process::run_quietly(&mut npm::build())?;
    stamp.write()
}

/// A fingerprint of the sources, kept beside the build that was made of them.
#[derive(Debug)]
pub(crate) struct Stamp {
    path: PathBuf,
    fingerprint: String,
}

impl Stamp {
    /// Reads the sources as they are now.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn of_sources() -> Result<Self> {
        let web = workspace::web();
        let mut files = BTreeSet::new();
        for source in SOURCES {
            collect(&web.join(source), &mut files)?;
        }
        let mut hasher = DefaultHasher::new();
        for file in files {
            let content =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            (file.strip_prefix(&web).unwrap_or(&file), content).hash(&mut hasher);
        }
        // Beside the build and not in it: everything in there is served to the world.
        let path = web.join(".svelte-kit").join("built-from");
        Ok(Self {
            path,
            fingerprint: format!("{:016x}", hasher.finish()),
        })
    }

    /// Whether the build at hand was made of these sources.
    pub(crate) fn is_fresh(&self) -> bool {
        workspace::web().join("build").join("index.html").is_file()
            && fs::read_to_string(&self.path).is_ok_and(|built| built == self.fingerprint)
    }

    /// Notes that the build was made of these sources.
    ///
    /// # Errors
    /// When the note cannot be written.
    pub(crate) fn write(&self) -> Result<()> {
        fs::create_dir_all(self.path.parent().unwrap_or(Path::new(".")))
            .and_then(|()| fs::write(&self.path, &self.fingerprint))
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// Adds the files below a path, which need not exist.
fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?
        {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.insert(path.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use super::collect;

    #[test]
    fn sources_are_found_at_any_depth_and_may_be_missing() {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(root.path().join("a/b")).expect("creates");
        fs::write(root.path().join("a/b/c.ts"), "").expect("writes");
        fs::write(root.path().join("a/d.ts"), "").expect("writes");
        let mut files = BTreeSet::new();
        collect(root.path(), &mut files).expect("reads");
        collect(&root.path().join("nothing"), &mut files).expect("ignores");
        assert_eq!(files.len(), 2);
    }
}
