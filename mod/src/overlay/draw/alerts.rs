//! Faults with what to do about them, and what has just happened to the connection.

use super::Pen;
use crate::overlay::Tone;
use crate::overlay::view::{Alert, Label};

pub(super) fn draw(pen: &mut Pen<'_>, alerts: &[Alert]) {
    for alert in alerts {
        let padding = pen.theme.px(5.0);
        let room = pen.width();
        let lines = pen.lines(room, &alert.title) + pen.lines(room, &alert.advice);
        let height = f32::from(lines) * pen.line() + 2.0 * padding;
        pen.wash(height, Tone::Bad, 0.18);
        pen.frame(height, Tone::Bad, 0.6);
        pen.advance(padding);
        pen.wrapped(0.0, pen.theme.tone(Tone::Bad), &alert.title);
        pen.wrapped(0.0, pen.theme.tone(Tone::Plain), &alert.advice);
        pen.advance(padding + pen.theme.px(6.0));
    }
}

pub(super) fn draw_notice(pen: &mut Pen<'_>, notice: &Label) {
    if !notice.text.is_empty() {
        pen.advance(pen.theme.px(4.0));
        pen.wrapped(0.0, pen.theme.tone(notice.tone), &notice.text);
    }
}
