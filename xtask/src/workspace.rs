//! Where things are.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable for `cargo xtask`; the constant serves a binary started by hand.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(Path::to_owned).unwrap_or(package)
}

/// The folder of the web client.
pub(crate) fn web() -> PathBuf {
    root().join("web")
}

/// Cargo's target folder, wherever the configuration has put it: this program lies in it.
///
/// # Errors
/// When the system cannot tell where this program is.
pub(crate) fn target() -> Result<PathBuf> {
    let program = env::current_exe().context("cannot tell where this program is")?;
    let target = program.parent().and_then(Path::parent);
    target
        .map(Path::to_owned)
        .context("this program is not in a target folder")
}

/// A folder that outlives the checkout, for what is slow to make: `SPEEDFOG_CACHE`, else one in
/// the user's cache folder, else one in the target folder.
///
/// # Errors
/// When there is no home and no target folder either.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("SPEEDFOG_CACHE") {
        return Ok(folder.into());
    }
    let user = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    match user.or_else(|| env::home_dir().map(|home| home.join(".cache"))) {
        Some(folder) => Ok(folder.join("speedfog-racing")),
        None => Ok(target()?.join("xtask").join("cache")),
    }
}

/// Path of a built program. `profile` is the name of its folder, `debug` or `release`.
///
/// # Errors
/// As [`target`].
pub(crate) fn binary(profile: &str, name: &str) -> Result<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    Ok(target()?.join(profile).join(file))
}
