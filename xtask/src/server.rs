//! A race server on this machine, for `run` and for the tests in the browser.

use std::{
    fs::{self, File, OpenOptions},
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{http, interrupt, process, process::Background, workspace};

/// How long the server may take to answer for the first time.
const START: Duration = Duration::from_secs(60);

/// A running server. It is stopped when this value goes.
#[derive(Debug)]
pub(crate) struct Server {
    process: Background,
    /// Where it listens.
    pub(crate) listen: SocketAddr,
    /// What it prints.
    pub(crate) log: PathBuf,
}

impl Server {
    /// Starts the server of a build profile on `listen` with its data in `data`, and waits until
    /// it answers.
    ///
    /// # Errors
    /// When it cannot be started, ends, or does not answer in time.
    pub(crate) fn start(profile: &str, listen: SocketAddr, data: &Path) -> Result<Self> {
        let log = data.join("log").join("server.log");
        let file = log_file(&log)?;
        let mut command = process::command(workspace::binary(profile, "speedfog-racing")?);
        // Settings of another server of the user's must not leak into this one.
        for name in ["DATABASE_URL", "SPEEDFOG_CONFIG"] {
            command.env_remove(name);
        }
        command
            .arg("serve")
            .env("LISTEN", listen.to_string())
            .env("DATA_DIR", data)
            .env("SEEDS_POOL_DIR", pools(data))
            .env("DEV_SIGN_IN", "true")
            // Everybody here comes from one address and would be slowed down as one.
            .env("RATE_LIMITS", "off")
            .env("BASE_URL", format!("http://{listen}"))
            .env("WEBSOCKET_URL", format!("ws://{listen}"));
        let process = Background::start("server", &mut command, &file)?;
        let mut server = Self {
            process,
            listen,
            log,
        };
        server.wait()?;
        Ok(server)
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// With the end of its log when it has ended.
    pub(crate) fn check(&mut self) -> Result<()> {
        if let Some(status) = self.process.ended()? {
            let said = fs::read_to_string(&self.log).unwrap_or_default();
            bail!("the server has ended ({status}):\n{}", tail(&said, 20));
        }
        Ok(())
    }

    fn wait(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START {
            self.check()?;
            if interrupt::requested() {
                bail!("interrupted");
            }
            if http::get(self.listen, "/health").is_ok() {
                return Ok(());
            }
            interrupt::pause();
        }
        bail!(
            "the server does not answer; its log is {}",
            self.log.display()
        );
    }
}

/// The folder with the seed pools of a data folder.
pub(crate) fn pools(data: &Path) -> PathBuf {
    data.join("pools")
}

/// A file to append output to, with its folder.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn log_file(path: &Path) -> Result<File> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))
        .and_then(|()| OpenOptions::new().create(true).append(true).open(path))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// An address on this machine that nobody listens on.
///
/// # Errors
/// When the system has none left.
pub(crate) fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("there is no free port")?;
    listener.local_addr().context("there is no free port")
}

/// The last lines of a text.
pub(crate) fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn a_tail_is_never_longer_than_asked() {
        assert_eq!(tail("a\nb\nc", 2), "b\nc");
        assert_eq!(tail("a", 2), "a");
        assert_eq!(tail("", 2), "");
    }
}
