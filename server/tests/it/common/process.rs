//! The server as its own process, so that it can be killed.

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
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
}

impl ServerProcess {
    /// Starts a server with one pool `sprint` of one small seed and waits until it answers.
    pub(crate) async fn start() -> Self {
        Self::start_with(&fixtures::small_graph_json(), &["aaaaaaaaaaaa"]).await
    }

    /// The same with several seeds of one graph.
    pub(crate) async fn start_with(graph: &str, slugs: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for slug in slugs {
            write_seed(&folder.path().join("pools/sprint"), slug, graph);
        }
        write_training_pool(folder.path(), TRAINING_POOL, &["dddddddddddd"]);
        let address = free_address();
        let postgres = fresh_postgres().await;
        let child = spawn(&address, folder.path(), postgres.as_deref());
        let server = Self {
            child,
            address,
            folder,
            postgres,
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
        self.child = spawn(&self.address, self.folder.path(), postgres);
        self.answers().await;
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

fn spawn(address: &str, folder: &Path, postgres: Option<&str>) -> Child {
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
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// An address that was free a moment ago.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}
