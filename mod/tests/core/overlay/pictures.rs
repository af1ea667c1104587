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
            game: Picture::game(size[0] as usize, size[1] as usize, 1.0),
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
        if self.painter.refresh(&mut self.context, view, true) {
            self.atlas = upload(&mut self.context);
        }
    }

    fn picture(&mut self, view: &View) -> Picture {
        // The names of a race are known before anybody plays.
        let before = View {
            under_way: false,
            ..view.clone()
        };
        self.frame(&before);
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

/// Lights of the games over which pictures are kept: a cave, and snow in the sun.
const LIGHTS: [(&str, f32); 2] = [("dark", 0.25), ("bright", 2.2)];

fn folder() -> Option<PathBuf> {
    std::env::var_os("OVERLAY_PICTURES").map(PathBuf::from)
}

fn keep(name: &str, picture: &Picture) {
    if let Some(folder) = folder() {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        picture.save(&folder.join(format!("{name}.png")));
    }
}

/// Less than this is the soft edge of a shape.
const VISIBLE: f32 = 0.02;

/// Rectangle of what differs between two pictures: left, top, right, bottom.
fn difference(a: &Picture, b: &Picture) -> Option<[usize; 4]> {
    let mut bounds = None;
    for y in 0..a.height {
        let row = y * a.width..(y + 1) * a.width;
        if a.pixels[row.clone()] == b.pixels[row.clone()] {
            continue;
        }
        let differs = |x: &usize| {
            let (a, b) = (a.pixels[row.start + x], b.pixels[row.start + x]);
            a.iter().zip(b).any(|(a, b)| (a - b).abs() > VISIBLE)
        };
        let Some(first) = (0..a.width).find(differs) else {
            continue;
        };
        let last = (0..a.width).rfind(differs).unwrap_or(first);
        let [left, top, right, _] = bounds.unwrap_or([first, y, last, y]);
        bounds = Some([left.min(first), top, right.max(last), y]);
    }
    bounds
}

#[test]
fn every_situation_can_be_drawn() {
    let size = [720.0, 800.0];
    with_canvas("", size, |canvas| {
        let empty = canvas.game.clone();
        for scene in scenes::all() {
            let picture = canvas.picture(&scene.view());
            keep(scene.name, &picture);
            let [_, top, right, bottom] = difference(&picture, &empty).expect(scene.name);
            // At the top right, with the configured distance, and on the screen.
            assert_eq!((right, top), (720 - 20 - 1, 20), "{}", scene.name);
            assert!(bottom < 780, "{} ends at {bottom}", scene.name);
        }
        let picture = canvas.picture(&scenes::broken_config());
        keep("broken-config", &picture);
    });
    if folder().is_some() {
        keep_over_lights();
    }
}

/// Pictures for people to look at.
fn keep_over_lights() {
    with_canvas("", [440.0, 700.0], |canvas| {
        for (light, brightness) in LIGHTS {
            canvas.game = Picture::game(440, 700, brightness);
            for scene in scenes::all() {
                let picture = canvas.picture(&scene.view());
                keep(&format!("{}-{light}", scene.name), &picture);
            }
        }
    });
}

#[test]
fn new_names_cost_no_long_frame_while_somebody_plays() {
    let scenes = scenes::all();
    let scene = scenes.iter().find(|scene| scene.name == "twenty-own-third");
    let view = scene.expect("the scene is there").view();
    assert!(view.under_way);
    with_canvas("", [440.0, 700.0], |canvas| {
        let letters = canvas.atlas.alpha.clone();
        canvas.frame(&view);
        assert!(canvas.atlas.alpha == letters, "the names wait");
        let loading = View {
            under_way: false,
            ..view
        };
        canvas.frame(&loading);
        assert!(canvas.atlas.alpha != letters, "now they are there");
    });
}

#[test]
fn every_size_and_colour_can_be_drawn() {
    let bright = "background_color='#f4f1e8'\nbackground_opacity=0.85\ntext_color='#202020'\n\
                  show_border=true\nborder_color='#b08020'\nposition_offset_x=0\n\
                  position_offset_y=200";
    let scenes = scenes::all();
    let pick = |name: &str| {
        let scene = scenes.iter().find(|scene| scene.name == name);
        scene.expect("the scene is there").view()
    };
    for (name, overlay, size, scene, edge) in [
        (
            "large",
            "font_size=36",
            [1400.0, 1100.0],
            "twenty-own-twelfth",
            (1380, 20),
        ),
        (
            "small",
            "font_size=8",
            [400.0, 300.0],
            "twenty-own-third",
            (380, 20),
        ),
        ("bright", bright, [500.0, 620.0], "own-finish", (500, 200)),
        (
            "wide-screen",
            "",
            [1920.0, 1080.0],
            "countdown-3",
            (1900, 20),
        ),
    ] {
        with_canvas(overlay, size, |canvas| {
            let picture = canvas.picture(&pick(scene));
            keep(name, &picture);
            let [_, top, right, _] = difference(&picture, &canvas.game).expect(name);
            assert_eq!((right + 1, top), edge, "{name}");
        });
    }
}
