//! Colours and sizes.
//!
//! The dark look of the web client, as far as a panel over a game has use for it: gold for who
//! leads, mist for the player's own, and three states that always come with a word. Background,
//! text and border are the player's choice.

use crate::config;

/// A colour with opacity, each part from 0 to 1.
pub(super) type Rgba = [f32; 4];

/// What a text means, which decides its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Less important text.
    Faint,
    /// Who leads, and what is worth celebrating.
    Gold,
    /// The player's own.
    Mist,
    /// Ready, connected, finished, ahead.
    Good,
    /// Under way, waiting.
    Live,
    /// Trouble, behind.
    Bad,
}

/// Colours of the racers, the same in the same order as in the web client.
const RACERS: [u32; 20] = [
    0x6dc1f9, 0xf9a45a, 0x6fdea7, 0xf38abe, 0xeadb64, 0xb89bf5, 0x7fdddd, 0xfc7a75, 0xb2e46b,
    0xe5a1ef, 0xb8e5ff, 0xfdd7ac, 0xbdf4d5, 0xfbcbe0, 0xa9912b, 0xd8ccf7, 0x42a3a8, 0xfcbfbe,
    0x74ae51, 0xba73c5,
];

/// Colours and sizes of the overlay.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Theme {
    pub(super) background: Rgba,
    pub(super) border: Option<Rgba>,
    text: Rgba,
    faint: Rgba,
    /// Height of the text in pixels.
    pub(super) font_size: f32,
    /// Distance from the right and the top edge in pixels.
    pub(super) offset: [f32; 2],
}

impl Theme {
    /// The look that the player configured.
    pub(super) fn new(overlay: &config::Overlay) -> Self {
        Self {
            background: rgba(overlay.background_color, overlay.background_opacity),
            border: overlay.show_border.then(|| rgba(overlay.border_color, 1.0)),
            text: rgba(overlay.text_color, 1.0),
            faint: rgba(overlay.text_disabled_color, 1.0),
            font_size: overlay.font_size,
            offset: [overlay.position_offset_x, overlay.position_offset_y],
        }
    }

    /// Pixels for a length that is `pixels` at a font size of 16.
    pub(super) fn px(&self, pixels: f32) -> f32 {
        pixels * self.font_size / 16.0
    }

    pub(super) fn tone(&self, tone: Tone) -> Rgba {
        match tone {
            Tone::Plain => self.text,
            Tone::Faint => self.faint,
            Tone::Gold => hex(0xefc673),
            Tone::Mist => hex(0x9bd4d4),
            Tone::Good => hex(0x70daa5),
            Tone::Live => hex(0xfc8d66),
            Tone::Bad => hex(0xf88684),
        }
    }

    /// Colour of a racer; `index` may be any number.
    pub(super) fn racer(index: u32) -> Rgba {
        hex(RACERS[index as usize % RACERS.len()])
    }
}

/// The same colour with another opacity.
pub(super) fn with_alpha(color: Rgba, alpha: f32) -> Rgba {
    [color[0], color[1], color[2], alpha]
}

fn rgba(color: config::Color, alpha: f32) -> Rgba {
    let part = |part: u8| f32::from(part) / 255.0;
    [part(color.red), part(color.green), part(color.blue), alpha]
}

fn hex(color: u32) -> Rgba {
    let [_, red, green, blue] = color.to_be_bytes();
    rgba(config::Color::new(red, green, blue), 1.0)
}
