//! The picture over the game.
//!
//! The race thread finishes a view, the game's thread draws it. Between them lies one place where
//! views change hands, so that neither ever waits for the other's work.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use hudhook::hooks::dx11::ImguiDx11Hooks;
use hudhook::hooks::dx12::ImguiDx12Hooks;
use hudhook::hooks::opengl3::ImguiOpenGl3Hooks;
use hudhook::{Hudhook, ImguiRenderLoop, RenderContext, imgui};
use speedfog_race_mod::config::{Overlay, Renderer};
use speedfog_race_mod::overlay::{FontFolders, Painter, View};

use crate::frame_cost::FrameCost;
use crate::guard;

/// Where finished views change hands.
#[derive(Clone, Default)]
pub(crate) struct Stage(Arc<Shared>);

#[derive(Default)]
struct Shared {
    slot: Mutex<Slot>,
    drawing: FrameCost,
}

#[derive(Default)]
struct Slot {
    view: View,
    fresh: bool,
}

impl Stage {
    /// Puts a view on the stage; `view` becomes an older one, whose buffers can be used again.
    pub(crate) fn show(&self, view: &mut View) {
        let mut slot = self.slot();
        std::mem::swap(&mut slot.view, view);
        slot.fresh = true;
    }

    /// What drawing costs the game's thread.
    pub(crate) fn drawing(&self) -> &FrameCost {
        &self.0.drawing
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.0.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the newest view; false when `view` is it already.
    fn take(&self, view: &mut View) -> bool {
        let mut slot = self.slot();
        let fresh = std::mem::take(&mut slot.fresh);
        if fresh {
            std::mem::swap(&mut slot.view, view);
        }
        fresh
    }
}

/// Draws on the game's thread.
struct Hud {
    stage: Stage,
    view: View,
    painter: Painter,
    /// When the work on this frame began.
    began: Instant,
    /// Set for good by a panic: the next frame would panic too.
    broken: bool,
}

impl ImguiRenderLoop for Hud {
    fn initialize<'a>(
        &'a mut self,
        context: &mut imgui::Context,
        _render: &'a mut dyn RenderContext,
    ) {
        let prepared = guard::run("preparing the overlay", || self.painter.prepare(context));
        self.broken = prepared.is_none();
        tracing::info!("the overlay is being drawn");
    }

    fn before_render<'a>(
        &'a mut self,
        context: &mut imgui::Context,
        render: &'a mut dyn RenderContext,
    ) {
        if self.broken {
            return;
        }
        self.began = Instant::now();
        let refreshed = guard::run("refreshing the overlay", || {
            let fresh = self.stage.take(&mut self.view);
            if self.painter.refresh(context, &self.view, fresh) {
                upload_letters(context, render);
            }
        });
        self.broken = refreshed.is_none();
    }

    fn render(&mut self, ui: &mut imgui::Ui) {
        if self.broken {
            return;
        }
        let drawn = guard::run("drawing the overlay", || {
            self.painter.draw(ui, &self.view);
        });
        self.broken = drawn.is_none();
        self.stage.drawing().add(self.began.elapsed());
    }
}

/// Gives the atlas of letters to the graphics card anew. The one before stays there unused, which
/// happens once or twice in a race.
fn upload_letters(context: &mut imgui::Context, render: &mut dyn RenderContext) {
    let atlas = context.fonts();
    let letters = atlas.build_rgba32_texture();
    match render.load_texture(letters.data, letters.width, letters.height) {
        Ok(texture) => atlas.tex_id = texture,
        Err(error) => tracing::error!(%error, "the letters of the overlay are out of date"),
    }
}

/// Has the game draw what is on the stage. Without an overlay the race goes on all the same.
pub(crate) fn install(overlay: &Overlay, folder: &Path, stage: &Stage) {
    let hud = Hud {
        stage: stage.clone(),
        view: View::default(),
        painter: Painter::new(overlay, &FontFolders::new(folder)),
        began: Instant::now(),
        broken: false,
    };
    let renderer = overlay.renderer;
    let outcome = guard::run("installing the overlay", || {
        let hooks = Hudhook::builder();
        let hooks = match renderer {
            Renderer::Dx12 => hooks.with::<ImguiDx12Hooks>(hud),
            Renderer::Dx11 => hooks.with::<ImguiDx11Hooks>(hud),
            Renderer::OpenGl3 => hooks.with::<ImguiOpenGl3Hooks>(hud),
        };
        hooks.build().apply()
    });
    match outcome {
        Some(Ok(())) => tracing::info!(?renderer, "the overlay is installed"),
        Some(Err(error)) => tracing::error!(?error, "there is no overlay"),
        None => tracing::error!("there is no overlay"),
    }
}
