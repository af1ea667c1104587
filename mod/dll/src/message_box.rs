//! Tells the player something before there is an overlay.

use windows::Win32::UI::WindowsAndMessaging::{
    MB_ICONWARNING, MB_OK, MB_SETFOREGROUND, MB_TOPMOST, MessageBoxW,
};
use windows::core::{HSTRING, w};

/// Set in tests, where nobody would press the button.
const NO_DIALOG: &str = "SPEEDFOG_RACE_NO_DIALOG";

/// Shows a text and waits until it is closed; the game goes on meanwhile.
pub(crate) fn show(text: &str) {
    if std::env::var_os(NO_DIALOG).is_some() {
        return;
    }
    let text = HSTRING::from(text);
    // The game opens its window later, and often fills the screen with it.
    let style = MB_OK | MB_ICONWARNING | MB_SETFOREGROUND | MB_TOPMOST;
    #[expect(unsafe_code, reason = "both texts live until the call returns")]
    unsafe {
        MessageBoxW(None, &text, w!("SpeedFog Racing"), style);
    }
}
