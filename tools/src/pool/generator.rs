//! Running the external generator.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// How often a running generator is looked at.
const GLANCE: Duration = Duration::from_millis(50);

/// How the external generator is called.
#[derive(Debug, Clone)]
pub struct Generator {
    /// The program and its first arguments, such as `uv run speedfog`.
    pub command: Vec<String>,
    /// The folder to run it in: its own checkout.
    pub checkout: PathBuf,
    /// The game's folder, the one with `regulation.bin`.
    pub game_dir: PathBuf,
    /// How long one run may take.
    pub time_limit: Duration,
}

/// A run that gave no seed.
#[derive(Debug, thiserror::Error)]
pub(super) enum RunError {
    #[error("the generator cannot be started: {0}")]
    Start(#[from] io::Error),
    #[error("the generator ended with exit code {0}")]
    Exit(i32),
    #[error(
        "the generator does not know the arguments it was given (exit code 2): is it older than March 2026?"
    )]
    Arguments,
    #[error("the generator was ended by a signal")]
    Signal,
    #[error("the generator took longer than {} minutes and was ended", .0.as_secs().div_ceil(60))]
    TimedOut(Duration),
    #[error("stopped on request")]
    Stopped,
}

impl Generator {
    /// Makes one seed below `out`, which must be empty, with everything that the generator prints
    /// in `log`. Random if no `seed` is given. Ends the generator, and what it started, when
    /// `stop` is set or the time limit passes.
    pub(super) fn run(
        &self,
        config: &Path,
        seed: Option<u32>,
        out: &Path,
        log: &Path,
        stop: &AtomicBool,
    ) -> Result<(), RunError> {
        let output = File::create(log)?;
        let (program, arguments) = self
            .command
            .split_first()
            .ok_or_else(|| io::Error::other("no command is given"))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .arg(config)
            .args(["--logs", "-o"])
            .arg(out)
            .arg("--game-dir")
            .arg(&self.game_dir)
            .current_dir(&self.checkout)
            // Python would hold its lines back otherwise.
            .env("PYTHONUNBUFFERED", "1")
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output);
        if let Some(seed) = seed {
            command.args(["--seed", &seed.to_string()]);
        }
        own_group(&mut command);
        let mut child = command.spawn()?;
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return judged(status);
            }
            let error = if stop.load(Ordering::Relaxed) {
                RunError::Stopped
            } else if started.elapsed() > self.time_limit {
                RunError::TimedOut(self.time_limit)
            } else {
                thread::sleep(GLANCE);
                continue;
            };
            end(&mut child)?;
            return Err(error);
        }
    }
}

fn judged(status: ExitStatus) -> Result<(), RunError> {
    match status.code() {
        Some(0) => Ok(()),
        Some(2) => Err(RunError::Arguments),
        Some(code) => Err(RunError::Exit(code)),
        None => Err(RunError::Signal),
    }
}

/// The generator starts programs of its own; a group lets us end them all.
#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_command: &mut Command) {}

#[cfg(unix)]
fn end(child: &mut Child) -> io::Result<()> {
    use nix::{sys::signal, unistd::Pid};

    let group = Pid::from_raw(child.id().cast_signed());
    // It may have ended by itself this very moment.
    signal::killpg(group, signal::Signal::SIGKILL).or_else(|error| match error {
        nix::errno::Errno::ESRCH => Ok(()),
        error => Err(io::Error::from(error)),
    })?;
    child.wait().map(drop)
}

#[cfg(not(unix))]
fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}
