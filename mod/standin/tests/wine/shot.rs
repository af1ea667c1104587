//! Pictures of the screen.

use std::process::Command;

use crate::settings;

const WIDTH: usize = 960;
const HEIGHT: usize = 600;

/// Colour of the stand-in while its world is shown.
const WORLD: [u8; 3] = [38, 51, 115];

/// A picture of the whole screen.
pub(crate) struct Shot {
    /// Red, green and blue of every pixel, row by row.
    pixels: Vec<u8>,
}

impl Shot {
    /// Takes a picture and keeps it under `name`.
    pub(crate) fn take(display: &str, name: &str) -> Self {
        let file = settings::shots().join(format!("{name}.png"));
        let taken = Command::new("import")
            .args(["-display", display, "-window", "root", "-silent"])
            .arg(&file)
            .status()
            .expect("ImageMagick is installed");
        assert!(taken.success(), "no picture of the screen");
        let raw = Command::new("convert")
            .arg(&file)
            .args(["-depth", "8", "rgb:-"])
            .output()
            .expect("ImageMagick is installed");
        assert_eq!(raw.stdout.len(), WIDTH * HEIGHT * 3, "size of the screen");
        Self { pixels: raw.stdout }
    }

    /// The pixels of the part of the screen where the overlay is.
    fn overlay(&self) -> impl Iterator<Item = [u8; 3]> {
        (10..HEIGHT - 10)
            .flat_map(|y| (WIDTH / 2..WIDTH - 10).map(move |x| (y * WIDTH + x) * 3))
            .map(|at| [self.pixels[at], self.pixels[at + 1], self.pixels[at + 2]])
    }

    /// How many pixels there do not show the world.
    pub(crate) fn covered(&self) -> usize {
        self.overlay()
            .filter(|pixel| (0..3).any(|c| pixel[c].abs_diff(WORLD[c]) > 6))
            .count()
    }

    /// How many pixels there are of the red that the overlay warns in, which is no orange.
    pub(crate) fn red(&self) -> usize {
        self.overlay()
            .filter(|[red, green, blue]| {
                *red > 180 && red.saturating_sub(*green) > 60 && green.abs_diff(*blue) < 25
            })
            .count()
    }
}
