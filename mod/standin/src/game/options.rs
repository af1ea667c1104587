//! The command line.

use super::screen::Renderer;

/// What the stand-in was started with.
#[derive(Debug)]
pub(super) struct Options {
    /// Path of the mod.
    pub(super) library: String,
    /// Draws the window.
    pub(super) renderer: Renderer,
    /// Loads the mod before there is a window, as the real loader does, and opens the window at
    /// the command `open`.
    pub(super) early: bool,
}

impl Options {
    /// Reads `LIBRARY [--dx12|--dx11|--opengl] [--early]`.
    ///
    /// # Panics
    /// When an argument is not understood.
    pub(super) fn parse(arguments: impl Iterator<Item = String>) -> Self {
        let mut options = Self {
            library: String::new(),
            renderer: Renderer::Dx12,
            early: false,
        };
        for argument in arguments {
            match argument.as_str() {
                "--dx12" => options.renderer = Renderer::Dx12,
                "--dx11" => options.renderer = Renderer::Dx11,
                "--opengl" => options.renderer = Renderer::OpenGl,
                "--early" => options.early = true,
                other if other.starts_with('-') => panic!("unknown option {other}"),
                _ => options.library = argument,
            }
        }
        assert!(!options.library.is_empty(), "name the library of the mod");
        options
    }
}
