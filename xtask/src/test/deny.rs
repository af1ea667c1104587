//! Licences, banned crates and sources of the dependencies.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{process, summary::Step, workspace};

/// The version that the configuration is written for.
const VERSION: &str = "0.20.2";

/// Checks the dependencies offline. Known vulnerabilities are left out: their database is not
/// everywhere within reach.
pub(super) fn check(step: &mut Step) -> Result<()> {
    let program = program(step)?;
    // Its own look at the dependencies is offline and needs all of them, for every platform.
    step.run(process::cargo().args(["fetch", "--locked"]))?;
    let mut command = process::command(program);
    command.args([
        "--offline",
        "--log-level",
        "warn",
        "check",
        "--hide-inclusion-graph",
    ]);
    step.run(command.args(["licenses", "bans", "sources"]))
}

/// Finds cargo-deny, or installs it into the cache folder.
fn program(step: &mut Step) -> Result<PathBuf> {
    let here = PathBuf::from("cargo-deny");
    let cached = workspace::cache()?.join("bin").join("cargo-deny");
    for program in [here, cached.clone()] {
        if process::output(Command::new(&program).arg("--version")).is_some() {
            return Ok(program);
        }
    }
    let mut install = process::cargo();
    install
        .args([
            "install",
            "--locked",
            "cargo-deny",
            "--version",
            VERSION,
            "--root",
        ])
        .arg(workspace::cache()?)
        .env(
            "CARGO_TARGET_DIR",
            workspace::target()?.join("xtask").join("cargo-deny"),
        )
        // It runs for a second; building it for speed would take minutes.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    step.run(&mut install)?;
    Ok(cached)
}
