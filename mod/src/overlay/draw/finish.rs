//! The player's result.

use super::Pen;
use crate::overlay::Tone;
use crate::overlay::view::FinishCard;

pub(super) fn draw(pen: &mut Pen<'_>, card: &FinishCard) {
    if card.time.text.is_empty() {
        return;
    }
    let padding = pen.theme.px(6.0);
    pen.advance(padding);
    let height = 2.0 * pen.line() + 2.0 * padding;
    pen.wash(height, Tone::Gold, 0.12);
    pen.frame(height, Tone::Gold, 0.75);
    pen.advance(padding);
    pen.label(0.0, &card.place);
    pen.clock_right(pen.width(), &card.time);
    pen.next_line();
    pen.label(0.0, &card.deaths);
    pen.label_right(pen.width(), &card.gap);
    pen.next_line();
    pen.advance(padding);
}
