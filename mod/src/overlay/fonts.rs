//! The letters of the overlay.
//!
//! One atlas holds everything: the body font, other scripts and symbols merged into it, and two
//! sets of figures in other sizes, which lie at private characters because a merged font has one
//! size for every other purpose.

use std::io::Read as _;

use flate2::read::GzDecoder;
use imgui::{FontAtlas, FontConfig, FontGlyphRanges, FontSource};

/// A font inside this program, compressed.
struct Embedded {
    data: &'static [u8],
    /// Ascent and descent together, in parts of the em square, by which sizes are made equal.
    height: f32,
    /// Size of the em square, in parts of the body's.
    em: f32,
    /// Characters taken from it, as pairs of the first and the last, and a zero.
    ranges: &'static [u32],
}

/// First of the figures of the clock: `'0'` lies at this plus `'0'`.
const CLOCK: u32 = 0xe100;
/// First of the figures of the countdown.
const COUNTDOWN: u32 = 0xe000;
/// Size of the clock's figures, in parts of the body's.
pub(super) const CLOCK_SIZE: f32 = 1.3;
/// Size of the countdown's figures, in parts of the body's.
pub(super) const COUNTDOWN_SIZE: f32 = 6.0;
/// Height of the countdown's figures, in parts of their em square.
pub(super) const COUNTDOWN_CAPITAL: f32 = 0.7;
/// Ascent of the body, in parts of its em square.
const BODY_ASCENT: f32 = 0.878;
/// Ascent and descent of the body together, in parts of its em square.
const BODY_HEIGHT: f32 = 1.088;

/// Earlier fonts win where two have the same character.
const FONTS: [Embedded; 5] = [
    Embedded {
        data: include_bytes!("../../assets/fonts/body.ttf.gz"),
        height: BODY_HEIGHT,
        em: 1.0,
        ranges: &[
            0x20, 0x24f, 0x2b0, 0x36f, 0x1e00, 0x1eff, 0x2000, 0x206f, 0x20a0, 0x20bf, 0x2122,
            0x2122, 0,
        ],
    },
    Embedded {
        data: include_bytes!("../../assets/fonts/clock.ttf.gz"),
        height: BODY_HEIGHT,
        em: CLOCK_SIZE,
        ranges: &[CLOCK + 0x20, CLOCK + 0x7e, 0],
    },
    Embedded {
        data: include_bytes!("../../assets/fonts/countdown.ttf.gz"),
        height: 1.254,
        em: COUNTDOWN_SIZE,
        ranges: &[COUNTDOWN + 0x20, COUNTDOWN + 0x7e, 0],
    },
    Embedded {
        data: include_bytes!("../../assets/fonts/cyrillic-greek.ttf.gz"),
        height: 1.362,
        em: 1.0,
        ranges: &[0x370, 0x52f, 0x1f00, 0x1fff, 0],
    },
    Embedded {
        data: include_bytes!("../../assets/fonts/symbols.ttf.gz"),
        height: 1.164,
        em: 1.0,
        ranges: &[
            0x2000, 0x206f, 0x2190, 0x21ff, 0x2500, 0x25ff, 0x2605, 0x2607, 0x2620, 0x2620, 0x2660,
            0x2667, 0x2713, 0x2718, 0x2764, 0x2764, 0,
        ],
    },
];

/// Height of a line of text whose letters have `size` pixels, for the library that draws them.
fn line_height(font: &Embedded, size: f32) -> f32 {
    size * font.em * font.height / BODY_HEIGHT
}

/// Fills `atlas` with letters of `size` pixels. The caller uploads it.
pub(super) fn fill(atlas: &mut FontAtlas, size: f32) {
    atlas.clear();
    let fonts = FONTS.map(|font| (unpack(font.data), font));
    let sources: Vec<_> = fonts
        .iter()
        .map(|(data, font)| FontSource::TtfData {
            data,
            size_pixels: line_height(font, size),
            config: Some(FontConfig {
                oversample_h: 2,
                glyph_ranges: FontGlyphRanges::from_slice(font.ranges),
                ..FontConfig::default()
            }),
        })
        .collect();
    atlas.add_font(&sources);
}

fn unpack(data: &[u8]) -> Vec<u8> {
    let mut font = Vec::new();
    GzDecoder::new(data)
        .read_to_end(&mut font)
        .expect("the fonts inside the program are whole");
    font
}

/// The clock's figure for a character.
pub(super) fn clock(character: char) -> char {
    private(CLOCK, character)
}

/// The countdown's figure for a character.
pub(super) fn countdown(character: char) -> char {
    private(COUNTDOWN, character)
}

fn private(first: u32, character: char) -> char {
    char::from_u32(first + u32::from(character)).unwrap_or(character)
}

/// From the top of a line of body text down to its baseline, for letters of `size` pixels.
pub(super) fn baseline(size: f32) -> f32 {
    (size * BODY_ASCENT / BODY_HEIGHT).round()
}
