//! The server as its own process, so that it can be killed.

use std::{
    fs::File,
    net::TcpListener,
    path::Path,
    process::{Child, Command},
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
}

impl ServerProcess {
    /// Starts a server with one pool `sprint` of one small seed and waits until it answers.
    pub(crate) async fn start() -> Self {
        Self::start_with(&fixtures::small_graph_json(), &["aaaaaaaaaaaa"]).await
    }

    /// The same with more settings.
    pub(crate) async fn start_with_settings(settings: Vec<(&'static str, String)>) -> Self {
        Self::begin(&fixtures::small_graph_json(), &["aaaaaaaaaaaa"], settings).await
    }

    /// The same with several seeds of one graph.
    pub(crate) async fn start_with(graph: &str, slugs: &[&str]) -> Self {
        Self::begin(graph, slugs, Vec::new()).await
    }

    async fn begin(graph: &str, slugs: &[&str], settings: Vec<(&'static str, String)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for slug in slugs {
            write_seed(&folder.path().join("pools/sprint"), slug, graph);
        }
        write_training_pool(folder.path(), TRAINING_POOL, &["dddddddddddd"]);
        Self::start_in(folder, fresh_postgres().await, settings).await
    }

    /// Starts a server on what is in a folder and a database already, and waits until it answers.
    pub(crate) async fn start_in(
        folder: tempfile::TempDir,
        postgres: Option<String>,
        settings: Vec<(&'static str, String)>,
    ) -> Self {
        let address = free_address();
        let child = spawn(&address, folder.path(), postgres.as_deref(), &settings);
        let server = Self {
            child,
            address,
            folder,
            postgres,
            settings,
        };
        server.answers().await;
        server
    }

    /// Kills the process without any warning.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts it again on the same address with the same data.
    pub(crate) async fn start_again(&mut self) {
        let postgres = self.postgres.as_deref();
        self.child = spawn(&self.address, self.folder.path(), postgres, &self.settings);
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
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(
    address: &str,
    folder: &Path,
    postgres: Option<&str>,
    settings: &[(&str, String)],
) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_speedfog-racing"));
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
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}
