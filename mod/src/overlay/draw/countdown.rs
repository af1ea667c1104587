//! The last seconds before the start, in the middle of the screen.

use imgui::Ui;

use crate::overlay::fonts;
use crate::overlay::theme::Theme;

pub(super) fn draw(ui: &Ui, theme: &Theme, baseline: f32, text: &str) {
    if text.is_empty() {
        return;
    }
    let [screen_width, screen_height] = ui.io().display_size;
    let size = theme.font_size * fonts::COUNTDOWN_SIZE;
    let mut buffer = [0; 4];
    let mut advance = |character: char| {
        let glyph = fonts::countdown(character);
        ui.calc_text_size(glyph.encode_utf8(&mut buffer))[0]
    };
    let width: f32 = text.chars().map(&mut advance).sum();
    // Figures stand on the baseline of body text, which lies below the place given for a text.
    let y = screen_height * 0.3 + size * fonts::COUNTDOWN_CAPITAL / 2.0 - baseline;
    let mut x = (screen_width - width) / 2.0;
    let list = ui.get_background_draw_list();
    let offset = theme.px(2.5);
    let mut buffer = [0; 4];
    for character in text.chars() {
        let glyph = fonts::countdown(character);
        let glyph: &str = glyph.encode_utf8(&mut buffer);
        list.add_text([x + offset, y + offset], [0.0, 0.0, 0.0, 0.6], glyph);
        list.add_text([x, y], Theme::over_game(), glyph);
        x += advance(character);
    }
}
