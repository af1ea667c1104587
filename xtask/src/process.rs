//! Runs programs: to their end, or beside this one until they are stopped.

use std::{
    fs::File,
    io::ErrorKind,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{interrupt, workspace};

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(15);

/// A command in the root of the checkout.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}

/// Cargo, the same that started this program.
pub(crate) fn cargo() -> Command {
    let mut command = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // Set for this program's own package; children would take them for theirs.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    command
}

/// Runs a command to its end, with its output on this terminal.
///
/// # Errors
/// When it cannot be started, fails, or the user has asked to stop.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let what = describe(command);
    let child = command.stdin(Stdio::null()).spawn();
    wait(&what, child.map_err(|error| missing(&what, error))?)
}

/// Runs a command to its end, with its output on this terminal only if it fails.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let what = describe(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| missing(&what, error))?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stdout));
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    }
    succeed(&what, output.status)
}

/// Runs a command to its end, with its output in a file.
///
/// # Errors
/// As [`run`], and when the file cannot be written.
pub(crate) fn run_logged(command: &mut Command, log: &File) -> Result<()> {
    let what = describe(command);
    let child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone().context("cannot write the log")?)
        .stderr(log.try_clone().context("cannot write the log")?)
        .spawn();
    wait(&what, child.map_err(|error| missing(&what, error))?)
}

/// What a command prints, or `None` when it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program
        .file_stem()
        .unwrap_or(program.as_os_str())
        .to_string_lossy();
    let args = command.get_args().map(|arg| arg.to_string_lossy());
    std::iter::once(name)
        .chain(args)
        .collect::<Vec<_>>()
        .join(" ")
}

fn missing(what: &str, error: std::io::Error) -> anyhow::Error {
    let program = what.split(' ').next().unwrap_or(what);
    if error.kind() == ErrorKind::NotFound {
        anyhow::anyhow!("`{program}` is not installed or not on the PATH")
    } else {
        anyhow::Error::new(error).context(format!("cannot start `{what}`"))
    }
}

/// Waits for a program; when the user wants to stop, it is asked to end.
fn wait(what: &str, mut child: Child) -> Result<()> {
    let mut asked = false;
    loop {
        let ended = child
            .try_wait()
            .with_context(|| format!("cannot watch `{what}`"))?;
        if let Some(status) = ended {
            return succeed(what, status);
        }
        if interrupt::requested() && !asked {
            ask_to_end(&mut child);
            asked = true;
        }
        interrupt::pause();
    }
}

/// Asks a program to end. It may have ended just now, which is what is wanted.
#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    use nix::{sys::signal, unistd::Pid};
    if let Ok(id) = i32::try_from(child.id()) {
        let _ = signal::kill(Pid::from_raw(id), signal::Signal::SIGTERM);
    }
}

/// Ends a program: there is nothing gentler between processes without a window.
#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    let _ = child.kill();
}

fn succeed(what: &str, status: ExitStatus) -> Result<()> {
    if interrupt::requested() {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("`{what}` failed ({status})");
    }
    Ok(())
}

/// A program that runs beside this one. It is stopped when this value goes.
#[derive(Debug)]
pub(crate) struct Background {
    name: &'static str,
    child: Child,
}

impl Background {
    /// Starts a command with its output in a file.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(name: &'static str, command: &mut Command, log: &File) -> Result<Self> {
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone().context("cannot write the log")?)
            .stderr(log.try_clone().context("cannot write the log")?);
        // In a group of its own it does not see the terminal's Ctrl-C, so that this program
        // decides who stops first.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .spawn()
            .with_context(|| format!("cannot start the {name}"))?;
        Ok(Self { name, child })
    }

    /// How it ended, or `None` while it runs.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child
            .try_wait()
            .with_context(|| format!("cannot watch the {}", self.name))
    }

    /// Asks it to end, waits, and ends it by force when it takes too long.
    pub(crate) fn stop(&mut self) {
        if matches!(self.ended(), Ok(Some(_))) {
            return;
        }
        ask_to_end(&mut self.child);
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if matches!(self.ended(), Ok(Some(_))) {
                return;
            }
            interrupt::pause();
        }
        eprintln!(
            "The {} did not stop by itself within {} s.",
            self.name,
            GRACE.as_secs()
        );
        // It may have ended just now; either way it is gone afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop();
    }
}
