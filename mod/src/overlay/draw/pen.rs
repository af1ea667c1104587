//! Text and shapes at places counted by hand.

use imgui::Ui;

use super::sheet::{Corners, Outline, Sheet};
use crate::overlay::fonts::{self, Fonts};
use crate::overlay::theme::{Rgba, Theme, Tone, with_alpha};
use crate::overlay::view::Label;

const ELLIPSIS: &str = "…";

/// Writes line by line on a sheet, and knows how far it has come.
pub(super) struct Pen<'ui> {
    ui: &'ui Ui,
    sheet: &'ui mut Sheet,
    pub(super) theme: &'ui Theme,
    fonts: &'ui Fonts,
    width: f32,
    /// Next line, from the top of the content.
    y: f32,
}

impl<'ui> Pen<'ui> {
    /// A pen for a sheet of this width, on which it begins anew.
    pub(super) fn new(
        ui: &'ui Ui,
        sheet: &'ui mut Sheet,
        theme: &'ui Theme,
        fonts: &'ui Fonts,
        width: f32,
    ) -> Self {
        sheet.clear();
        Self {
            ui,
            sheet,
            theme,
            fonts,
            width,
            y: 0.0,
        }
    }

    /// Tells the sheet how much was written.
    pub(super) fn finish(self) {
        self.sheet.height = self.y.ceil();
    }

    pub(super) fn width(&self) -> f32 {
        self.width
    }

    /// Distance from one line to the next.
    pub(super) fn line(&self) -> f32 {
        (self.theme.font_size * 1.28).round()
    }

    pub(super) fn advance(&mut self, pixels: f32) {
        self.y += pixels.round();
    }

    pub(super) fn next_line(&mut self) {
        self.advance(self.line());
    }

    /// Whether every letter of a text can be drawn.
    pub(super) fn can_draw(&self, text: &str) -> bool {
        self.fonts.can_draw(text)
    }

    /// Width of a text in pixels.
    pub(super) fn measure(&self, text: &str) -> f32 {
        self.ui.calc_text_size(text)[0]
    }

    /// A text `x` pixels from the left.
    pub(super) fn text(&mut self, x: f32, color: Rgba, text: &str) {
        self.sheet.text([x, self.y], color.into(), text.chars());
    }

    pub(super) fn label(&mut self, x: f32, label: &Label) {
        self.text(x, self.theme.tone(label.tone), &label.text);
    }

    /// A text that ends at `right`; returns its width.
    pub(super) fn label_right(&mut self, right: f32, label: &Label) -> f32 {
        let width = self.measure(&label.text);
        self.label(right - width, label);
        width
    }

    /// A text that ends with an ellipsis where it would be wider than `room`.
    pub(super) fn cut(&mut self, x: f32, room: f32, color: Rgba, text: &str) {
        if self.measure(text) <= room {
            self.text(x, color, text);
            return;
        }
        let room = room - self.measure(ELLIPSIS);
        let end = fitting(text, room, |part| self.measure(part));
        let part = text[..end].trim_end();
        self.text(x, color, part);
        self.text(x + self.measure(part), color, ELLIPSIS);
    }

    /// As many lines as a text needs, `x` pixels from the left.
    pub(super) fn wrapped(&mut self, x: f32, color: Rgba, text: &str) {
        self.wrapped_within(x, self.width - x, color, text);
    }

    /// As many lines as a text needs in `room` pixels; how many they are.
    pub(super) fn wrapped_within(&mut self, x: f32, room: f32, color: Rgba, text: &str) -> u16 {
        let mut rest = text.trim();
        let mut lines = 0;
        while !rest.is_empty() {
            let end = line_end(rest, room, |part| self.measure(part));
            let (line, after) = rest.split_at(end);
            self.text(x, color, line.trim_end());
            self.next_line();
            rest = after.trim_start();
            lines += 1;
        }
        lines
    }

    /// Lines that [`wrapped_within`](Self::wrapped_within) would write.
    pub(super) fn lines(&self, room: f32, text: &str) -> u16 {
        let mut rest = text.trim();
        let mut lines = 0;
        while !rest.is_empty() {
            let end = line_end(rest, room, |part| self.measure(part));
            rest = rest[end..].trim_start();
            lines += 1;
        }
        lines
    }

    /// Figures of the clock that end at `right`, on the baseline of the line; returns their
    /// width.
    pub(super) fn clock_right(&mut self, right: f32, label: &Label) -> f32 {
        let figures = || label.text.chars().map(fonts::clock);
        let mut buffer = [0; 4];
        let width = figures()
            .map(|figure| self.measure(figure.encode_utf8(&mut buffer)))
            .sum();
        let color = self.theme.tone(label.tone);
        self.sheet
            .text([right - width, self.y], color.into(), figures());
        width
    }

