//! The window, drawn with one of the libraries that the mod can draw over.

mod dx11;
mod dx12;
mod opengl;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use windows::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::WindowsAndMessaging::{
    CS_OWNDC, CreateWindowExW, DefWindowProcW, DispatchMessageW, MSG, PM_REMOVE, PeekMessageW,
    PostQuitMessage, RegisterClassW, TranslateMessage, WINDOW_EX_STYLE, WM_DESTROY, WM_QUIT,
    WNDCLASSW, WS_POPUP, WS_VISIBLE,
};
use windows::core::w;

/// Size of the window in pixels.
const SIZE: (u32, u32) = (960, 600);

/// Frames over which the time for drawing is told.
const FRAMES: usize = 3000;

/// How long drawing took in the last frames, what others draw included.
static SPENT: Mutex<Vec<Duration>> = Mutex::new(Vec::new());

/// A library that draws.
#[derive(Clone, Copy, Debug)]
pub(super) enum Renderer {
    Dx12,
    Dx11,
    OpenGl,
}

/// What is shown, each in a colour of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Picture {
    /// The world.
    Play,
    /// A loading screen.
    Loading,
    /// The title screen.
    #[default]
    Title,
}

impl Picture {
    fn color(self) -> [f32; 4] {
        match self {
            Self::Play => [0.15, 0.2, 0.45, 1.0],
            Self::Loading => [0.0, 0.0, 0.0, 1.0],
            Self::Title => [0.3, 0.1, 0.1, 1.0],
        }
    }
}

enum Device {
    Dx12(dx12::Device),
    Dx11(dx11::Device),
    OpenGl(opengl::Device),
}

/// The window.
pub(super) struct Screen {
    device: Device,
}

impl Screen {
    /// Opens the window.
    ///
    /// # Panics
    /// When the library does not work here.
    pub(super) fn open(renderer: Renderer) -> Self {
        let window = window().expect("there is a display");
        let device = match renderer {
            Renderer::Dx12 => dx12::Device::new(window).map(Device::Dx12),
            Renderer::Dx11 => dx11::Device::new(window).map(Device::Dx11),
            Renderer::OpenGl => opengl::Device::new(window).map(Device::OpenGl),
        };
        Self {
            device: device.unwrap_or_else(|error| panic!("{renderer:?} does not work: {error}")),
        }
    }

    /// Works off the window's messages; false when it was closed.
    pub(super) fn pump(&self) -> bool {
        let mut message = MSG::default();
        #[expect(unsafe_code, reason = "the usual loop of a window")]
        unsafe {
            while PeekMessageW(&raw mut message, None, 0, 0, PM_REMOVE).as_bool() {
                if message.message == WM_QUIT {
                    return false;
                }
                let _ = TranslateMessage(&raw const message);
                DispatchMessageW(&raw const message);
            }
        }
        true
    }

    /// Draws a frame.
    ///
    /// # Panics
    /// When that fails, which the tests want to see.
    pub(super) fn draw(&mut self, picture: Picture) {
        let began = Instant::now();
        let color = picture.color();
        match &mut self.device {
            Device::Dx12(device) => device.draw(color),
            Device::Dx11(device) => device.draw(color),
            Device::OpenGl(device) => device.draw(color),
        }
        .expect("what worked once works again");
        let mut spent = SPENT.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() == FRAMES {
            spent.clear();
        }
        spent.push(began.elapsed());
    }
}

/// Median and longest time for drawing in microseconds, and begins anew.
pub(super) fn spent() -> String {
    let mut spent = SPENT.lock().unwrap_or_else(PoisonError::into_inner);
    spent.sort_unstable();
    let median = spent.get(spent.len() / 2).map_or(0, Duration::as_micros);
    let longest = spent.last().map_or(0, Duration::as_micros);
    spent.clear();
    format!("{median} {longest}")
}

#[expect(
    unsafe_code,
    reason = "called by Windows with a message for the window"
)]
unsafe extern "system" fn on_message(
    window: HWND,
    message: u32,
    first: WPARAM,
    second: LPARAM,
) -> LRESULT {
    unsafe {
        if message == WM_DESTROY {
            PostQuitMessage(0);
            return LRESULT(0);
        }
        DefWindowProcW(window, message, first, second)
    }
}

fn window() -> windows::core::Result<HWND> {
    let (width, height) = (SIZE.0.cast_signed(), SIZE.1.cast_signed());
    #[expect(unsafe_code, reason = "the usual way to a window")]
    unsafe {
        let instance = GetModuleHandleW(None)?.into();
        let class = WNDCLASSW {
            style: CS_OWNDC,
            lpfnWndProc: Some(on_message),
            hInstance: instance,
            lpszClassName: w!("stand-in"),
            ..WNDCLASSW::default()
        };
        RegisterClassW(&raw const class);
        CreateWindowExW(
            WINDOW_EX_STYLE(0),
            w!("stand-in"),
            w!("stand-in"),
            WS_POPUP | WS_VISIBLE,
            0,
            0,
            width,
            height,
            None,
            None,
            Some(instance),
            None,
        )
    }
}
