//! The letters of the overlay.
//!
//! One atlas holds everything: the body font, other scripts and symbols merged into it, and two
//! sets of figures in other sizes, which lie at private characters because a merged font has one
//! size for every other purpose. Letters beyond the usual ones join the atlas when somebody's
//! name needs them.

mod embedded;
mod files;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use imgui::{FontAtlas, FontConfig, FontGlyphRanges, FontSource};
use ttf_parser::Face;

use crate::config;
use embedded::EMBEDDED;
pub(super) use embedded::{COUNTDOWN_CAPITAL, COUNTDOWN_SIZE, clock, countdown};

/// Most letters beyond the usual ones; a hostile server could otherwise fill the memory.
const LETTERS: usize = 2000;

/// Where fonts lie outside this program.
#[derive(Clone, Debug, Default)]
pub struct FontFolders {
    /// Folder of the mod.
    pub own: PathBuf,
    /// Folder of the system's fonts, if it has one.
    pub system: Option<PathBuf>,
}

impl FontFolders {
    /// The folders for a mod that lies in `own`.
    #[must_use]
    pub fn new(own: &Path) -> Self {
        let windows = std::env::var_os("WINDIR").map(PathBuf::from);
        Self {
            own: own.into(),
            system: windows.map(|windows| windows.join("Fonts")),
        }
    }
}

/// One font of the atlas.
#[derive(Debug)]
struct Font {
    data: Vec<u8>,
    /// Size of its letters, in parts of the body's.
    em: f32,
    /// Ascent and descent in parts of the em square.
    extent: [f32; 2],
    /// Characters always taken from it, as pairs of the first and the last, and a zero. None:
    /// only those that somebody's name needs.
    ranges: Option<&'static [u32]>,
}

impl Font {
    /// None when `data` is no font that can be drawn.
    fn new(data: Vec<u8>, em: f32, ranges: Option<&'static [u32]>) -> Option<Self> {
        let face = Face::parse(&data, 0).ok()?;
        let square = f32::from(face.units_per_em());
        let extent = [face.ascender(), face.descender()].map(|part| f32::from(part) / square);
        // Outlines of both kinds can be drawn, letters that are pictures cannot.
        let drawable = face.tables().glyf.is_some() || face.tables().cff.is_some();
        (drawable && extent[0] - extent[1] > 0.0).then_some(Self {
            data,
            em,
            extent,
            ranges,
        })
    }

    fn has(&self, character: char) -> bool {
        Face::parse(&self.data, 0).is_ok_and(|face| {
            face.glyph_index(character)
                .is_some_and(|glyph| glyph.0 != 0)
        })
    }

    fn height(&self) -> f32 {
        self.extent[0] - self.extent[1]
    }
}

/// What is known of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letter {
    /// No font has it.
    Missing,
    /// A font has it, the atlas does not yet.
    Waiting,
    /// The atlas has it.
    Drawn,
}

/// All fonts, earlier ones first where two have the same letter.
#[derive(Debug)]
pub(super) struct Fonts {
    size: f32,
    folders: FontFolders,
    fonts: Vec<Font>,
    /// Letters beyond ASCII that were asked for.
    letters: BTreeMap<char, Letter>,
    /// Letters that the system may have and were not looked for there yet.
    missing: bool,
    loader: Option<JoinHandle<Vec<Vec<u8>>>>,
    /// Whether the atlas lacks letters that the fonts have.
    stale: bool,
}

impl Fonts {
    /// Reads the player's font, if one is configured; the others are inside this program.
    pub(super) fn new(overlay: &config::Overlay, folders: &FontFolders) -> Self {
        let own = files::chosen(&overlay.font_path, folders).and_then(|data| {
            let font = Font::new(data, 1.0, Some(embedded::BODY));
            if font.is_none() {
                tracing::warn!(path = overlay.font_path, "no font that can be drawn");
            }
            font
        });
        let embedded = EMBEDDED.iter().map(|font| {
            Font::new(embedded::unpack(font.data), font.em, font.ranges)
                .expect("the fonts inside the program are whole")
        });
        Self {
            size: overlay.font_size,
            folders: folders.clone(),
            fonts: own.into_iter().chain(embedded).collect(),
            letters: BTreeMap::new(),
            missing: false,
            loader: None,
            stale: true,
        }
    }

