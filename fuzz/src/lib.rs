//! What is made of text and files from outside, under any input whatever: it never panics, never
//! takes for ever, and keeps its promises.
//!
//! Each target is a function of bytes. The fuzzer (`src/main.rs`) looks for inputs that break one;
//! the tests give it those that did (`found/`) and those the fuzzer starts from (`corpus/`).

mod archive;
mod graph;
mod messages;
mod settings;

/// Something that takes any input.
pub type Target = fn(&[u8]);

/// All targets by name.
pub const TARGETS: [(&str, Target); 4] = [
    ("messages", messages::decode),
    ("graph", graph::read),
    ("archive", archive::read),
    ("settings", settings::read),
];

/// The target with this name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    let found = TARGETS.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, target)| target)
}
