//! Puts a finished view on the screen.
//!
//! Everything is placed by hand in one window without decoration, so that columns line up and a
//! frame allocates nothing. The window takes no keys and gives every click that is not a drag of
//! itself to the game.

mod alerts;
mod banner;
mod board;
mod countdown;
mod debug;
mod exits;
mod finish;
mod header;
mod pen;
mod sheet;

use imgui::{Condition, Context, StyleVar, Ui};

use super::fonts::{FontFolders, Fonts};
use super::{Theme, View};
use crate::config;
use pen::Pen;
use sheet::{Shadow, Sheet};

/// Width of the text at a font size of 16.
const WIDTH: f32 = 320.0;
/// Space around the text at a font size of 16.
const PADDING: f32 = 12.0;

/// Draws views.
#[derive(Debug)]
pub struct Painter {
    theme: Theme,
    fonts: Fonts,
    /// Size of the screen of the last frame.
    screen: [f32; 2],
    sheet: Sheet,
    /// Whether the sheet shows another view, or shows it in other letters.
    outdated: bool,
}

impl Painter {
    /// A painter with the look that the player configured. Reads the player's font, if there is
    /// one.
    #[must_use]
    pub fn new(overlay: &config::Overlay, folders: &FontFolders) -> Self {
        Self {
            theme: Theme::new(overlay),
            fonts: Fonts::new(overlay, folders),
            screen: [0.0; 2],
            sheet: Sheet::default(),
            outdated: true,
        }
    }

    /// Makes a fresh context fit for [`draw`](Self::draw): fonts, and no file of settings beside
    /// the game. The atlas of fonts must be uploaded afterwards.
    pub fn prepare(&mut self, context: &mut Context) {
        context.set_ini_filename(None);
        context.set_log_filename(None);
        self.fonts.fill(context.fonts());
    }

    /// To be called between frames, before `view` is drawn: puts the letters of its texts into
    /// the atlas. `fresh` says whether it is another view than in the last frame. True, which is
    /// rare, when the atlas has changed and must be uploaded again.
    ///
    /// That costs a long frame. Where the player would feel it, names wait for the next loading
    /// screen, and the logins are drawn until then.
    pub fn refresh(&mut self, context: &mut Context, view: &View, fresh: bool) -> bool {
        if !fresh && !self.fonts.poll() {
            return false;
        }
        self.outdated = true;
        let mut urgent = !view.under_way;
        for text in view.texts() {
            urgent |= self.fonts.learn(text);
        }
        for name in view.names() {
            self.fonts.learn(name);
        }
        let stale = self.fonts.poll() && urgent;
        if stale {
            self.fonts.fill(context.fonts());
        }
        stale
    }

    /// Draws one frame.
    pub fn draw(&mut self, ui: &Ui, view: &View) {
        if !view.visible {
            return;
        }
        if self.outdated {
            self.outdated = false;
            self.lay_out(ui, view);
        }
        self.panel(ui);
        countdown::draw(ui, &self.theme, self.fonts.baseline(), &view.banner.big);
    }

    /// Puts a view on the sheet.
    fn lay_out(&mut self, ui: &Ui, view: &View) {
        let width = self.theme.px(WIDTH).round();
        let mut pen = Pen::new(ui, &mut self.sheet, &self.theme, &self.fonts, width);
        banner::draw(&mut pen, &view.banner);
        alerts::draw(&mut pen, &view.alerts);
        header::draw(&mut pen, &view.header);
        exits::draw(&mut pen, &view.exits);
        finish::draw(&mut pen, &view.finish);
        board::draw(&mut pen, &view.board);
        alerts::draw_notice(&mut pen, &view.notice);
        debug::draw(&mut pen, &view.debug);
        pen.finish();
    }

    fn panel(&mut self, ui: &Ui) {
        let theme = &self.theme;
        let screen = ui.io().display_size;
        // The player may drag the panel; another resolution puts it back where it belongs.
        let condition = if screen == self.screen {
            Condition::FirstUseEver
        } else {
            Condition::Always
        };
        self.screen = screen;
        let padding = theme.px(PADDING).round();
        let width = theme.px(WIDTH).round() + 2.0 * padding;
        let height = self.sheet.height + 2.0 * padding;
        let _styles = [
            ui.push_style_var(StyleVar::WindowRounding(theme.px(8.0))),
            ui.push_style_var(StyleVar::WindowBorderSize(f32::from(u8::from(
                theme.border.is_some(),
            )))),
            ui.push_style_var(StyleVar::WindowMinSize([1.0; 2])),
        ];
        let _background = ui.push_style_color(imgui::StyleColor::WindowBg, theme.background);
        let border = theme.border.unwrap_or_default();
        let _border = ui.push_style_color(imgui::StyleColor::Border, border);
        ui.window("SpeedFog Racing")
            .no_decoration()
            .no_nav()
            .focus_on_appearing(false)
            .bring_to_front_on_focus(false)
            .size([width, height], Condition::Always)
            .position_pivot([1.0, 0.0])
            .position([screen[0] - theme.offset[0], theme.offset[1]], condition)
            .build(|| {
                let corner = ui.window_pos().map(|part| part + padding);
                let shadow = theme.shadow().map(|color| Shadow {
                    offset: theme.px(1.0).max(1.0).round(),
                    color: color.into(),
                });
                self.sheet.draw(&ui.get_window_draw_list(), corner, shadow);
            });
    }
}
