//! The real server with a race on it.

use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};
use speedfog_tools::race_sim::Course;
use speedfog_tools::sample::{ArchiveOptions, GraphSpec, Pool, seed_archive, write_pool};
use tempfile::TempDir;
use zip::ZipArchive;

use crate::older::aged;
use crate::pack::Pack;
use crate::{settings, wait_for};

/// Pool of races, and that of solo sessions.
const POOL: &str = "sprint";
const SOLO_POOL: &str = "training_sprint";

/// A running server with one seed.
pub(crate) struct RaceServer {
    process: RefCell<Option<Child>>,
    listen: SocketAddr,
    data: TempDir,
    client: Client,
    /// The way through its seed.
    pub(crate) course: Course,
}

impl RaceServer {
    /// Starts a server with a seed for races.
    pub(crate) fn start() -> Self {
        Self::start_with(POOL, str::to_owned)
    }

    /// Starts a server with a seed of the older generation for races.
    pub(crate) fn start_with_older_seed() -> Self {
        Self::start_with(POOL, aged)
    }

    /// Starts a server with a seed for solo sessions.
    pub(crate) fn start_for_solo() -> Self {
        Self::start_with(SOLO_POOL, str::to_owned)
    }

    /// Starts a server with a seed of a pool, whose graph is changed first.
    fn start_with(pool: &str, change: fn(&str) -> String) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let listen = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("there is a free port");
        let course = seed(&data, pool, change);
        let server = Self {
            process: RefCell::new(None),
            listen,
            data,
            client: Client::new(),
            course,
        };
        server.run();
        server
    }

    /// Starts the program, again or for the first time.
    pub(crate) fn run(&self) {
        let listen = self.listen;
        let data = self.data.path();
        let log = fs::File::options()
            .create(true)
            .append(true)
            .open(data.join("server.log"))
            .expect("a file");
        let process = Command::new(settings::server())
            .arg("serve")
            .env_remove("DATABASE_URL")
            .env_remove("SPEEDFOG_CONFIG")
            .env("LISTEN", listen.to_string())
            .env("DATA_DIR", data)
            .env("SEEDS_POOL_DIR", data.join("pools"))
            .env("DEV_SIGN_IN", "true")
            .env("RATE_LIMITS", "off")
            .env("BASE_URL", format!("http://{listen}"))
            .env("WEBSOCKET_URL", format!("ws://{listen}"))
            .env("MOD_DLL", settings::library())
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a handle"))
            .stderr(log)
            .spawn()
            .expect("the server is built");
        self.process.replace(Some(process));
        wait_for("the server", || {
            let health = self.client.get(self.url("/health")).send().ok()?;
            health.status().is_success().then_some(())
        });
    }

    /// Kills the program; what it has stored stays.
    pub(crate) fn kill(&self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself, which the test will notice.
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.listen)
    }

    fn accept(&self, answer: reqwest::Result<Response>) -> Response {
        let answer = answer.expect("the server answers");
        let (status, url) = (answer.status(), answer.url().clone());
        if status.is_success() {
            return answer;
        }
        panic!("{url}: {status} {}", answer.text().unwrap_or_default());
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listen
    }

    /// The token of somebody who signs in.
    pub(crate) fn sign_in(&self, name: &str, role: &str) -> String {
        let body = json!({ "twitch_username": name, "role": role });
        let answer = self.client.post(self.url("/api/auth/dev")).json(&body);
        let answer: Value = self.accept(answer.send()).json().expect("JSON");
        answer["token"].as_str().expect("a token").to_owned()
    }

    /// Posts to the interface as the owner of a token.
    pub(crate) fn post(&self, token: &str, path: &str, body: &Value) -> Value {
        let request = self.client.post(self.url(&format!("/api{path}")));
        let answer = self.accept(request.bearer_auth(token).json(body).send());
        answer.json().unwrap_or(Value::Null)
    }

    /// A race with these participants, their packs released.
    pub(crate) fn race(&self, participants: &[&str]) -> Race<'_> {
        let organizer = self.sign_in("organizer", "organizer");
        let body = json!({
            "name": "Under Wine", "pool_name": POOL,
            "open_registration": true, "max_participants": participants.len().max(2),
        });
        let race = self.post(&organizer, "/races", &body);
        let id = race["id"].as_str().expect("an id").to_owned();
        let tokens = participants
            .iter()
            .map(|name| {
                let token = self.sign_in(name, "user");
                self.post(&token, &format!("/races/{id}/join"), &json!({}));
                token
            })
            .collect();
        self.post(
            &organizer,
            &format!("/races/{id}/release-seeds"),
            &json!({}),
        );
        Race {
            server: self,
            id,
            organizer,
            tokens,
        }
    }

    /// A solo session of somebody.
    pub(crate) fn solo(&self, name: &str) -> Solo<'_> {
        let token = self.sign_in(name, "user");
        let session = self.post(&token, "/training", &json!({ "pool_name": SOLO_POOL }));
        Solo {
            server: self,
            id: session["id"].as_str().expect("an id").to_owned(),
            token,
        }
    }

    /// Downloads something as the owner of a token.
    fn download(&self, token: &str, path: &str) -> Vec<u8> {
        let request = self.client.get(self.url(&format!("/api{path}")));
        let answer = self.accept(request.bearer_auth(token).send());
        answer.bytes().expect("its bytes").into()
    }

    /// What everybody sees at this place.
    fn read(&self, path: &str) -> Value {
        let answer = self.client.get(self.url(&format!("/api{path}")));
        self.accept(answer.send()).json().expect("JSON")
    }
}

