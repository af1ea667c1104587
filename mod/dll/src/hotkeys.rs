//! The keys that the player holds down.

use speedfog_race_mod::config::Key;
use windows::Win32::UI::Input::KeyboardAndMouse::{
    GetAsyncKeyState, VIRTUAL_KEY, VK_DELETE, VK_END, VK_ESCAPE, VK_F1, VK_HOME, VK_INSERT,
    VK_NEXT, VK_PRIOR, VK_RETURN, VK_SPACE, VK_TAB,
};
use windows::Win32::UI::WindowsAndMessaging::{GetForegroundWindow, GetWindowThreadProcessId};

/// Whether the player looks at the game, so that keys are meant for it.
pub(crate) fn are_ours() -> bool {
    let mut owner = 0;
    #[expect(unsafe_code, reason = "no window at all is answered with 0")]
    unsafe {
        GetWindowThreadProcessId(GetForegroundWindow(), Some(&raw mut owner));
    }
    owner == std::process::id()
}

/// Whether a key is held down, whichever program it is meant for.
pub(crate) fn is_down(key: Key) -> bool {
    #[expect(unsafe_code, reason = "takes any number")]
    let state = unsafe { GetAsyncKeyState(code(key).0.into()) };
    // The highest bit. The lowest tells of presses too, but to one program only.
    state < 0
}

fn code(key: Key) -> VIRTUAL_KEY {
    match key {
        Key::Function(number) => VIRTUAL_KEY(VK_F1.0 + u16::from(number) - 1),
        // Letters and digits have the codes of their capital characters.
        Key::Character(character) => VIRTUAL_KEY(character.to_ascii_uppercase() as u16),
        Key::Escape => VK_ESCAPE,
        Key::Space => VK_SPACE,
        Key::Enter => VK_RETURN,
        Key::Tab => VK_TAB,
        Key::Insert => VK_INSERT,
        Key::Delete => VK_DELETE,
        Key::Home => VK_HOME,
        Key::End => VK_END,
        Key::PageUp => VK_PRIOR,
        Key::PageDown => VK_NEXT,
    }
}
