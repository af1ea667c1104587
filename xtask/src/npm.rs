//! The packages of the web client.

use std::{fs, process::Command};

use anyhow::{Context, Result, bail};

use crate::{process, workspace};

/// The oldest Node.js that the web client's tools run on.
const NODE: (u32, u32) = (20, 19);

/// An npm command in the folder of the web client.
pub(crate) fn npm() -> Command {
    web(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The command that builds the web client.
pub(crate) fn build() -> Command {
    let mut command = npm();
    command.args(["run", "--silent", "build"]);
    command
}

/// A program of an installed package, in the folder of the web client.
pub(crate) fn npx() -> Command {
    let mut command = web(if cfg!(windows) { "npx.cmd" } else { "npx" });
    command.arg("--no-install");
    command
}

fn web(program: &str) -> Command {
    let mut command = process::command(program);
    command
        .current_dir(workspace::web())
        .env("NO_UPDATE_NOTIFIER", "1")
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// The command that installs exactly what the lock file names, when it has not been run since
/// that file changed.
///
/// # Errors
/// When Node.js is missing or too old, or the lock file cannot be read.
pub(crate) fn install() -> Result<Option<Install>> {
    check_node()?;
    let lock_path = workspace::web().join("package-lock.json");
    let lock = fs::read_to_string(&lock_path)
        .with_context(|| format!("cannot read {}", lock_path.display()))?;
    let stamp = workspace::web()
        .join("node_modules")
        .join(".installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(None);
    }
    let mut command = npm();
    command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    Ok(Some(Install {
        command,
        stamp,
        lock,
    }))
}

/// A pending installation.
#[derive(Debug)]
pub(crate) struct Install {
    /// What to run.
    pub(crate) command: Command,
    stamp: std::path::PathBuf,
    lock: String,
}

impl Install {
    /// Notes that the command has succeeded.
    ///
    /// # Errors
    /// When the note cannot be written.
    pub(crate) fn done(self) -> Result<()> {
        fs::write(&self.stamp, self.lock).context("cannot note that the packages are installed")
    }
}

/// Installs the packages if needed, with npm's output on this terminal.
///
/// # Errors
/// As [`install`], and when npm fails.
pub(crate) fn ensure() -> Result<()> {
    if let Some(mut install) = install()? {
        println!("Installing the packages of the web client …");
        process::run(&mut install.command)?;
        install.done()?;
    }
    Ok(())
}

fn check_node() -> Result<()> {
    let (major, minor) = NODE;
    let wanted = format!("Node.js {major}.{minor} or newer (with npm)");
    let Some(version) = process::output(Command::new("node").arg("--version")) else {
        bail!("{wanted} builds the web client and was not found on the PATH");
    };
    match parse_version(&version) {
        Some(found) if found >= NODE => Ok(()),
        _ => bail!("{wanted} builds the web client; `node --version` says {version}"),
    }
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn versions_of_node_are_read() {
        let rows = [
            ("v20.19.2", Some((20, 19))),
            ("v24.1.0", Some((24, 1))),
            ("what", None),
        ];
        for (text, version) in rows {
            assert_eq!(parse_version(text), version);
        }
    }
}
