//! A stand-in for the game, for tests of the race mod without it.
//!
//! It looks enough like the game to the mod: the version resource, the objects in memory with
//! the code that leads to them, the functions that are found by their bytes, and a window that is
//! drawn with the same libraries. It loads the mod as a mod loader does, and is played by
//! commands over TCP. It is no part of anything that players get.

#[cfg(windows)]
mod game;

#[cfg(windows)]
fn main() {
    game::run();
}

#[cfg(not(windows))]
fn main() {
    eprintln!("The stand-in is a Windows program; `cargo xtask test mod` builds and runs it.");
    std::process::exit(2);
}
