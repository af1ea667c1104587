//! The REST interface, as far as racers and their organizer need it.

use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use reqwest::blocking::{Client, RequestBuilder, Response};
use speedfog_protocol::rest::{
    CreateRace, CreateTraining, DevSignIn, Participant, Pools, Race, RaceDetail, Role, SignedIn,
    StartRace, TrainingSession, TrainingSessionDetail, TrainingStatus,
};
use speedfog_race_mod::config::{Config, FILE_NAME};
use uuid::Uuid;
use zip::ZipArchive;

use crate::refusal::{accept, wanted_pause};

/// How long a server may be away before a request fails, long enough for a restart.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two attempts.
const RETRY: Duration = Duration::from_millis(250);

/// A client of one server. Requests wait for a server that restarts or asks to slow down.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    client: Client,
    base: String,
    stop: Arc<AtomicBool>,
}

impl Api {
    /// A client of the server at `base`, which gives up once `stop` is set.
    ///
    /// # Errors
    /// When the address is not `http` or `https`.
    pub(crate) fn new(base: &str, stop: Arc<AtomicBool>) -> Result<Self> {
        if !base.starts_with("http://") && !base.starts_with("https://") {
            bail!("the server's address must start with http:// or https://");
        }
        let client = Client::builder().timeout(Duration::from_secs(30)).build()?;
        Ok(Self {
            client,
            base: base.trim_end_matches('/').to_owned(),
            stop,
        })
    }

    /// Signs in by name alone, as a server for development allows.
    ///
    /// # Errors
    /// When the server does not, like every other request here that it refuses or never answers.
    pub(crate) fn sign_in(&self, name: &str, role: Role) -> Result<SignedIn> {
        let body = DevSignIn {
            twitch_username: name.to_owned(),
            role,
        };
        let answer = self
            .send(|| self.client.post(self.url("auth/dev")).json(&body))
            .with_context(|| format!("signing in as {name}"))?;
        Ok(answer.json()?)
    }

