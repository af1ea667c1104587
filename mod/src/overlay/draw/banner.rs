//! The state of the race.

use super::Pen;
use crate::overlay::view::Banner;

pub(super) fn draw(pen: &mut Pen<'_>, banner: &Banner) {
    let label = &banner.line;
    if label.text.is_empty() {
        return;
    }
    let padding = pen.theme.px(3.0);
    pen.wash(pen.line() + padding, label.tone, 0.16);
    pen.advance(padding);
    let x = (pen.width() - pen.measure(&label.text)) / 2.0;
    pen.label(x, label);
    pen.next_line();
    pen.advance(pen.theme.px(6.0));
}
