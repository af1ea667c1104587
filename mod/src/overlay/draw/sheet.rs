//! Everything on the panel in its place, to be drawn frame after frame.
//!
//! Most frames show what the one before showed. Measuring texts and breaking lines is done when
//! something changes; a frame only hands over what came of it.

use imgui::{DrawListMut, ImColor32};

/// Shapes and texts with their places, in whole pixels from the top left of the content.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    shapes: Vec<Shape>,
    runs: Vec<Run>,
    /// The letters of all runs, one after the other.
    letters: String,
    /// Height of the content in pixels.
    pub(super) height: f32,
}

#[derive(Debug)]
struct Shape {
    outline: Outline,
    color: ImColor32,
}

/// What a shape looks like. Lengths are in pixels.
#[derive(Debug)]
pub(super) enum Outline {
    /// A filled disc.
    Disc { middle: [f32; 2], radius: f32 },
    /// A filled rectangle.
    Wash { corners: Corners, rounding: f32 },
    /// The edge of a rectangle.
    Frame {
        corners: Corners,
        rounding: f32,
        thickness: f32,
    },
    /// A line, one pixel thick.
    Rule { ends: Corners },
}

/// Top left and bottom right.
pub(super) type Corners = [[f32; 2]; 2];

/// A text in one line and one colour.
#[derive(Debug)]
struct Run {
    place: [f32; 2],
    color: ImColor32,
    /// Where its letters end.
    end: usize,
}

/// What keeps texts legible: as far to the right and down, in pixels, and in this colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shadow {
    pub(super) offset: f32,
    pub(super) color: ImColor32,
}

impl Sheet {
    /// Takes everything off, and keeps the memory.
    pub(super) fn clear(&mut self) {
        self.shapes.clear();
        self.runs.clear();
        self.letters.clear();
        self.height = 0.0;
    }

    /// Adds a shape, which lies below all texts.
    pub(super) fn shape(&mut self, outline: Outline, color: ImColor32) {
        self.shapes.push(Shape { outline, color });
    }

    /// Adds a text.
    pub(super) fn text(
        &mut self,
        place: [f32; 2],
        color: ImColor32,
        letters: impl Iterator<Item = char>,
    ) {
        self.letters.extend(letters);
        self.runs.push(Run {
            place: place.map(f32::round),
            color,
            end: self.letters.len(),
        });
    }

    /// Draws everything, with the top left of the content at `origin`.
    pub(super) fn draw(&self, list: &DrawListMut<'_>, origin: [f32; 2], shadow: Option<Shadow>) {
        let origin = origin.map(f32::round);
        let at = |[x, y]: [f32; 2]| [origin[0] + x, origin[1] + y];
        for Shape { outline, color } in &self.shapes {
            match *outline {
                Outline::Disc { middle, radius } => {
                    let disc = list.add_circle(at(middle), radius, *color);
                    disc.filled(true).build();
                }
                Outline::Wash { corners, rounding } => list
                    .add_rect(at(corners[0]), at(corners[1]), *color)
                    .filled(true)
                    .rounding(rounding)
                    .build(),
                Outline::Frame {
                    corners,
                    rounding,
                    thickness,
                } => list
                    .add_rect(at(corners[0]), at(corners[1]), *color)
                    .rounding(rounding)
                    .thickness(thickness)
                    .build(),
                Outline::Rule { ends } => {
                    list.add_line(at(ends[0]), at(ends[1]), *color).build();
                }
            }
        }
        let mut begin = 0;
        for run in &self.runs {
            let letters = &self.letters[begin..run.end];
            let place = at(run.place);
            if let Some(Shadow { offset, color }) = shadow {
                list.add_text(place.map(|part| part + offset), color, letters);
            }
            list.add_text(place, run.color, letters);
            begin = run.end;
        }
    }
}
