//! Fonts inside this program. Where they come from is written beside them.

use std::io::Read as _;

use flate2::read::GzDecoder;

/// A font inside this program, compressed.
pub(super) struct Embedded {
    pub(super) data: &'static [u8],
    /// Size of its letters, in parts of the body's.
    pub(super) em: f32,
    /// As [`super::Font::ranges`].
    pub(super) ranges: Option<&'static [u32]>,
}

/// First of the figures of the clock: `'0'` lies at this plus `'0'`.
const CLOCK: u32 = 0xe100;
/// First of the figures of the countdown.
const COUNTDOWN: u32 = 0xe000;
/// Size of the clock's figures, in parts of the body's.
const CLOCK_SIZE: f32 = 1.3;
/// Size of the countdown's figures, in parts of the body's.
pub(in crate::overlay) const COUNTDOWN_SIZE: f32 = 8.0;
/// Height of the countdown's figures, in parts of their em square.
pub(in crate::overlay) const COUNTDOWN_CAPITAL: f32 = 0.7;

/// What the body has: Latin, punctuation, currencies.
pub(super) const BODY: &[u32] = &[
    0x20, 0x24f, 0x2b0, 0x36f, 0x1e00, 0x1eff, 0x2000, 0x206f, 0x20a0, 0x20bf, 0x2122, 0x2122, 0,
];

/// Earlier fonts win where two have the same letter.
pub(super) const EMBEDDED: [Embedded; 6] = [
    Embedded {
        data: include_bytes!("../../../assets/fonts/body.ttf.gz"),
        em: 1.0,
        ranges: Some(BODY),
    },
    Embedded {
        data: include_bytes!("../../../assets/fonts/clock.ttf.gz"),
        em: CLOCK_SIZE,
        ranges: Some(&[CLOCK + 0x20, CLOCK + 0x7e, 0]),
    },
    Embedded {
        data: include_bytes!("../../../assets/fonts/countdown.ttf.gz"),
        em: COUNTDOWN_SIZE,
        ranges: Some(&[COUNTDOWN + 0x20, COUNTDOWN + 0x7e, 0]),
    },
    Embedded {
        data: include_bytes!("../../../assets/fonts/cyrillic-greek.ttf.gz"),
        em: 1.0,
        ranges: Some(&[0x370, 0x52f, 0x1f00, 0x1fff, 0]),
    },
    Embedded {
        data: include_bytes!("../../../assets/fonts/symbols.ttf.gz"),
        em: 1.0,
        ranges: Some(&[
            0x2000, 0x206f, 0x2190, 0x21ff, 0x2500, 0x25ff, 0x2605, 0x2607, 0x2620, 0x2620, 0x2660,
            0x2667, 0x2713, 0x2718, 0x2764, 0x2764, 0,
        ]),
    },
    Embedded {
        data: include_bytes!("../../../assets/fonts/cjk.ttf.gz"),
        em: 1.0,
        ranges: None,
    },
];

/// The font file itself.
pub(super) fn unpack(data: &[u8]) -> Vec<u8> {
    let mut font = Vec::new();
    GzDecoder::new(data)
        .read_to_end(&mut font)
        .expect("the fonts inside the program are whole");
    font
}

/// The clock's figure for a character.
pub(in crate::overlay) fn clock(character: char) -> char {
    private(CLOCK, character)
}

/// The countdown's figure for a character.
pub(in crate::overlay) fn countdown(character: char) -> char {
    private(COUNTDOWN, character)
}

fn private(first: u32, character: char) -> char {
    char::from_u32(first + u32::from(character)).unwrap_or(character)
}