impl Drop for RaceServer {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            let log = fs::read_to_string(self.data.path().join("server.log"));
            println!("{}", log.unwrap_or_default());
        }
    }
}

/// Writes a pool with one seed and reads the way through it.
fn seed(data: &TempDir, name: &str, change: fn(&str) -> String) -> Course {
    let pools = data.path().join("pools");
    let pool = Pool::samples()
        .into_iter()
        .find(|pool| pool.name == name)
        .expect("it is one of the samples");
    let pool = Pool {
        spec: GraphSpec {
            layers: 5..=5,
            ..GraphSpec::sprint()
        },
        ..pool
    };
    let options = ArchiveOptions::default();
    let written = write_pool(&pools, &pool, 1, 7, options).expect("a pool");
    let graph = change(&graph(&written[0]));
    let name = written[0].file_stem().and_then(|name| name.to_str());
    let slug = name.and_then(|name| name.strip_prefix("seed_"));
    let archive = seed_archive(slug.expect("a slug"), &graph, 7, options);
    fs::write(&written[0], archive.expect("an archive")).expect("a file");
    Course::read(&graph).expect("a graph")
}

fn graph(archive: &PathBuf) -> String {
    let mut archive =
        ZipArchive::new(fs::File::open(archive).expect("the seed")).expect("an archive");
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        if entry.name().expect("a name").ends_with("graph.json") {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            return text;
        }
    }
    panic!("the seed has no graph");
}

/// A race on a server.
pub(crate) struct Race<'a> {
    server: &'a RaceServer,
    /// Id of the race.
    pub(crate) id: String,
    organizer: String,
    tokens: Vec<String>,
}

impl Race<'_> {
    /// The pack of a participant, counted from 0.
    pub(crate) fn pack(&self, participant: usize) -> Pack {
        let path = format!("/races/{}/my-seed-pack", self.id);
        Pack::unpack(self.server.download(&self.tokens[participant], &path))
    }

    /// Starts it after some seconds.
    pub(crate) fn start(&self, countdown: u32) {
        let path = format!("/races/{}/start", self.id);
        let body = json!({ "countdown_seconds": countdown });
        self.server.post(&self.organizer, &path, &body);
    }

    /// The race in full.
    pub(crate) fn detail(&self) -> Value {
        self.server.read(&format!("/races/{}", self.id))
    }

    /// What the server's journal says of a participant, counted from 0, event by event.
    pub(crate) fn journal(&self, participant: usize) -> Vec<Value> {
        let token = &self.tokens[participant];
        let account = self.server.download(token, "/users/me/export");
        let account: Value = serde_json::from_slice(&account).expect("JSON");
        let entries = account["journal"].as_array().expect("a list");
        entries.iter().map(|entry| entry["event"].clone()).collect()
    }

    /// Waits until `is_so` holds for a participant of this name.
    #[track_caller]
    pub(crate) fn wait_for(&self, name: &str, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        let deadline = std::time::Instant::now() + crate::PATIENCE;
        while std::time::Instant::now() < deadline {
            let race = self.detail();
            let everybody = race["participants"].as_array().expect("a list");
            last = everybody
                .iter()
                .find(|of| of["user"]["twitch_username"] == name)
                .expect("the participant")
                .clone();
            if is_so(&last) {
                return last;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        panic!("waited in vain for {what} of {name}: {last}");
    }

    /// Waits for a state of the race.
    #[track_caller]
    pub(crate) fn wait_for_status(&self, status: &str) {
        wait_for(status, || (self.detail()["status"] == status).then_some(()));
    }
}

/// A solo session on a server.
pub(crate) struct Solo<'a> {
    server: &'a RaceServer,
    id: String,
    token: String,
}

impl Solo<'_> {
    /// The pack.
    pub(crate) fn pack(&self) -> Pack {
        let path = format!("/training/{}/pack", self.id);
        Pack::unpack(self.server.download(&self.token, &path))
    }

    /// Waits until `is_so` holds for the session.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let path = format!("/training/{}", self.id);
        wait_for(what, || Some(self.server.read(&path)).filter(&is_so))
    }
}
