//! For whoever looks for a fault.

use super::Pen;
use crate::overlay::Tone;

pub(super) fn draw(pen: &mut Pen<'_>, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    pen.rule();
    for line in lines {
        pen.wrapped(0.0, pen.theme.tone(Tone::Faint), line);
    }
}
