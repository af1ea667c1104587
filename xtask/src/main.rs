//! Developer commands: `cargo xtask run`, `test`, `fuzz`, `mod`, `dist` and `codegen`.
//!
//! Whatever a command needs, it builds or installs itself; it never touches anything outside the
//! checkout but the cache folder, and system packages when it runs as root.

mod apt;
mod codegen;
mod demo;
#[cfg(unix)]
mod dist;
mod fuzz;
mod game_mod;
mod http;
mod interrupt;
mod npm;
#[cfg(unix)]
mod postgres;
mod process;
mod protocol_doc;
mod run;
mod server;
mod summary;
mod test;
mod web_build;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Developer commands of SpeedFog Racing.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build and start everything on this machine, with sample seeds and a demo race.
    Run(run::Args),
    /// Run every check and test, installing what they need.
    Test(test::Args),
    /// Build the mod for the game.
    Mod(game_mod::Args),
    /// Search for inputs that the server or the mod cannot take.
    Fuzz(fuzz::Args),
    /// Pack the server, the tools and the mod into one archive for hosts.
    #[cfg(unix)]
    Dist(dist::Args),
    /// Write the OpenAPI document and the types of the web client from the server.
    Codegen(codegen::Args),
}

fn main() -> ExitCode {
    let outcome: Result<bool> = interrupt::install().and_then(|()| match Cli::parse().command {
        Command::Run(args) => run::run(&args).map(|()| true),
        Command::Test(args) => test::run(&args),
        #[cfg(unix)]
        Command::Mod(args) if args.measure => test::wine::measure(),
        Command::Fuzz(args) => fuzz::run(&args).map(|()| true),
        Command::Mod(args) => game_mod::run(&args).map(|()| true),
        #[cfg(unix)]
        Command::Dist(args) => dist::run(&args).map(|()| true),
        Command::Codegen(args) => codegen::run(&args).map(|()| true),
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
