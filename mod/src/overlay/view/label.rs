//! A short text with its meaning.

use std::fmt::{self, Write as _};

use crate::overlay::Tone;

/// A short text with its meaning; empty when there is nothing to say.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The text.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

impl Label {
    pub(super) fn clear(&mut self) {
        self.text.clear();
    }

    pub(super) fn set(&mut self, tone: Tone, text: impl fmt::Display) {
        self.tone = tone;
        write(&mut self.text, text);
    }
}

/// Replaces the text of a buffer.
pub(super) fn write(buffer: &mut String, text: impl fmt::Display) {
    buffer.clear();
    append(buffer, text);
}

/// Adds to the text of a buffer.
pub(super) fn append(buffer: &mut String, text: impl fmt::Display) {
    write!(buffer, "{text}").expect("strings take any text");
}

/// Most characters of a text from outside.
const CHARACTERS: usize = 200;

/// A text from outside, as one line that is not too long to be measured in every frame.
pub(super) struct Tame<'a>(pub(super) &'a str);

impl fmt::Display for Tame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one_line = |character: char| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        };
        self.0
            .chars()
            .take(CHARACTERS)
            .try_for_each(|character| f.write_char(one_line(character)))
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.tone, self.text)
    }
}
