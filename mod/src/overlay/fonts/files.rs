//! Fonts outside this program.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ttf_parser::Face;

use super::FontFolders;

/// Largest font file that is read. The largest of Windows has half of that.
const FILE_BYTES: u64 = 64 << 20;

/// Fonts of Windows with letters that a line of plain letters is enough for, and which every
/// Windows has in every language: Chinese, Japanese, Korean, symbols. Other scripts need more
/// than one letter after the other, and names in them are better shown as logins.
const SYSTEM: [&str; 5] = [
    "msyh.ttc",
    "YuGothM.ttc",
    "malgun.ttf",
    "msjh.ttc",
    "seguisym.ttf",
];

/// The font that the player chose; none without a choice, or when it cannot be read. A bare file
/// name is looked for among the system's fonts and then beside the mod, any other path that is
/// not absolute beside the mod only.
pub(super) fn chosen(font_path: &str, folders: &FontFolders) -> Option<Vec<u8>> {
    if font_path.is_empty() {
        return None;
    }
    let path = Path::new(font_path);
    let bare = path.components().count() == 1 && !font_path.contains(['/', '\\']);
    let system = folders.system.as_deref().filter(|_| bare);
    let places = system.into_iter().chain([folders.own.as_path()]);
    let mut result = Err(io::ErrorKind::NotFound.into());
    for place in places {
        // An absolute path replaces the place.
        result = read(place.join(path));
        if result.is_ok() {
            break;
        }
    }
    result
        .inspect_err(|error| tracing::warn!(%error, path = font_path, "the font cannot be read"))
        .ok()
}

/// Those fonts of the system that have some of `letters`, one after the other, until all are
/// found.
pub(super) fn of_system(folder: &Path, mut letters: Vec<char>) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for name in SYSTEM {
        if letters.is_empty() {
            break;
        }
        let Ok(data) = read(folder.join(name)) else {
            continue;
        };
        let Ok(face) = Face::parse(&data, 0) else {
            continue;
        };
        let before = letters.len();
        letters.retain(|letter| face.glyph_index(*letter).is_none());
        if letters.len() < before {
            found.push(data);
        }
    }
    found
}

fn read(path: PathBuf) -> io::Result<Vec<u8>> {
    let mut data = Vec::new();
    let length = File::open(path)?
        .take(FILE_BYTES + 1)
        .read_to_end(&mut data)?;
    if length as u64 > FILE_BYTES {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "larger than a font is",
        ));
    }
    Ok(data)
}
