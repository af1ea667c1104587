//! A PostgreSQL server for tests: on a free port, in a folder of its own, gone with its value.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::{apt, interrupt, process, process::Background, server};

/// How long the server may take until it takes connections.
const START: Duration = Duration::from_secs(60);

/// Where Debian keeps the programs, one folder per version, none of them on the path.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A running server.
#[derive(Debug)]
pub(crate) struct Postgres {
    /// Stopped before its folder goes.
    process: Background,
    _folder: TempDir,
    /// Its address, without the name of a database.
    pub(crate) url: String,
}

impl Postgres {
    /// Installs PostgreSQL if it is missing, makes an empty server and waits until it answers.
    ///
    /// # Errors
    /// When it cannot be installed or does not start.
    pub(crate) fn start(log: &File) -> Result<Self> {
        if programs().is_none() {
            apt::ensure(apt::DATABASE, log)?;
        }
        let programs = programs().with_context(|| format!("no PostgreSQL below {VERSIONS}"))?;
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let user = User::new()?;
        user.own(folder.path())?;
        let data = folder.path().join("data");

        let mut init = process::command(programs.join("initdb"));
        init.args(["--auth=trust", "--username=postgres", "--pgdata"])
            .arg(&data);
        process::run_logged(user.run(&mut init), log)?;

        let listen = server::free_address()?;
        let mut command = process::command(programs.join("postgres"));
        command
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-h", &listen.ip().to_string()])
            .args(["-p", &listen.port().to_string()])
            .args(["-c", "max_connections=300"]);
        let process = Background::start("database", user.run(&mut command), log)?;
        let mut postgres = Self {
            process,
            _folder: folder,
            url: format!("postgres://postgres@{listen}"),
        };
        let ready = programs.join("pg_isready");
        postgres.wait(&ready, &listen.port().to_string())?;
        Ok(postgres)
    }

    fn wait(&mut self, ready: &Path, port: &str) -> Result<()> {
        let started = Instant::now();
        let mut asks = process::command(ready);
        asks.args(["-q", "-h", "127.0.0.1", "-p", port]);
        while process::output(&mut asks).is_none() {
            if let Some(status) = self.process.ended()? {
                bail!("the database ended ({status})");
            }
            if started.elapsed() > START {
                bail!("the database does not answer");
            }
            interrupt::pause();
        }
        Ok(())
    }
}

/// The folder with the programs of the newest version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?.flatten();
    versions
        .map(|version| version.path().join("bin"))
        .filter(|programs| programs.join("postgres").is_file())
        .max()
}

/// Who runs the database: PostgreSQL refuses to run as root.
#[derive(Debug)]
struct User(Option<nix::unistd::User>);

impl User {
    fn new() -> Result<Self> {
        if !nix::unistd::geteuid().is_root() {
            return Ok(Self(None));
        }
        let user = nix::unistd::User::from_name("postgres")?;
        Ok(Self(Some(user.context("there is no user `postgres`")?)))
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some(user) = &self.0 {
            std::os::unix::fs::chown(folder, Some(user.uid.as_raw()), Some(user.gid.as_raw()))
                .with_context(|| format!("cannot give {} away", folder.display()))?;
        }
        Ok(())
    }

    fn run<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        use std::os::unix::process::CommandExt;
        // The checkout may be closed to this user, who would stand in it otherwise.
        command.current_dir("/");
        match &self.0 {
            Some(user) => command.uid(user.uid.as_raw()).gid(user.gid.as_raw()),
            None => command,
        }
    }
}
