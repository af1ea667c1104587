//! Where pools are made in tests.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;
use zip::ZipArchive;

/// Settings, game, mod and an empty folder for pools.
pub(crate) struct Workshop(TempDir);

impl Workshop {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("settings")).unwrap();
        fs::create_dir_all(at("game")).unwrap();
        fs::write(at("race.dll"), b"MZ our mod").unwrap();
        fs::write(at("settings/base.toml"), "[structure]\nlayers_count = 13\n").unwrap();
        let sprint = "extends = \"base\"\n[display]\ntype = \"race\"\n";
        fs::write(at("settings/sprint.toml"), sprint).unwrap();
        Self(folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, misbehave: &str, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_speedfog-tools"));
        command
            .args(["pool", "generate", "sprint", "--settings", "settings"])
            .args([
                "--pools",
                "pools",
                "--game-dir",
                "game",
                "--mod-dll",
                "race.dll",
            ])
            .args(["--retries", "0", "--generator"])
            .arg(shell_words::quote(GENERATOR).as_ref())
            .args(more)
            .env("STANDIN", misbehave)
            .current_dir(self.0.path());
        command
    }

    pub(crate) fn generate(&self, misbehave: &str, more: &[&str]) -> (Option<i32>, String) {
        said(&self.command(misbehave, more).output().unwrap())
    }

    /// Archives of the pool, by name.
    pub(crate) fn archives(&self) -> Vec<PathBuf> {
        files(&self.path("pools/sprint"))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| end == "zip"))
            .collect()
    }

    pub(crate) fn tools(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_speedfog-tools"));
        said(
            &command
                .args(arguments)
                .current_dir(self.0.path())
                .output()
                .unwrap(),
        )
    }
}

/// The program that stands in for the generator.
pub(crate) const GENERATOR: &str = env!("CARGO_BIN_EXE_standin-generator");

pub(crate) fn said(output: &Output) -> (Option<i32>, String) {
    let text = [&*output.stdout, &*output.stderr]
        .map(String::from_utf8_lossy)
        .concat();
    (output.status.code(), text)
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Entries of an archive below its top folder.
pub(crate) fn contents(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let slug = path
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .replace("seed_", "speedfog_");
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let name = entry.name().unwrap().into_owned();
            let name = name.strip_prefix(&format!("{slug}/")).unwrap().to_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (name, bytes)
        })
        .collect()
}
