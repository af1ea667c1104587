//! Keys that switch parts of the overlay.

use crate::config::{Key, Keybindings};

/// Which parts of the overlay are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Anything at all.
    pub ui: bool,
    /// The leaderboard.
    pub leaderboard: bool,
    /// The debug section.
    pub debug: bool,
}

/// The switches behind the keys.
#[derive(Clone, Debug)]
pub struct Switches {
    keys: [Key; 3],
    down: [bool; 3],
    shown: Shown,
}

impl Switches {
    /// Everything but the debug section is shown.
    #[must_use]
    pub fn new(keys: &Keybindings) -> Self {
        Self {
            keys: [keys.toggle_ui, keys.toggle_leaderboard, keys.toggle_debug],
            // A key that is held since before counts as pressed only after it was let go.
            down: [true; 3],
            shown: Shown {
                ui: true,
                leaderboard: true,
                debug: false,
            },
        }
    }

    /// Takes in a frame: `is_down` tells whether a key is held. Must tell so of no key while
    /// another program has the keyboard. A part is switched once when its key goes down.
    pub fn observe(&mut self, mut is_down: impl FnMut(Key) -> bool) -> Shown {
        let parts = [
            &mut self.shown.ui,
            &mut self.shown.leaderboard,
            &mut self.shown.debug,
        ];
        for ((part, key), before) in parts.into_iter().zip(self.keys).zip(&mut self.down) {
            let down = is_down(key);
            *part ^= down && !*before;
            *before = down;
        }
        self.shown
    }

    /// What is shown now.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::Switches;
    use crate::config::{Config, Key};

    #[test]
    fn a_key_switches_once_when_it_goes_down() {
        let text = "[server]\nurl='ws://h'\nmod_token='t'\nrace_id='r'";
        let keys = Config::parse(text).expect("the text is complete").keys;
        let mut switches = Switches::new(&keys);
        let mut debug = |held: &[Key]| switches.observe(|key| held.contains(&key)).debug;
        let f3 = [Key::Function(3)];
        // Held since before the game started.
        assert!(!debug(&f3));
        assert!(!debug(&[]));
        assert!(debug(&f3));
        assert!(debug(&f3));
        assert!(debug(&[]));
        assert!(!debug(&f3));
        assert!(!debug(&[Key::Function(9)]));
        assert!(!switches.shown().ui);
        assert!(switches.shown().leaderboard);
    }
}
