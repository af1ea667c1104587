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

use imgui::{Condition, Context, StyleVar, Ui};

use super::fonts::{FontFolders, Fonts};
use super::{Theme, View};
use crate::config;
use pen::Pen;

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
        self.panel(ui, view);
        countdown::draw(ui, &self.theme, self.fonts.baseline(), &view.banner.big);
    }

    fn panel(&mut self, ui: &Ui, view: &View) {
        let theme = &self.theme;
        let screen = ui.io().display_size;
        // The player may drag the panel; another resolution puts it back where it belongs.
        let condition = if screen == self.screen {
            Condition::FirstUseEver
        } else {
            Condition::Always
        };
        self.screen = screen;
        let padding = theme.px(PADDING);
        let _styles = [
            ui.push_style_var(StyleVar::WindowPadding([padding; 2])),
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
            .always_auto_resize(true)
            .focus_on_appearing(false)
            .bring_to_front_on_focus(false)
            .position_pivot([1.0, 0.0])
            .position([screen[0] - theme.offset[0], theme.offset[1]], condition)
            .build(|| {
                let mut pen = Pen::new(ui, theme, &self.fonts, theme.px(WIDTH));
                banner::draw(&mut pen, &view.banner);
                alerts::draw(&mut pen, &view.alerts);
                header::draw(&mut pen, &view.header);
                exits::draw(&mut pen, &view.exits);
                finish::draw(&mut pen, &view.finish);
                board::draw(&mut pen, &view.board);
                alerts::draw_notice(&mut pen, &view.notice);
                debug::draw(&mut pen, &view.debug);
                pen.finish();
            });
    }
}
