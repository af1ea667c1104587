//! Race, clock, place and deaths.

use super::Pen;
use crate::overlay::Tone;
use crate::overlay::view::Header;

pub(super) fn draw(pen: &mut Pen<'_>, header: &Header) {
    if header.race.text.is_empty() {
        return;
    }
    let (theme, width) = (pen.theme, pen.width());
    let space = theme.px(10.0);
    let radius = theme.px(4.0);
    pen.disc(radius, radius, theme.tone(header.dot));
    let clock = pen.clock_right(width, &header.clock);
    let x = theme.px(14.0);
    let room = width - x - clock - space;
    pen.cut(x, room, theme.tone(header.race.tone), &header.race.text);
    pen.next_line();
    pen.advance(theme.px(2.0));

    // Without a zone the tier takes its place, so that no line is half empty.
    let has_zone = !header.zone.text.is_empty();
    let place = if has_zone { &header.zone } else { &header.tier };
    if !(place.text.is_empty() && header.progress.text.is_empty()) {
        let room = width - pen.label_right(width, &header.progress) - space;
        let lines = pen.wrapped_within(0.0, room, theme.tone(place.tone), &place.text);
        if lines == 0 {
            pen.next_line();
        }
    }
    let has_tier = has_zone && !header.tier.text.is_empty();
    if !has_tier && header.deaths.text.is_empty() {
        return;
    }
    if !header.deaths.text.is_empty() {
        let deaths = pen.label_right(width, &header.deaths);
        let skull = "☠";
        let x = width - deaths - pen.measure(skull) - theme.px(4.0);
        pen.text(x, theme.tone(Tone::Faint), skull);
    }
    if has_tier {
        pen.label(0.0, &header.tier);
    }
    pen.next_line();
}
