//! The server under load: started here, or running already.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sched::{CpuSet, sched_setaffinity};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::usage::Observed;
use crate::sample::{ArchiveOptions, Pool, write_pool};

/// How long a server may take to start.
const START: Duration = Duration::from_secs(60);

/// How the server is found or started.
#[derive(Debug, Clone)]
pub struct ServerOptions {
    /// A server's program to start.
    pub binary: Option<PathBuf>,
    /// A server that runs already.
    pub running: Option<(SocketAddr, u32)>,
    /// The core it may use, if it is started here.
    pub core: usize,
    /// Database of a server that is started here; its own file if none.
    pub database_url: Option<String>,
    /// Kilobytes of made-up game files in each seed.
    pub payload_kib: usize,
}

/// A running server.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) address: SocketAddr,
    pub(super) observed: Observed,
    own: Option<(Child, PathBuf)>,
}

impl Server {
    /// Finds or starts the server, with `seeds` sample seeds of the pool `pool`.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn start(options: &ServerOptions, pool: &str, seeds: usize) -> Result<Self> {
        allow_connections()?;
        if let Some((address, pid)) = options.running {
            return Ok(Self {
                address,
                observed: Observed::process(pid),
                own: None,
            });
        }
        let binary = options
            .binary
            .as_ref()
            .context("neither --server nor --url is given")?;
        let folder = std::env::temp_dir().join(format!("speedfog-load-{}", std::process::id()));
        let pools = folder.join("pools");
        let payload = options.payload_kib * 1024;
        let sample = Pool::samples().into_iter().find(|known| known.name == pool);
        let sample = sample.with_context(|| format!("there is no sample pool {pool}"))?;
        let spoilers = false;
        write_pool(
            &pools,
            &sample,
            seeds,
            1,
            ArchiveOptions { payload, spoilers },
        )?;
        // The port is free now; nobody else is likely to take it before the server does.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new("taskset");
        command
            .args(["-c", &options.core.to_string()])
            .arg(binary)
            .arg("serve")
            .env("LISTEN", address.to_string())
            .env("DATA_DIR", folder.join("data"))
            .env("SEEDS_POOL_DIR", &pools)
            .env("DEV_SIGN_IN", "true")
            .env("RATE_LIMITS", "false")
            .env("LOG_LEVEL", "WARN");
        if let Some(url) = &options.database_url {
            command.env("DATABASE_URL", url);
        }
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let mut server = Self {
            address,
            observed: Observed::process(child.id()),
            own: Some((child, folder)),
        };
        let deadline = Instant::now() + START;
        while TcpStream::connect(address).is_err() {
            if Instant::now() > deadline || server.has_ended()? {
                bail!("the server does not start");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    fn has_ended(&mut self) -> Result<bool> {
        match &mut self.own {
            Some((child, _)) => Ok(child.try_wait()?.is_some()),
            None => Ok(false),
        }
    }

    /// Its address for the API.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some((child, folder)) = &mut self.own {
            if let Ok(pid) = i32::try_from(child.id()) {
                let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
            }
            let _ = child.wait();
            remove(folder);
        }
    }
}

fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("{} stays: {error}", folder.display());
    }
}

/// As many connections as the system lets this process have.
fn allow_connections() -> Result<()> {
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE)?;
    setrlimit(Resource::RLIMIT_NOFILE, most, most)?;
    Ok(())
}

/// Keeps the calling thread on one core.
pub(super) fn stay_on(core: usize) {
    let mut cores = CpuSet::new();
    let stay = cores
        .set(core)
        .and_then(|()| sched_setaffinity(Pid::from_raw(0), &cores));
    if let Err(error) = stay {
        eprintln!("cannot stay on core {core}: {error}");
    }
}
