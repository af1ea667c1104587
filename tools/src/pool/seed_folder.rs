//! What the generator left behind: one seed as a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use speedfog_race::SeedGraph;
use speedfog_race::graph::GraphError;

use super::{helper, mod_engine};

/// Name of our DLL in a seed's `lib/`.
const MOD_DLL: &str = "speedfog_race_mod.dll";

/// Where the mod loader's configuration may lie, and the way from there to `lib/`.
const LOADER: [(&str, &str); 2] = [
    ("modengine2/config_speedfog.toml", "..\\lib\\"),
    ("config_speedfog.toml", "lib\\"),
];

/// A seed that cannot be used although the generator was content.
#[derive(Debug, thiserror::Error)]
pub(super) enum SeedFolderError {
    #[error("the generator made no seed folder")]
    None,
    #[error("the generator made {0} seed folders where one was expected")]
    Several(usize),
    #[error("the seed lacks {0}")]
    Missing(&'static str),
    #[error("graph.json: {0}")]
    Graph(#[from] GraphError),
    #[error("config_speedfog.toml: {0}")]
    Loader(String),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A finished seed on disk.
#[derive(Debug)]
pub(super) struct SeedFolder {
    pub(super) path: PathBuf,
    /// The number that the generator drew.
    pub(super) number: u32,
}

impl SeedFolder {
    /// The one seed in the output folder of a run.
    pub(super) fn find(out: &Path) -> Result<Self, SeedFolderError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(out)? {
            let entry = entry?;
            let number = entry
                .file_name()
                .to_str()
                .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|name| name.parse().ok());
            if let Some(number) = number.filter(|_| entry.path().is_dir()) {
                let path = entry.path();
                found.push(Self { path, number });
            }
        }
        match (found.pop(), found.len()) {
            (None, _) => Err(SeedFolderError::None),
            (Some(seed), 0) => Ok(seed),
            (Some(_), others) => Err(SeedFolderError::Several(others + 1)),
        }
    }

    /// Makes the seed ready to be raced on: our mod is there and loaded, the item helper is fair.
    pub(super) fn prepare(&self, mod_dll: &Path) -> Result<(), SeedFolderError> {
        let graph = fs::read(self.path.join("graph.json"))
            .map_err(|_| SeedFolderError::Missing("graph.json"))?;
        SeedGraph::parse(&graph)?;
        if !self.path.join("launch_speedfog.bat").is_file() {
            return Err(SeedFolderError::Missing("launch_speedfog.bat"));
        }
        let (config, to_lib) = LOADER
            .into_iter()
            .map(|(config, to_lib)| (self.path.join(config), to_lib))
            .find(|(config, _)| config.is_file())
            .ok_or(SeedFolderError::Missing("config_speedfog.toml"))?;
        let text = fs::read_to_string(&config)?;
        let text = mod_engine::with_dll(&text, &format!("{to_lib}{MOD_DLL}"))
            .map_err(SeedFolderError::Loader)?;
        fs::write(config, text)?;
        let lib = self.path.join("lib");
        fs::create_dir_all(&lib)?;
        fs::copy(mod_dll, lib.join(MOD_DLL))?;
        helper::settle(&self.path)?;
        Ok(())
    }
}
