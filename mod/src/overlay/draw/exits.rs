//! The gates out of the zone.

use super::Pen;
use crate::overlay::Tone;
use crate::overlay::view::Exit;

pub(super) fn draw(pen: &mut Pen<'_>, exits: &[Exit]) {
    if exits.is_empty() {
        return;
    }
    pen.rule();
    for exit in exits {
        let color = pen.theme.tone(exit.to.tone);
        pen.cut(0.0, pen.width(), color, &exit.to.text);
        pen.next_line();
        let faint = pen.theme.tone(Tone::Faint);
        pen.wrapped(pen.theme.px(18.0), faint, &exit.text);
        pen.advance(pen.theme.px(2.0));
    }
}
