//! `cargo xtask test`: every check and test, with what they need.

mod api;
mod counts;
mod deny;
mod deploy;
mod e2e;
mod fuzz;
mod rust;
mod web;
#[cfg(unix)]
pub(crate) mod wine;

use anyhow::Result;
use clap::ValueEnum;

use crate::{summary::Summary, workspace};

/// Arguments of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Parts to run; all of them when none is named.
    parts: Vec<Part>,
}

/// A part of the tests that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The web client: types, lints, unit tests, build.
    Web,
    /// The crates: format, lints, documentation, tests, licences.
    Rust,
    /// A short search for inputs that cannot be taken.
    Fuzz,
    /// The API against its description.
    Api,
    /// The whole in a browser.
    E2e,
    /// The samples for hosts.
    Deploy,
    /// The mod in a stand-in for the game, under Wine.
    Mod,
}

/// Runs the parts that were asked for. Returns whether everything succeeded.
///
/// # Errors
/// When there is no place for the logs; a failing step is no error here.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let wanted = |part| args.parts.is_empty() || args.parts.contains(&part);
    let mut summary = Summary::new(workspace::target()?.join("xtask").join("logs"))?;
    // The server embeds the built web client, so that comes first.
    if wanted(Part::Web) {
        web::steps(&mut summary);
    }
    if wanted(Part::Rust) {
        rust::steps(&mut summary);
    }
    if wanted(Part::Fuzz) {
        fuzz::steps(&mut summary);
    }
    if wanted(Part::Api) {
        api::steps(&mut summary);
    }
    if wanted(Part::E2e) {
        e2e::steps(&mut summary);
    }
    if wanted(Part::Deploy) {
        deploy::steps(&mut summary);
    }
    #[cfg(unix)]
    if wanted(Part::Mod) {
        wine::steps(&mut summary);
    }
    Ok(summary.finish())
}
