//! Drawing with OpenGL.

use windows::Win32::Foundation::HWND;
use windows::Win32::Graphics::Gdi::{GetDC, HDC};
use windows::Win32::Graphics::OpenGL::{
    ChoosePixelFormat, GL_COLOR_BUFFER_BIT, PFD_DOUBLEBUFFER, PFD_DRAW_TO_WINDOW,
    PFD_SUPPORT_OPENGL, PFD_TYPE_RGBA, PIXELFORMATDESCRIPTOR, SetPixelFormat, glClear,
    glClearColor, wglCreateContext, wglMakeCurrent,
};
use windows::core::{BOOL, Result};

#[link(name = "opengl32")]
#[expect(unsafe_code, reason = "the very function that overlays wait for")]
unsafe extern "system" {
    fn wglSwapBuffers(context: HDC) -> BOOL;
}

/// A window's context.
pub(super) struct Device(HDC);

impl Device {
    /// Prepares drawing in a window.
    ///
    /// # Errors
    /// When there is no OpenGL.
    pub(super) fn new(window: HWND) -> Result<Self> {
        let format = PIXELFORMATDESCRIPTOR {
            nSize: size_of::<PIXELFORMATDESCRIPTOR>() as u16,
            nVersion: 1,
            dwFlags: PFD_DRAW_TO_WINDOW | PFD_SUPPORT_OPENGL | PFD_DOUBLEBUFFER,
            iPixelType: PFD_TYPE_RGBA,
            cColorBits: 32,
            cDepthBits: 24,
            ..PIXELFORMATDESCRIPTOR::default()
        };
        #[expect(unsafe_code, reason = "the usual way to a context")]
        unsafe {
            let context = GetDC(Some(window));
            let chosen = ChoosePixelFormat(context, &raw const format);
            SetPixelFormat(context, chosen, &raw const format)?;
            wglMakeCurrent(context, wglCreateContext(context)?)?;
            Ok(Self(context))
        }
    }

    /// Fills the window with a colour.
    ///
    /// # Errors
    /// When the picture cannot be shown.
    pub(super) fn draw(&mut self, [red, green, blue, alpha]: [f32; 4]) -> Result<()> {
        #[expect(unsafe_code, reason = "the context is current on this thread")]
        unsafe {
            glClearColor(red, green, blue, alpha);
            glClear(GL_COLOR_BUFFER_BIT);
            wglSwapBuffers(self.0).ok()
        }
    }
}
