//! Colours and sizes.
//!
//! The look of the web client, dark or bright as the player's text wants it, as far as a panel
//! over a game has use for it: gold for who leads, mist for the player's own, and three states
//! that always come with a word. Background, text and border are the player's choice.

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

/// Gold on a dark ground.
const GOLD: u32 = 0xefc673;

/// From this opacity on, the ground of the panel hides enough of the game.
const SOLID: f32 = 0.7;

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
    /// Whether bright text stands on a dark ground, as it is by default.
    dark: bool,
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
            dark: luminance(overlay.text_color) > 0.5,
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
        let (on_dark, on_bright) = match tone {
            Tone::Plain => return self.text,
            Tone::Faint => return self.faint,
            Tone::Gold => (GOLD, 0x845808),
            Tone::Mist => (0x9bd4d4, 0x18616b),
            Tone::Good => (0x70daa5, 0x136842),
            Tone::Live => (0xfc8d66, 0xb43722),
            Tone::Bad => (0xf88684, 0xb32325),
        };
        hex(if self.dark { on_dark } else { on_bright })
    }

    /// Colour of the shadow that keeps text legible over any game; none for dark text, and none
    /// on a ground that keeps it legible already: a shadow doubles the cost of a text.
    pub(super) fn shadow(&self) -> Option<Rgba> {
        let needed = self.dark && self.background[3] < SOLID;
        needed.then_some([0.0, 0.0, 0.0, 0.8])
    }

    /// Colour of what stands over the game itself, whatever the panel looks like.
    pub(super) fn over_game() -> Rgba {
        hex(GOLD)
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

/// How bright a colour is to the eye, from 0 to 1.
fn luminance(color: config::Color) -> f32 {
    let [red, green, blue, _] = rgba(color, 1.0);
    0.3 * red + 0.59 * green + 0.11 * blue
}

fn rgba(color: config::Color, alpha: f32) -> Rgba {
    let part = |part: u8| f32::from(part) / 255.0;
    [part(color.red), part(color.green), part(color.blue), alpha]
}

fn hex(color: u32) -> Rgba {
    let [_, red, green, blue] = color.to_be_bytes();
    rgba(config::Color::new(red, green, blue), 1.0)
}

#[cfg(test)]
mod tests {
    use super::{Rgba, Theme, Tone};
    use crate::config::Overlay;

    /// Brightness as contrasts are counted, which is not that of the screen's numbers.
    fn light(color: [f32; 3]) -> f32 {
        let [red, green, blue] = color.map(|part| {
            if part <= 0.039_28 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(text: Rgba, ground: Rgba, game: f32) -> f32 {
        let [text, ground] = [text, ground].map(|[red, green, blue, alpha]| {
            [red, green, blue].map(|part| part * alpha + game * (1.0 - alpha))
        });
        let (text, ground) = (light(text), light(ground));
        (text.max(ground) + 0.05) / (text.min(ground) + 0.05)
    }

    #[test]
    fn every_text_can_be_read_over_any_game() {
        let theme = Theme::new(&Overlay::default());
        for tone in [
            Tone::Plain,
            Tone::Faint,
            Tone::Gold,
            Tone::Mist,
            Tone::Good,
            Tone::Live,
            Tone::Bad,
        ] {
            // From a cave over a bright day to plain white, which only shows for moments.
            for (game, enough) in [(0.0, 7.0), (0.5, 5.5), (0.75, 4.5), (1.0, 3.5)] {
                let contrast = contrast(theme.tone(tone), theme.background, game);
                assert!(contrast >= enough, "{tone:?} over {game}: {contrast}");
            }
        }
    }
}
