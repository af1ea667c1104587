//! The file `speedfog_race.toml` that a seed pack brings along.
//!
//! Only a broken file or an empty required key is an error; a bad optional value is reported as
//! a [`Warning`] and replaced by its default, so that one wrong key name does not cost a race.

mod color;
mod key;
mod overlay;
mod reader;
mod secret;
mod server;

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use color::Color;
pub use key::{Key, Keybindings};
pub use overlay::{Overlay, Renderer};
pub use secret::Secret;
pub use server::Server;

use reader::Reader;

/// Name of the file, which lies beside the mod.
pub const FILE_NAME: &str = "speedfog_race.toml";

/// Everything the file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where the race is and who races.
    pub server: Server,
    /// How the overlay looks.
    pub overlay: Overlay,
    /// Which keys do what.
    pub keys: Keybindings,
    /// Values that were replaced by their default, in the order of the file's tables.
    pub warnings: Vec<Warning>,
}

/// An optional value that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Key with its table, such as `overlay.font_size`.
    pub key: String,
    /// What is wrong, in words that follow the key.
    pub problem: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key, self.problem)
    }
}

/// Why the mod cannot work with a file.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file is not there or cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// Where it was looked for.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("not a valid TOML file: {0}")]
    Syntax(String),
    /// A required key is missing, empty or not a string.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The address is none of a race server.
    #[error("server.url must start with wss://, ws://, https:// or http://")]
    BadUrl,
}

impl Config {
    /// Reads the file in `folder`.
    ///
    /// # Errors
    /// When the mod cannot work with it; the text names the problem for the player.
    pub fn load(folder: &Path) -> Result<Self, ConfigError> {
        let path = folder.join(FILE_NAME);
        let text = std::fs::read_to_string(&path)
            .map_err(|source| ConfigError::Unreadable { path, source })?;
        let mut config = Self::parse(&text)?;
        let ca_file = &mut config.server.ca_file;
        if !ca_file.is_empty() {
            // The game's own folder, where a bare name would be looked for, is another.
            *ca_file = folder.join(&*ca_file).to_string_lossy().into_owned();
        }
        Ok(config)
    }

    /// Reads the text of the file. Unknown tables and keys are ignored.
    ///
    /// # Errors
    /// When the text is not TOML or a required key is missing or unusable.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let tables: toml::Table = text
            .trim_start_matches('\u{feff}')
            .parse()
            .map_err(|error: toml::de::Error| ConfigError::Syntax(error.message().to_owned()))?;
        let mut warnings = Vec::new();
        let server = Server::read(&mut Reader::new(&tables, "server", &mut warnings))?;
        let overlay = Overlay::read(&mut Reader::new(&tables, "overlay", &mut warnings));
        let keys = Keybindings::read(&mut Reader::new(&tables, "keybindings", &mut warnings));
        Ok(Self {
            server,
            overlay,
            keys,
            warnings,
        })
    }
}
