//! The gates out of the zone.

use super::label::{Tame, write};
use super::{Input, Label};
use crate::overlay::{Pool, Tone};

/// Most gates shown, which is more than any zone has.
const EXITS: usize = 16;

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
    let race = input.tracker.race();
    if race.is_some_and(|race| race.own().is_some_and(|own| own.status.is_done())) {
        // There is nowhere left to go.
        return;
    }
    let gates = input.tracker.zone().map_or(&[][..], |zone| &zone.exits);
    for gate in gates.iter().take(EXITS) {
        let exit = exits.push();
        if gate.discovered {
            exit.to
                .set(Tone::Good, format_args!("→ {}", Tame(&gate.to_name)));
        } else {
            exit.to.set(Tone::Plain, "→ ???");
        }
        write(&mut exit.text, Tame(&gate.text));
    }
}
