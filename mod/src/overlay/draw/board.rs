//! The leaderboard.

use super::Pen;
use crate::overlay::Tone;
use crate::overlay::theme::Theme;
use crate::overlay::view::{Board, BoardRow, Label};

/// Where the columns of the leaderboard begin and end.
struct Columns {
    rank: f32,
    disc: f32,
    name: f32,
    gap: f32,
    place: f32,
    space: f32,
}

pub(super) fn draw(pen: &mut Pen<'_>, board: &Board) {
    if board.rows.is_empty() {
        return;
    }
    pen.rule();
    let columns = Columns::new(pen, &board.rows);
    for row in &*board.rows {
        if row.after_skipped {
            let half = pen.line() / 2.0;
            pen.advance(-half / 4.0);
            pen.text(columns.name, pen.theme.tone(Tone::Faint), "···");
            pen.advance(half * 1.75);
        }
        line(pen, &columns, row);
    }
    if !board.more.text.is_empty() {
        pen.label(columns.name, &board.more);
        pen.next_line();
    }
}

impl Columns {
    fn new(pen: &Pen<'_>, rows: &[BoardRow]) -> Self {
        let widest = |label: fn(&BoardRow) -> &Label| {
            rows.iter()
                .map(|row| pen.measure(&label(row).text))
                .fold(0.0, f32::max)
        };
        let theme = pen.theme;
        let space = theme.px(9.0);
        let rank = widest(|row| &row.rank);
        let place = pen.width() - widest(|row| &row.place);
        let disc = rank + theme.px(11.0);
        Self {
            rank,
            disc,
            name: disc + theme.px(10.0),
            gap: place - space,
            place: pen.width(),
            space: space + widest(|row| &row.gap),
        }
    }
}

fn line(pen: &mut Pen<'_>, columns: &Columns, row: &BoardRow) {
    let theme = pen.theme;
    if row.own {
        pen.wash(pen.line(), Tone::Mist, 0.16);
    }
    // Letters stand in the middle of the line.
    let lead = (pen.line() - theme.font_size) / 2.0;
    pen.advance(lead);
    pen.label_right(columns.rank, &row.rank);
    pen.disc(columns.disc, theme.px(4.0), Theme::racer(row.color));
    let room = columns.gap - columns.space - columns.name;
    let name = if pen.can_draw(&row.name.text) {
        &row.name.text
    } else {
        &row.login
    };
    pen.cut(columns.name, room, theme.tone(row.name.tone), name);
    pen.label_right(columns.gap, &row.gap);
    pen.label_right(columns.place, &row.place);
    pen.advance(pen.line() - lead.round());
}