    /// Remembers the letters of a text; true while some of them wait for the atlas.
    pub(super) fn learn(&mut self, text: &str) -> bool {
        if text.is_ascii() {
            return false;
        }
        let mut waits = false;
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            let known = self.letters.get(&letter).copied();
            let known = match known {
                Some(known) => known,
                None if self.letters.len() >= LETTERS => continue,
                None => self.look_for(letter),
            };
            waits |= known == Letter::Waiting;
        }
        waits
    }

    fn look_for(&mut self, letter: char) -> Letter {
        let font = self.fonts.iter().find(|font| font.has(letter));
        let found = match font {
            None => Letter::Missing,
            Some(font) if covers(font.ranges, letter) => Letter::Drawn,
            Some(_) => Letter::Waiting,
        };
        self.missing |= found == Letter::Missing;
        self.stale |= found == Letter::Waiting;
        self.letters.insert(letter, found);
        found
    }

    /// Whether every letter of a text can be drawn.
    pub(super) fn can_draw(&self, text: &str) -> bool {
        let known =
            |letter: char| letter.is_ascii() || self.letters.get(&letter) == Some(&Letter::Drawn);
        text.is_ascii() || text.chars().all(known)
    }

    /// Looks for missing letters in the system's fonts, on a thread of its own. True when the
    /// atlas has to be filled again.
    pub(super) fn poll(&mut self) -> bool {
        if let Some(loader) = self.loader.take_if(|loader| loader.is_finished()) {
            self.adopt(loader.join().unwrap_or_default());
        }
        if self.missing && self.loader.is_none() {
            self.missing = false;
            self.loader = self.load();
        }
        self.stale
    }

    fn load(&self) -> Option<JoinHandle<Vec<Vec<u8>>>> {
        let folder = self.folders.system.clone()?;
        let missing =
            |(letter, known): (&char, &Letter)| (*known == Letter::Missing).then_some(*letter);
        let letters = self.letters.iter().filter_map(missing).collect();
        std::thread::Builder::new()
            .name("speedfog-fonts".into())
            .spawn(move || files::of_system(&folder, letters))
            .inspect_err(|error| tracing::warn!(%error, "no thread to read fonts"))
            .ok()
    }

    fn adopt(&mut self, found: Vec<Vec<u8>>) {
        for font in found
            .into_iter()
            .filter_map(|data| Font::new(data, 1.0, None))
        {
            for (letter, known) in &mut self.letters {
                if *known == Letter::Missing && font.has(*letter) {
                    *known = Letter::Waiting;
                }
            }
            self.fonts.push(font);
            self.stale = true;
        }
    }

    /// Fills `atlas`, which the caller uploads.
    pub(super) fn fill(&mut self, atlas: &mut FontAtlas) {
        atlas.clear();
        let body = self.fonts.first().map_or(1.0, Font::height);
        let wanted = self.wanted();
        let sources: Vec<_> = self
            .fonts
            .iter()
            .filter_map(|font| Some((font, font.ranges.or(wanted)?)))
            .map(|(font, ranges)| FontSource::TtfData {
                data: &font.data,
                // The library wants the height of a line, which differs between fonts.
                size_pixels: self.size * font.em * font.height() / body,
                config: Some(FontConfig {
                    oversample_h: 2,
                    glyph_ranges: FontGlyphRanges::from_slice(ranges),
                    ..FontConfig::default()
                }),
            })
            .collect();
        atlas.add_font(&sources);
        self.filled();
    }

    /// The atlas has everything that the fonts have.
    fn filled(&mut self) {
        for known in self.letters.values_mut() {
            if *known == Letter::Waiting {
                *known = Letter::Drawn;
            }
        }
        self.stale = false;
    }

    /// The letters that only names need. The library keeps a pointer to the list for as long as
    /// the atlas lives, and there are few lists in the life of a game, so it is never freed.
    fn wanted(&self) -> Option<&'static [u32]> {
        let mut list: Vec<u32> = self
            .letters
            .iter()
            .filter(|(_, known)| **known != Letter::Missing)
            .flat_map(|(letter, _)| [u32::from(*letter); 2])
            .collect();
        if list.is_empty() {
            return None;
        }
        list.push(0);
        Some(Vec::leak(list))
    }

    /// From the top of a line of body text down to its baseline, in pixels.
    pub(super) fn baseline(&self) -> f32 {
        let part = self
            .fonts
            .first()
            .map_or(0.8, |font| font.extent[0] / font.height());
        (self.size * part).round()
    }
}