    /// All race pools.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn race_pools(&self) -> Result<Pools> {
        let answer = self
            .send(|| {
                self.client
                    .get(self.url("pools"))
                    .query(&[("type", "race")])
            })
            .context("listing the pools")?;
        Ok(answer.json()?)
    }

    /// Creates a race.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn create_race(&self, token: &str, race: &CreateRace) -> Result<Race> {
        let answer = self
            .send(|| {
                self.client
                    .post(self.url("races"))
                    .bearer_auth(token)
                    .json(race)
            })
            .context("creating the race")?;
        Ok(answer.json()?)
    }

    /// A race in full.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn race(&self, race: Uuid) -> Result<RaceDetail> {
        let answer = self
            .send(|| self.client.get(self.url(&format!("races/{race}"))))
            .context("reading the race")?;
        Ok(answer.json()?)
    }

    /// Joins a race with open registration.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn join(&self, token: &str, race: Uuid) -> Result<Participant> {
        Ok(self
            .command(token, race, "join")
            .context("joining the race")?
            .json()?)
    }

    /// Lets the participants download their packs.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn release_seeds(&self, token: &str, race: Uuid) -> Result<()> {
        self.command(token, race, "release-seeds")
            .context("releasing the packs")
            .map(drop)
    }

    /// Starts the race, after a countdown if that is more than 0 seconds.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn start(&self, token: &str, race: Uuid, countdown: u32) -> Result<()> {
        let body = StartRace {
            countdown_seconds: Some(countdown),
        };
        let url = self.url(&format!("races/{race}/start"));
        self.send(|| self.client.post(&url).bearer_auth(token).json(&body))
            .context("starting the race")
            .map(drop)
    }

    /// Leaves a running race for good.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn abandon(&self, token: &str, race: Uuid) -> Result<()> {
        self.command(token, race, "abandon")
            .context("giving up")
            .map(drop)
    }

    /// Downloads the caller's pack and reads the mod's configuration out of it.
    ///
    /// # Errors
    /// See [`Api::sign_in`]; also when the pack is not one.
    pub(crate) fn pack_config(&self, token: &str, race: Uuid) -> Result<Config> {
        self.config_in(token, &format!("races/{race}/my-seed-pack"))
    }

    /// Begins a solo session, for which the one that is being played is given up.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn begin_session(&self, token: &str, pool: &str) -> Result<TrainingSessionDetail> {
        let url = self.url("training");
        let own = self.send(|| self.client.get(&url).bearer_auth(token));
        let own: Vec<TrainingSession> = own.context("listing the sessions")?.json()?;
        for session in own {
            if session.status == TrainingStatus::Active {
                self.abandon_session(token, session.id)?;
            }
        }
        let body = CreateTraining {
            pool_name: pool.to_owned(),
            exclude_from_stats: false,
        };
        let answer = self
            .send(|| self.client.post(&url).bearer_auth(token).json(&body))
            .context("beginning the session")?;
        Ok(answer.json()?)
    }

    /// A solo session in full.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn session(&self, session: Uuid) -> Result<TrainingSessionDetail> {
        let url = self.url(&format!("training/{session}"));
        let answer = self.send(|| self.client.get(&url));
        Ok(answer.context("reading the session")?.json()?)
    }

    /// Gives a solo session up.
    ///
    /// # Errors
    /// See [`Api::sign_in`].
    pub(crate) fn abandon_session(&self, token: &str, session: Uuid) -> Result<()> {
        let url = self.url(&format!("training/{session}/abandon"));
        self.send(|| self.client.post(&url).bearer_auth(token))
            .context("giving up")
            .map(drop)
    }

    /// Downloads the pack of a solo session and reads the mod's configuration out of it.
    ///
    /// # Errors
    /// See [`Api::sign_in`]; also when the pack is not one.
    pub(crate) fn session_config(&self, token: &str, session: Uuid) -> Result<Config> {
        self.config_in(token, &format!("training/{session}/pack"))
    }

    fn config_in(&self, token: &str, path: &str) -> Result<Config> {
        let url = self.url(path);
        let answer = self
            .send(|| self.client.get(&url).bearer_auth(token))
            .context("downloading the pack")?;
        config_of(answer.bytes()?.into()).context("reading the pack")
    }

    fn command(&self, token: &str, race: Uuid, verb: &str) -> Result<Response> {
        let url = self.url(&format!("races/{race}/{verb}"));
        self.send(|| self.client.post(&url).bearer_auth(token))
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/{path}", self.base)
    }

    /// Sends what `request` builds, until there is an answer that is worth having.
    fn send(&self, request: impl Fn() -> RequestBuilder) -> Result<Response> {
        let deadline = Instant::now() + PATIENCE;
        let mut told = false;
        loop {
            let wait = match request().send() {
                Ok(answer) => match wanted_pause(&answer) {
                    Some(pause) => pause,
                    None => return accept(answer),
                },
                Err(error) if error.is_connect() || error.is_request() => {
                    if Instant::now() >= deadline {
                        return Err(error).context("the server does not answer");
                    }
                    if !std::mem::replace(&mut told, true) {
                        eprintln!("waiting for the server at {}", self.base);
                    }
                    RETRY
                }
                Err(error) => return Err(error.into()),
            };
            let until = Instant::now() + wait;
            while Instant::now() < until {
                if self.stop.load(Ordering::Relaxed) {
                    bail!("interrupted");
                }
                std::thread::sleep(RETRY.min(until.saturating_duration_since(Instant::now())));
            }
        }
    }
}

fn config_of(pack: Vec<u8>) -> Result<Config> {
    let mut pack = ZipArchive::new(Cursor::new(pack))?;
    let suffix = format!("lib/{FILE_NAME}");
    let name = pack
        .file_names()
        .flatten()
        .find(|name| *name == suffix || name.ends_with(&format!("/{suffix}")))
        .with_context(|| format!("there is no {suffix} in it"))?
        .into_owned();
    let mut text = String::new();
    pack.by_name(&name)?.read_to_string(&mut text)?;
    Ok(Config::parse(&text)?)
}
