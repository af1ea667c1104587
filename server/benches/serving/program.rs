//! The server as its own process.

use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::plain_http::Connection;

/// A running server.
pub(crate) struct Program {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From the start of the process to its first answer.
    pub(crate) started_in: Duration,
}

impl Program {
    /// Starts it on a data folder; on one core alone if asked to.
    pub(crate) fn start(data: &Path, core: Option<usize>) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let server = env!("CARGO_BIN_EXE_speedfog-racing");
        let mut command = match core {
            None => Command::new(server),
            Some(core) => {
                let mut command = Command::new("taskset");
                command.args(["-c", &core.to_string(), server]);
                command
            }
        };
        command
            .args(["serve", "--listen", &address.to_string(), "--data-dir"])
            .arg(data)
            .env("DEV_SIGN_IN", "true")
            .env("RATE_LIMITS", "off")
            .env("LOG_LEVEL", "warn")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let begun = Instant::now();
        let child = command.spawn().unwrap();
        while TcpStream::connect(address).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(300),
                "it never answers"
            );
            std::thread::sleep(Duration::from_millis(1));
        }
        let answer = Connection::open(address).get("/health", None);
        assert_eq!(answer.status, 200);
        Self {
            child,
            address,
            started_in: begun.elapsed(),
        }
    }

    /// Signs somebody in and returns the token.
    pub(crate) fn sign_in(&self, name: &str, role: &str) -> String {
        let body = json!({ "twitch_username": name, "role": role });
        let answer: Value = self.post("/api/auth/dev", None, &body);
        answer["token"].as_str().unwrap().to_owned()
    }

    /// Posts JSON and reads JSON.
    pub(crate) fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Value {
        let answer = Connection::open(self.address).post(path, token, &body.to_string());
        let text = String::from_utf8_lossy(&answer.body);
        assert!(answer.status < 300, "{path}: {} {text}", answer.status);
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Memory held now, in KiB.
    pub(crate) fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Asked to end, so that the database is left as after any clean stop.
        let id = self.child.id().to_string();
        let asked = Command::new("kill").arg(id).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