fn covers(ranges: Option<&[u32]>, character: char) -> bool {
    ranges.is_some_and(|ranges| {
        ranges
            .chunks_exact(2)
            .any(|pair| (pair[0]..=pair[1]).contains(&u32::from(character)))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{FontFolders, Fonts};
    use crate::config::{Config, Overlay};

    fn overlay(font_path: &str) -> Overlay {
        let text = format!(
            "[server]\nurl='ws://h'\nmod_token='t'\nrace_id='r'\n[overlay]\nfont_path='{font_path}'"
        );
        Config::parse(&text).expect("the text is complete").overlay
    }

    fn learned(fonts: &mut Fonts, text: &str) -> bool {
        fonts.learn(text);
        fonts.filled();
        fonts.can_draw(text)
    }

    #[test]
    fn names_of_many_scripts_can_be_drawn() {
        let mut fonts = Fonts::new(&overlay(""), &FontFolders::default());
        for name in [
            "plain",
            "Żółw",
            "Đặng Văn",
            "Патчес",
            "Μελίνα",
            "狼_ブライヴ",
            "黑夜女巫",
            "늑대",
            "→ ☠ … ★",
        ] {
            assert!(learned(&mut fonts, name), "{name}");
        }
        assert!(!learned(&mut fonts, "\u{e800}"));
        // Without the system's fonts there is nobody to ask.
        fonts.stale = false;
        assert!(!fonts.poll());
    }

    #[test]
    fn only_unusual_letters_change_the_atlas() {
        let mut fonts = Fonts::new(&overlay(""), &FontFolders::default());
        fonts.stale = false;
        assert!(!fonts.learn("Żółw Патчес"));
        assert!(!fonts.poll());
        // Until the atlas has it, it cannot be drawn.
        assert!(fonts.learn("狼"));
        assert!(fonts.learn("狼"));
        assert!(fonts.poll());
        assert!(!fonts.can_draw("狼"));
        fonts.filled();
        assert!(!fonts.learn("狼"));
        assert!(fonts.can_draw("狼"));
    }

    #[test]
    fn files_that_are_no_fonts_change_nothing() {
        let folder = tempfile::tempdir().expect("there is room");
        for name in ["msyh.ttc", "own.ttf"] {
            std::fs::write(folder.path().join(name), "no font").expect("there is room");
        }
        let folders = FontFolders {
            own: folder.path().into(),
            system: Some(folder.path().into()),
        };
        for font_path in ["own.ttf", "missing.ttf", "./own.ttf", "/", ".."] {
            let mut fonts = Fonts::new(&overlay(font_path), &folders);
            fonts.stale = false;
            fonts.learn("\u{e800}");
            while fonts.missing || fonts.loader.is_some() {
                assert!(!fonts.poll());
                std::thread::yield_now();
            }
            assert!(!fonts.can_draw("\u{e800}"));
        }
    }

    #[test]
    fn letters_of_the_system_join() {
        let folder = tempfile::tempdir().expect("there is room");
        // The figures of the countdown lie at characters that no other font has.
        let figures = super::embedded::unpack(super::EMBEDDED[2].data);
        std::fs::write(folder.path().join("malgun.ttf"), figures).expect("there is room");
        let folders = FontFolders {
            own: Path::new("nowhere").into(),
            system: Some(folder.path().into()),
        };
        let mut fonts = Fonts::new(&overlay(""), &folders);
        fonts.fonts.remove(2);
        fonts.stale = false;
        assert!(!learned(&mut fonts, "\u{e033}"));
        while !fonts.poll() {
            std::thread::yield_now();
        }
        fonts.filled();
        assert!(fonts.can_draw("\u{e033}"));
    }
}
