//! Keys that switch parts of the overlay.

use super::Reader;

/// One key without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Function key 1 to 12.
    Function(u8),
    /// A letter `a` to `z` or a digit `0` to `9`.
    Character(char),
    /// Escape.
    Escape,
    /// Space.
    Space,
    /// Enter.
    Enter,
    /// Tabulator.
    Tab,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

impl Key {
    /// Reads the name of a key, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.to_ascii_lowercase();
        let mut characters = name.chars();
        if let (Some(character), None) = (characters.next(), characters.next()) {
            return character
                .is_ascii_alphanumeric()
                .then_some(Self::Character(character));
        }
        if let Some(digits) = name.strip_prefix('f') {
            // Only the plain spelling: "f01" and "f+1" are no keys.
            let number = digits
                .parse::<u8>()
                .ok()
                .filter(|number| (1..=12).contains(number))?;
            return (number.to_string() == digits).then_some(Self::Function(number));
        }
        Some(match name.as_str() {
            "escape" | "esc" => Self::Escape,
            "space" => Self::Space,
            "enter" => Self::Enter,
            "tab" => Self::Tab,
            "insert" => Self::Insert,
            "delete" => Self::Delete,
            "home" => Self::Home,
            "end" => Self::End,
            "pageup" => Self::PageUp,
            "pagedown" => Self::PageDown,
            _ => return None,
        })
    }
}

/// Table `[keybindings]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keybindings {
    /// Shows or hides the overlay.
    pub toggle_ui: Key,
    /// Shows or hides its debug section.
    pub toggle_debug: Key,
    /// Shows or hides its leaderboard.
    pub toggle_leaderboard: Key,
}

impl Keybindings {
    pub(super) fn read(table: &mut Reader<'_>) -> Self {
        let mut key = |name: &str, default: u8| {
            table.convert(name, Key::Function(default), "must name one key", |value| {
                value.as_str().and_then(Key::parse)
            })
        };
        Self {
            toggle_ui: key("toggle_ui", 9),
            toggle_debug: key("toggle_debug", 3),
            toggle_leaderboard: key("toggle_leaderboard", 10),
        }
    }
}
