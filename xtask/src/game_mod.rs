//! `cargo xtask mod`: the mod as players get it, built on Linux or on Windows.

use std::{
    fs,
    fs::File,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{apt, process, workspace};

/// Name of the library in seed packs.
pub(crate) const LIBRARY: &str = "speedfog_race_mod.dll";
/// The stand-in for the game, for tests.
pub(crate) const STAND_IN: &str = "speedfog-standin.exe";
/// Package of the library, and what Cargo calls its file.
pub(crate) const PACKAGE: &str = "speedfog-race-dll";
const BUILT: &str = "speedfog_race_dll.dll";
/// Package of the stand-in.
const STAND_IN_PACKAGE: &str = "speedfog-standin";
/// Players download it with every pack.
const LARGEST: u64 = 8 * 1024 * 1024;
/// Libraries of compilers, which players do not have.
const NOT_ON_WINDOWS: [&str; 3] = ["libstdc++", "libgcc", "winpthread"];
/// The library that draws checks itself, and would end the game if it found a fault. The tests of
/// the overlay on Linux run with these checks.
const NO_ASSERTIONS: &str = "-DNDEBUG";
#[cfg(not(windows))]
const TARGET: &str = "x86_64-pc-windows-gnu";

/// Arguments of `cargo xtask mod`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to write the library. By default it stays in the target folder.
    #[arg(long)]
    out: Option<PathBuf>,

    /// Measure what the mod costs a game, in the stand-in under Wine. Takes some minutes.
    #[cfg(unix)]
    #[arg(long)]
    pub(crate) measure: bool,
}

/// Builds the library with its output on this terminal, and says where it is.
///
/// # Errors
/// When something is missing, does not build, or must not be given to players.
pub(crate) fn run(args: &Args) -> Result<()> {
    let library = library()?;
    let out = args.out.as_ref().unwrap_or(&library);
    if out != &library {
        fs::copy(&library, out).with_context(|| format!("cannot write {}", out.display()))?;
    }
    println!("{}", out.display());
    Ok(())
}

/// Builds the library with its output on this terminal, and returns where it is.
///
/// # Errors
/// As [`run`].
pub(crate) fn library() -> Result<PathBuf> {
    #[cfg(not(windows))]
    apt::ensure_with(apt::CROSS_BUILD, &mut process::run)?;
    let folder = build(&[PACKAGE], &mut process::run)?;
    Ok(folder.join(LIBRARY))
}

/// Builds the library and the stand-in, and returns the folder they are in.
///
/// # Errors
/// As [`run`].
pub(crate) fn build_with_stand_in(log: &File) -> Result<PathBuf> {
    #[cfg(not(windows))]
    apt::ensure(apt::CROSS_BUILD, log)?;
    let packages = [PACKAGE, STAND_IN_PACKAGE];
    build(&packages, &mut |command| process::run_logged(command, log))
}

/// The target folder of this build. It has one of its own: with another compiler in the same
/// folder, either would build everything anew, again and again.
fn target() -> Result<PathBuf> {
    Ok(workspace::target()?.join("mod"))
}

/// The folder of the built library and stand-in.
///
/// # Errors
/// When the system cannot tell where the target folder is.
pub(crate) fn folder() -> Result<PathBuf> {
    #[cfg(not(windows))]
    return Ok(target()?.join(TARGET).join("game"));
    #[cfg(windows)]
    return Ok(target()?.join("game"));
}

fn build(packages: &[&str], run: &mut dyn FnMut(&mut Command) -> Result<()>) -> Result<PathBuf> {
    let mut command = cargo("build")?;
    command.args(["--profile", "game", "--locked"]);
    for package in packages {
        command.args(["--package", package]);
    }
    run(command.env("CARGO_TARGET_DIR", target()?))?;
    let folder = folder()?;
    check(&folder.join(BUILT))?;
    fs::copy(folder.join(BUILT), folder.join(LIBRARY)).context("cannot copy the library")?;
    Ok(folder)
}

/// Lints the code that only Windows has, which the lints of the workspace do not see.
///
/// # Errors
/// When something is missing or there are warnings.
#[cfg(unix)]
pub(crate) fn lint(log: &File) -> Result<()> {
    let mut command = cargo("clippy")?;
    command
        .args(["--profile", "game", "--locked"])
        .args(["--package", PACKAGE, "--package", STAND_IN_PACKAGE])
        .args(["--", "-D", "warnings"])
        .env("CARGO_TARGET_DIR", target()?);
    process::run_logged(&mut command, log)
}

/// Cargo with Debian's compiler, whose packages bring the source of the standard library, and
/// with a C++ library that becomes part of ours.
#[cfg(not(windows))]
fn cargo(subcommand: &str) -> Result<Command> {
    // Cargo would look for its lints among those of another compiler first.
    let program = match subcommand {
        "clippy" => "/usr/bin/cargo-clippy",
        _ => "/usr/bin/cargo",
    };
    let mut command = process::command(program);
    let gcc = "x86_64-w64-mingw32-gcc";
    let library = process::output(Command::new(gcc).arg("-print-file-name=libstdc++.a"))
        .context("the compiler for Windows does not know its libraries")?;
    let libraries = Path::new(&library).parent().unwrap_or(Path::new("."));
    command
        .args([
            subcommand,
            "--target",
            TARGET,
            "-Z",
            "build-std=std,panic_abort",
        ])
        .env("CARGO", "/usr/bin/cargo")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CXXSTDLIB", "static=stdc++")
        .env(
            "RUSTFLAGS",
            format!(
                "-C target-feature=+crt-static -L native={}",
                libraries.display()
            ),
        )
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTDOC")
        .env("CXXFLAGS", NO_ASSERTIONS);
    Ok(command)
}

/// Cargo with the installed compiler. Our own tests build on Linux only.
#[cfg(windows)]
fn cargo(subcommand: &str) -> Result<Command> {
    let mut command = process::cargo();
    command
        .arg(subcommand)
        .env("RUSTFLAGS", "-C target-feature=+crt-static")
        .env("CXXFLAGS", NO_ASSERTIONS);
    Ok(command)
}

/// Refuses a library that would not load at a player's, or is too large.
fn check(library: &Path) -> Result<()> {
    let size = fs::metadata(library)
        .with_context(|| format!("there is no {}", library.display()))?
        .len();
    ensure!(
        size <= LARGEST,
        "the mod has {size} bytes, which is too many"
    );
    if cfg!(windows) {
        return Ok(());
    }
    let mut objdump = Command::new("x86_64-w64-mingw32-objdump");
    let imports =
        process::output(objdump.arg("-p").arg(library)).context("cannot read the library")?;
    match find_foreign(&imports) {
        Some(line) => bail!("the mod needs a library that players do not have: {line}"),
        None => Ok(()),
    }
}

/// The line of an import that is not part of Windows.
fn find_foreign(imports: &str) -> Option<&str> {
    imports
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("DLL Name:"))
        .find(|line| NOT_ON_WINDOWS.iter().any(|name| line.contains(name)))
}

#[cfg(test)]
mod tests {
    use super::find_foreign;

    #[test]
    fn libraries_of_compilers_are_refused() {
        let windows = "\tDLL Name: KERNEL32.dll\n\tDLL Name: d3d12.dll\n libgcc is fine here\n";
        assert_eq!(find_foreign(windows), None);
        let foreign = format!("{windows}\tDLL Name: libgcc_s_seh-1.dll\n");
        assert_eq!(find_foreign(&foreign), Some("DLL Name: libgcc_s_seh-1.dll"));
    }
}