    /// A disc as high as a small letter, on the line, with its centre at `x`.
    pub(super) fn disc(&mut self, x: f32, radius: f32, color: Rgba) {
        let height = self.fonts.baseline() - self.theme.font_size * 0.27;
        let middle = [x, self.y + height];
        self.sheet
            .shape(Outline::Disc { middle, radius }, color.into());
    }

    /// A filled rectangle that starts at the line and spans the whole width and a little more.
    pub(super) fn wash(&mut self, height: f32, tone: Tone, alpha: f32) {
        let outline = Outline::Wash {
            corners: self.bleeding(height),
            rounding: self.theme.px(4.0),
        };
        let color = with_alpha(self.theme.tone(tone), alpha);
        self.sheet.shape(outline, color.into());
    }

    /// The edge of what [`wash`](Self::wash) fills.
    pub(super) fn frame(&mut self, height: f32, tone: Tone, alpha: f32) {
        let outline = Outline::Frame {
            corners: self.bleeding(height),
            rounding: self.theme.px(4.0),
            thickness: self.theme.px(1.0).max(1.0),
        };
        let color = with_alpha(self.theme.tone(tone), alpha);
        self.sheet.shape(outline, color.into());
    }

    fn bleeding(&self, height: f32) -> Corners {
        let bleed = self.theme.px(5.0).round();
        let bottom = self.y + height.round();
        [[-bleed, self.y], [self.width + bleed, bottom]]
    }

    /// A hairline across the whole width, with space above and below.
    pub(super) fn rule(&mut self) {
        self.advance(self.theme.px(5.0));
        let y = self.y + 0.5;
        let ends = [[0.0, y], [self.width, y]];
        let color = with_alpha(self.theme.tone(Tone::Faint), 0.45);
        self.sheet.shape(Outline::Rule { ends }, color.into());
        self.advance(self.theme.px(6.0));
    }
}

/// Bytes at the beginning of `text` that fit into `room`; whole characters only.
fn fitting(text: &str, room: f32, measure: impl Fn(&str) -> f32) -> usize {
    let ends = || text.char_indices().map(|(at, c)| at + c.len_utf8());
    let (mut low, mut high) = (0, ends().count());
    let end = |characters: usize| match characters.checked_sub(1) {
        Some(last) => ends().nth(last).unwrap_or(text.len()),
        None => 0,
    };
    while low < high {
        let middle = (low + high).div_ceil(2);
        if measure(&text[..end(middle)]) <= room {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    end(low)
}

/// Bytes of the first line of `text`: as many words as fit into `room`, or part of a word that
/// is longer than a line, but never nothing.
fn line_end(text: &str, room: f32, measure: impl Fn(&str) -> f32) -> usize {
    if measure(text) <= room {
        return text.len();
    }
    let fits = fitting(text, room, measure);
    if text[fits..].starts_with(' ') {
        return fits;
    }
    text[..fits]
        .rfind(' ')
        .filter(|end| *end > 0)
        .unwrap_or_else(|| {
            let first = text.chars().next().map_or(0, char::len_utf8);
            fits.max(first)
        })
}

#[cfg(test)]
mod tests {
    use super::{fitting, line_end};

    #[expect(clippy::cast_precision_loss, reason = "a few characters")]
    fn measure(text: &str) -> f32 {
        text.chars().count() as f32
    }

    fn lines(text: &str, room: f32) -> Vec<&str> {
        let mut lines = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (line, after) = rest.split_at(line_end(rest, room, measure));
            lines.push(line);
            rest = after.trim_start();
        }
        lines
    }

    #[test]
    fn what_fits_ends_between_characters() {
        for (text, room, fits) in [
            ("abc", 5.0, "abc"),
            ("abc", 2.5, "ab"),
            ("äöü", 2.0, "äö"),
            ("日本語", 1.0, "日"),
            ("日本語", 0.5, ""),
            ("", 3.0, ""),
        ] {
            assert_eq!(&text[..fitting(text, room, measure)], fits, "{text}");
        }
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("one two three", 7.0), ["one two", "three"]);
        assert_eq!(lines("one two three", 6.0), ["one", "two", "three"]);
        assert_eq!(lines("a verylongword", 5.0), ["a", "veryl", "ongwo", "rd"]);
        assert_eq!(lines("日本語", 2.0), ["日本", "語"]);
        // Narrower than a letter: it goes on, one by one.
        assert_eq!(lines("ab", 0.1), ["a", "b"]);
    }
}
