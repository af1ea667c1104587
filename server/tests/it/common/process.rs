//! The server as its own process, so that it can be killed.

use std::{
    fs::File,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use speedfog_race::fixtures;
use tokio::time::{Instant, sleep};

use super::{
    Api, PATIENCE, TRAINING_POOL,
    database::fresh_postgres,
    server::{write_seed, write_training_pool},
};

/// A server process with a folder of its own.
pub(crate) struct ServerProcess {
    child: Child,
    address: String,
    folder: tempfile::TempDir,
    postgres: Option<String>,
    settings: Vec<(&'static str, String)>,
    /// Command that runs the server; the server itself if empty.
    wrapper: Vec<String>,
}

impl ServerProcess {
    /// Starts a server with one pool `sprint` of one small seed and waits until it answers.
    pub(crate) async fn start() -> Self {
        Self::start_with(&fixtures::small_graph_json(), &["aaaaaaaaaaaa"]).await
    }

    /// The same with more settings.
    pub(crate) async fn start_with_settings(settings: Vec<(&'static str, String)>) -> Self {
        let folder = folder_with(&fixtures::small_graph_json(), &["aaaaaaaaaaaa"]);
        Self::start_in(folder, fresh_postgres().await, settings).await
    }

    /// The same with several seeds of one graph.
    pub(crate) async fn start_with(graph: &str, slugs: &[&str]) -> Self {
        let folder = folder_with(graph, slugs);
        Self::start_in(folder, fresh_postgres().await, Vec::new()).await
    }

    /// Starts a server on what is in a folder and a database already, and waits until it answers.
    pub(crate) async fn start_in(
        folder: tempfile::TempDir,
        postgres: Option<String>,
        settings: Vec<(&'static str, String)>,
    ) -> Self {
        Self::start_wrapped(folder, postgres, settings, Vec::new()).await
    }

    /// The same through a command that becomes the server in the end.
    pub(crate) async fn start_wrapped(
        folder: tempfile::TempDir,
        postgres: Option<String>,
        settings: Vec<(&'static str, String)>,
        wrapper: Vec<String>,
    ) -> Self {
        let address = free_address().to_string();
        let child = spawn(
            &address,
            folder.path(),
            postgres.as_deref(),
            &settings,
            &wrapper,
        );
        let server = Self {
            child,
            address,
            folder,
            postgres,
            settings,
            wrapper,
        };
        server.answers().await;
        server
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Asks the process to stop and waits until it has.
    pub(crate) async fn terminate(&mut self) {
        let pid = Pid::from_raw(i32::try_from(self.pid()).unwrap());
        kill(pid, Signal::SIGTERM).unwrap();
        let deadline = Instant::now() + PATIENCE;
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "the server does not stop");
            sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// Kills the process without any warning.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again on the same address with the same data.
    pub(crate) async fn start_again(&mut self) {
        let postgres = self.postgres.as_deref();
        let folder = self.folder.path();
        self.child = spawn(
            &self.address,
            folder,
            postgres,
            &self.settings,
            &self.wrapper,
        );
        self.answers().await;
    }

    /// Everything the server has said so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    /// The server's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The database, if it is not the embedded one.
    pub(crate) fn database(&self) -> Option<&str> {
        self.postgres.as_deref()
    }

    /// An API client without an account.
    pub(crate) fn anonymous(&self) -> Api {
        Api::new(self.address.clone())
    }

    async fn answers(&self) {
        let deadline = Instant::now() + PATIENCE;
        let url = format!("http://{}/health", self.address);
        while reqwest::get(&url).await.is_err() {
            assert!(Instant::now() < deadline, "the server does not answer");
            sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the server said:\n{}", self.log());
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder with a pool `sprint` of these seeds and a pool for training.
pub(crate) fn folder_with(graph: &str, slugs: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for slug in slugs {
        write_seed(&folder.path().join("pools/sprint"), slug, graph);
    }
    write_training_pool(folder.path(), TRAINING_POOL, &["dddddddddddd"]);
    folder
}

fn spawn(
    address: &str,
    folder: &Path,
    postgres: Option<&str>,
    settings: &[(&str, String)],
    wrapper: &[String],
) -> Child {
    let program = env!("CARGO_BIN_EXE_speedfog-racing");
    let mut command = match wrapper {
        [] => Command::new(program),
        [first, rest @ ..] => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    };
    if let Some(url) = postgres {
        command.env("DATABASE_URL", url);
    }
    command
        .args(["serve", "--listen", address, "--data-dir"])
        .arg(folder)
        .env("DEV_SIGN_IN", "true")
        .env("RATE_LIMITS", "off")
        .env("LOG_LEVEL", "warn")
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .stdout(log(folder))
        .stderr(log(folder))
        .spawn()
        .unwrap()
}

fn log(folder: &Path) -> File {
    let mut options = File::options();
    let file = options.create(true).append(true).open(folder.join("log"));
    file.unwrap()
}

/// An address that was free a moment ago.
/// An address that nobody listens at.
pub(crate) fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap()
}
