//! Where everything is, as `cargo xtask test mod` says.

use std::env;
use std::path::PathBuf;

/// The value of a variable that the caller sets.
fn path(name: &str) -> PathBuf {
    env::var_os(name)
        .unwrap_or_else(|| panic!("{name} is not set: run `cargo xtask test mod`"))
        .into()
}

/// The library of the mod.
pub(crate) fn library() -> PathBuf {
    path("MOD_TEST_LIBRARY")
}

/// The stand-in for the game.
pub(crate) fn stand_in() -> PathBuf {
    path("MOD_TEST_STAND_IN")
}

/// The server's program.
pub(crate) fn server() -> PathBuf {
    path("MOD_TEST_SERVER")
}

/// Folder for pictures of the screen.
pub(crate) fn shots() -> PathBuf {
    path("MOD_TEST_SHOTS")
}
