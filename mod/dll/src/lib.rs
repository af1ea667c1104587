//! The race mod as the game loads it.
//!
//! Three threads of its own do everything: one sets up, then follows the race sixty times a
//! second; one owns the socket; one writes the log. The game's own thread only ever draws a
//! finished picture and hands out items. Nothing here waits on the game's thread, and no panic
//! gets into the game.
//!
//! There is nothing to this package on other systems than Windows.
#![cfg(windows)]

mod executable;
mod folder;
mod frame_cost;
mod guard;
mod hotkeys;
mod hud;
mod items;
mod layout_check;
mod log;
mod message_box;
mod pattern;
mod process;
mod race;
mod start;
mod travel;

use std::ffi::c_void;

use windows::Win32::Foundation::HINSTANCE;
use windows::Win32::System::SystemServices::DLL_PROCESS_ATTACH;
use windows::core::BOOL;

/// Called by Windows, which holds a lock meanwhile: it starts a thread and returns.
#[expect(unsafe_code, reason = "Windows looks for this very name")]
#[unsafe(no_mangle)]
extern "system" fn DllMain(module: HINSTANCE, reason: u32, _reserved: *mut c_void) -> BOOL {
    if reason == DLL_PROCESS_ATTACH {
        let module = module.0 as usize;
        // Without a thread there is no mod, and nobody to tell.
        let _ = std::thread::Builder::new()
            .name("speedfog-race".into())
            .spawn(move || guard::run("the start", || start::start(module)));
    }
    BOOL::from(true)
}
