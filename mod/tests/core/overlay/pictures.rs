//! Pictures of every situation. With `OVERLAY_PICTURES` set to a folder they are written there.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use imgui::Context;
use speedfog_race_mod::config::Config;
use speedfog_race_mod::overlay::{FontFolders, Painter, View};

use super::raster::{Atlas, Picture};
use super::scenes;

/// The library draws into one context at a time.
static CONTEXT: Mutex<()> = Mutex::new(());

/// Frames until a window has the size of its content.
const SETTLED: usize = 3;

pub(crate) struct Canvas {
    context: Context,
    painter: Painter,
    atlas: Atlas,
    game: Picture,
}

impl Canvas {
    fn new(overlay: &str, size: [f32; 2]) -> Self {
        let text =
            format!("[server]\nurl='ws://h'\nmod_token='t'\nrace_id='r'\n[overlay]\n{overlay}");
        let config = Config::parse(&text).expect("the text is well formed");
        let mut context = Context::create();
        context.io_mut().display_size = size;
        let mut painter = Painter::new(&config.overlay, &FontFolders::default());
        painter.prepare(&mut context);
        let atlas = upload(&mut context);
        Self {
            context,
            painter,
            atlas,
            game: Picture::game(size[0] as usize, size[1] as usize),
        }
    }

    /// One frame; returns the number of triangles.
    pub(crate) fn frame(&mut self, view: &View) -> i32 {
        self.prepare(view);
        self.painter.draw(self.context.new_frame(), view);
        self.context.render().total_idx_count / 3
    }

    fn prepare(&mut self, view: &View) {
        self.context.io_mut().delta_time = 1.0 / 60.0;
        if self.painter.refresh(&mut self.context, view) {
            self.atlas = upload(&mut self.context);
        }
    }

    fn picture(&mut self, view: &View) -> Picture {
        for _ in 1..SETTLED {
            self.frame(view);
        }
        self.prepare(view);
        let size = self.context.io().display_size.map(|pixels| pixels as usize);
        let mut picture = self.game.clone();
        assert_eq!([picture.width, picture.height], size);
        self.painter.draw(self.context.new_frame(), view);
        picture.draw(self.context.render(), &self.atlas);
        picture
    }
}

fn upload(context: &mut Context) -> Atlas {
    let texture = context.fonts().build_alpha8_texture();
    Atlas {
        width: texture.width as usize,
        height: texture.height as usize,
        alpha: texture.data.to_vec(),
    }
}

/// Does something with a canvas, while nobody else has one.
pub(crate) fn with_canvas<T>(
    overlay: &str,
    size: [f32; 2],
    act: impl FnOnce(&mut Canvas) -> T,
) -> T {
    let _lock = CONTEXT.lock().unwrap_or_else(PoisonError::into_inner);
    act(&mut Canvas::new(overlay, size))
}

fn keep(name: &str, picture: &Picture) {
    if let Some(folder) = std::env::var_os("OVERLAY_PICTURES").map(PathBuf::from) {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        picture.save(&folder.join(format!("{name}.png")));
    }
}

/// Rectangle of what differs between two pictures: left, top, right, bottom.
fn difference(a: &Picture, b: &Picture) -> Option<[usize; 4]> {
    let mut bounds = None;
    for y in 0..a.height {
        let row = y * a.width..(y + 1) * a.width;
        let differs = |x: &usize| a.pixels[row.start + x] != b.pixels[row.start + x];
        if a.pixels[row.clone()] == b.pixels[row.clone()] {
            continue;
        }
        let first = (0..a.width).find(differs).unwrap_or(0);
        let last = (0..a.width).rfind(differs).unwrap_or(0);
        let [left, top, right, _] = bounds.unwrap_or([first, y, last, y]);
        bounds = Some([left.min(first), top, right.max(last), y]);
    }
    bounds
}

#[test]
fn every_situation_can_be_drawn() {
    let size = [720.0, 700.0];
    with_canvas("", size, |canvas| {
        let empty = canvas.game.clone();
        for scene in scenes::all() {
            let picture = canvas.picture(&scene.view());
            keep(scene.name, &picture);
            let [_, top, right, bottom] = difference(&picture, &empty).expect(scene.name);
            // At the top right, with the configured distance, and on the screen.
            assert_eq!((right, top), (720 - 20 - 1, 20), "{}", scene.name);
            assert!(bottom < 680, "{} ends at {bottom}", scene.name);
        }
        let picture = canvas.picture(&scenes::broken_config());
        keep("broken-config", &picture);
    });
}
