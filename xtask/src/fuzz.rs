//! `cargo xtask fuzz`: inputs that nobody thought of.
//!
//! libFuzzer comes with its source in a crate, and the compiler marks where code goes by options that
//! every release has. So nothing but a C++ compiler is needed.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::{process, workspace};

/// Arguments of `cargo xtask fuzz`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to try; everything, one after the other, when nothing is named.
    targets: Vec<Target>,
    /// Minutes for each.
    #[arg(long, default_value_t = 5)]
    minutes: u32,
}

/// Something that takes any input; `fuzz/src/lib.rs` has the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// Messages on the wire.
    Messages,
    /// Graph files.
    Graph,
    /// Seed archives and packs.
    Archive,
    /// Settings of the mod, of pools and in packs.
    Settings,
}

/// How the compiler marks where code goes, for libFuzzer to see what an input reaches.
const MARKS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// Largest input, in bytes.
const LONGEST: u32 = 16 * 1024;

impl Target {
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Builds the fuzzer and runs it on what was asked for.
///
/// # Errors
/// When it cannot be built, or an input breaks a target; the input is kept in `fuzz/found`.
pub(crate) fn run(args: &Args) -> Result<()> {
    process::run(&mut build()?)?;
    let targets = match &args.targets[..] {
        [] => Target::value_variants(),
        named => named,
    };
    for target in targets {
        process::run(&mut search(*target, args.minutes * 60)?)?;
    }
    Ok(())
}

/// Builds the fuzzer.
///
/// # Errors
/// When there is no target folder.
pub(crate) fn build() -> Result<Command> {
    let mut command = process::cargo();
    command
        .args(["build", "--package", "speedfog-fuzz", "--bin", "fuzz"])
        .args(["--features", "libfuzzer", "--profile", "fuzz", "--locked"])
        // A target is named so that programs that run while building are not marked.
        .args(["--target", &host()?, "--target-dir"])
        .arg(folder()?)
        .env("RUSTFLAGS", MARKS);
    Ok(command)
}

/// Looks for inputs that break a target, for so many seconds. What reaches new places is kept for the
/// next time.
///
/// # Errors
/// When a folder cannot be made.
pub(crate) fn search(target: Target, seconds: u32) -> Result<Command> {
    let name = target.name();
    let reached = folder()?.join("reached").join(&name);
    let found = workspace::root().join("fuzz/found").join(&name);
    for folder in [&reached, &found] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let program = folder()?.join(host()?).join("fuzz").join("fuzz");
    let mut command = process::command(program);
    command
        .arg(&reached)
        .arg(workspace::root().join("fuzz/corpus").join(&name))
        .arg(&found)
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .args(["-seed=1", "-timeout=10", "-rss_limit_mb=1024"])
        .args(["-print_final_stats=1", "-verbosity=1"])
        .env("FUZZ_TARGET", name);
    Ok(command)
}

fn folder() -> Result<PathBuf> {
    Ok(workspace::target()?.join("fuzz"))
}

/// The kind of machine this is, as the compiler calls it.
fn host() -> Result<String> {
    let said = process::output(Command::new("rustc").arg("-vV"));
    let said = said.context("rustc does not say what it builds for")?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc names no host")?.to_owned())
}
