//! Versions of the game that the mod knows.

use std::fmt;

use thiserror::Error;

use super::Layout;

/// Product name of the game in its version resource, as [`Executable::product`] has it.
pub const GAME: &str = "elden ring";

/// Edition of the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Sold everywhere but in Japan.
    English,
    /// Sold in Japan.
    Japanese,
}

impl Language {
    /// The language of a Windows language id, whatever the country.
    #[must_use]
    pub fn of_id(id: u16) -> Option<Self> {
        match id & 0x3ff {
            0x09 => Some(Self::English),
            0x11 => Some(Self::Japanese),
            _ => None,
        }
    }
}

/// What an executable says of itself in its version resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executable {
    /// Product name: letters, digits and spaces only, in lower case.
    pub product: String,
    /// First language.
    pub language: Option<Language>,
    /// Product version.
    pub version: [u16; 4],
}

impl Executable {
    /// Takes in what the resource says.
    #[must_use]
    pub fn new(product: &str, language_id: u16, version: [u16; 4]) -> Self {
        Self {
            product: product
                .chars()
                .filter(|c| c.is_alphanumeric() || c.is_whitespace())
                .collect::<String>()
                .to_lowercase(),
            language: Language::of_id(language_id),
            version,
        }
    }
}

impl fmt::Display for Executable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch, build] = self.version;
        write!(f, "{major}.{minor}.{patch}.{build}")
    }
}

/// One version of the game and what the mod has to know of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Version {
    /// Product version of the executable.
    pub product: [u16; 4],
    /// Edition.
    pub language: Language,
    /// Version that players see.
    pub name: &'static str,
    /// Pointer to `GameDataMan`, relative to the executable. The game has no name for it.
    pub game_data_slot: u64,
    /// Pointer to `GameMan`, relative to the executable.
    pub game_slot: u64,
    /// Whether the `eldenring` crate has this version's functions, so that code can be run on
    /// the game's main thread. It panics on any other.
    pub has_tasks: bool,
    /// Where values lie.
    pub layout: Layout,
}

/// All supported versions. A row is added only after everything in docs/MOD.md was checked on
/// the real game.
///
/// # Source
/// Slots of 1.16.1: the public mod, crate `eldenring` 0.13; of 1.16.2: crate `eldenring` 0.14.0,
/// whose two tables of addresses agree. Both slots did not move between the two.
pub const VERSIONS: &[Version] = &[
    row([2, 6, 1, 0], Language::English, "1.16.1", false),
    row([2, 6, 1, 1], Language::Japanese, "1.16.1", false),
    row([2, 6, 2, 0], Language::English, "1.16.2", true),
    row([2, 6, 2, 1], Language::Japanese, "1.16.2", true),
];

const fn row(
    product: [u16; 4],
    language: Language,
    name: &'static str,
    has_tasks: bool,
) -> Version {
    Version {
        product,
        language,
        name,
        game_data_slot: 0x3D5_DF38,
        game_slot: 0x3D6_9918,
        has_tasks,
        layout: Layout::V1_16,
    }
}

/// Why the mod leaves a program alone.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unsupported {
    /// It is not the game.
    #[error("this program is not Elden Ring")]
    OtherProgram,
    /// The mod has no table for it.
    #[error("Elden Ring {0} is not supported by this version of the race mod")]
    Version(Executable),
}

/// The row for a program.
///
/// # Errors
/// When it is not the game, or a version of it that the mod does not know.
pub fn supported(program: &Executable) -> Result<&'static Version, Unsupported> {
    if program.product != GAME {
        return Err(Unsupported::OtherProgram);
    }
    VERSIONS
        .iter()
        .find(|row| row.product == program.version && Some(row.language) == program.language)
        .ok_or_else(|| Unsupported::Version(program.clone()))
}
