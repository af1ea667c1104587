//! The gates out of the zone.

use super::label::write;
use super::{Input, Label};
use crate::overlay::{Pool, Tone};

/// A gate out of the zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exit {
    /// Where it leads, once the player has been behind it.
    pub to: Label,
    /// Where it stands.
    pub text: String,
}

pub(super) fn update(input: &Input<'_>, exits: &mut Pool<Exit>) {
    exits.clear();
    for gate in input.tracker.zone().map_or(&[][..], |zone| &zone.exits) {
        let exit = exits.push();
        if gate.discovered {
            exit.to.set(Tone::Good, format_args!("→ {}", gate.to_name));
        } else {
            exit.to.set(Tone::Plain, "→ ???");
        }
        write(&mut exit.text, &gate.text);
    }
}
