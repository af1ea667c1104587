//! Races without the game: racers with the real mod's core, over the real interfaces.
//!
//! Everything a person and the game would decide is planned from one number; tracker and
//! connection are the mod's own, so what they do wrong shows here.

pub(crate) mod api;
mod clock;
mod course;
mod game;
mod names;
mod plan;
mod racer;
mod report;
mod solo;
mod walk;
mod watch;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use speedfog_protocol::rest::{CreateRace, Role as AccountRole};
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use uuid::Uuid;

use api::Api;
pub use course::{Course, Place};
pub use plan::{Act, Plan, Role, Step};
use racer::{Progress, Racer};
use report::LiveLine;
pub use solo::{SoloOptions, run_solo};

/// How often the main thread looks at its racers.
const LOOK: Duration = Duration::from_millis(200);
/// How often it asks the server.
const ASK: Duration = Duration::from_secs(2);
/// How long the racers may take to get ready, and the server to end the race.
const PATIENCE: Duration = Duration::from_secs(60);

/// What to simulate.
#[derive(Clone, Debug)]
pub struct Options {
    /// Address of the server, `http://…` or `https://…`.
    pub server: String,
    /// Number of racers, 1 to 100.
    pub racers: usize,
    /// How much faster than real time, 1 to 600.
    pub speed: u32,
    /// Number that every decision of the racers follows from.
    pub seed: u64,
    /// Pool of the race; the first with a seed left if none.
    pub pool: Option<String>,
    /// Race to join instead of creating one; its organizer releases and starts it.
    pub race: Option<Uuid>,
    /// Seconds of countdown before the start.
    pub countdown: u32,
    /// Name of the race.
    pub name: Option<String>,
}

/// Runs one race to its end. True when every racer got to the end of its plan.
///
/// # Errors
/// When the race cannot be set up or read at the end, and when `stop` is set before the start.
pub fn run(options: &Options, stop: &Arc<AtomicBool>) -> Result<bool> {
    // Two crypto libraries may be linked, so one has to be chosen; an earlier choice stands.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let api = Api::new(&options.server, Arc::clone(stop))?;
    let lobby = Lobby::open(options, &api, stop)?;
    let mut field = lobby.enter(options, &api, stop)?;
    let started = lobby.start(options, &api, &field, stop);
    let result = started.and_then(|()| field.watch(stop));
    field.dismiss();
    result?;
    if stop.load(Ordering::Relaxed) {
        eprintln!("interrupted");
        return Ok(false);
    }
    let outcomes = field.outcomes();
    let race = final_race(&api, lobby.race, stop)?;
    println!("{}", report::table(&race, &outcomes));
    Ok(outcomes.iter().all(|(_, outcome)| outcome.is_ok()))
}

/// A race that has not started.
struct Lobby {
    race: Uuid,
    /// Token of the organizer, if the race is ours.
    organizer: Option<String>,
}

impl Lobby {
    fn open(options: &Options, api: &Api, stop: &AtomicBool) -> Result<Self> {
        if let Some(race) = options.race {
            let found = api.race(race)?;
            if found.status != RaceStatus::Setup {
                bail!("the race {:?} is {} already", found.name, found.status);
            }
            return Ok(Self {
                race,
                organizer: None,
            });
        }
        let organizer = api.sign_in(names::ORGANIZER, AccountRole::Organizer)?.token;
        let pool = match &options.pool {
            Some(pool) => pool.clone(),
            None => first_pool(api)?,
        };
        if stop.load(Ordering::Relaxed) {
            bail!("interrupted");
        }
        let name = options.name.clone();
        let race = api.create_race(
            &organizer,
            &CreateRace {
                pool_name: pool.clone(),
                open_registration: true,
                max_participants: Some(u32::try_from(options.racers.max(2)).unwrap_or(u32::MAX)),
                ..CreateRace::named(
                    name.unwrap_or_else(|| format!("Simulated race {}", options.seed)),
                )
            },
        )?;
        println!("race {:?} in pool {pool}", race.name);
        println!("{}/race/{}", options.server.trim_end_matches('/'), race.id);
        Ok(Self {
            race: race.id,
            organizer: Some(organizer),
        })
    }

    /// Signs the racers in and lets them join, download their packs and connect.
    fn enter(&self, options: &Options, api: &Api, stop: &Arc<AtomicBool>) -> Result<Field> {
        let mut tokens = Vec::new();
        for index in 0..options.racers {
            let name = names::racer(index);
            let token = api.sign_in(&name, AccountRole::User)?.token;
            api.join(&token, self.race).with_context(|| name.clone())?;
            tokens.push((name, token));
        }
        match &self.organizer {
            Some(organizer) => api.release_seeds(organizer, self.race)?,
            None => {
                eprintln!("waiting for the organizer to release the packs");
                wait(stop, None, || {
                    Ok(api.race(self.race)?.seeds_released_at.is_some())
                })?;
            }
        }
        let mut field = Field::default();
        for (index, (name, token)) in tokens.into_iter().enumerate() {
            let server = api.pack_config(&token, self.race)?.server;
            let (api, race) = (api.clone(), self.race);
            let racer = Racer {
                index,
                role: Role::of(index, options.racers),
                seed: options.seed,
                speed: options.speed,
                server,
                course: Arc::clone(&field.course),
                abandon: Box::new(move || api.abandon(&token, race)),
                progress: Arc::default(),
                stop: Arc::clone(stop),
                all_done: Arc::clone(&field.all_done),
            };
            field.send_off(name, racer)?;
        }
        Ok(field)
    }

    /// Starts the race when everybody is ready, or waits until its organizer does.
    fn start(&self, options: &Options, api: &Api, field: &Field, stop: &AtomicBool) -> Result<()> {
        if let Some(organizer) = &self.organizer {
            let course = watch::course(&options.server, self.race, Some(organizer), stop)?;
            field
                .course
                .set(course)
                .ok()
                .context("the course is set once")?;
            wait(stop, Some("the racers do not get ready"), || {
                let race = api.race(self.race)?;
                let ready = race
                    .participants
                    .iter()
                    .filter(|row| row.status == ParticipantStatus::Ready);
                Ok(ready.count() >= options.racers)
            })?;
            api.start(organizer, self.race, options.countdown)?;
        } else {
            eprintln!("waiting for the organizer to start the race");
            let course = watch::course(&options.server, self.race, None, stop)?;
            field
                .course
                .set(course)
                .ok()
                .context("the course is set once")?;
        }
        Ok(())
    }
}

/// The racers of one race.
#[derive(Default)]
struct Field {
    course: Arc<OnceLock<Course>>,
    all_done: Arc<AtomicBool>,
    racers: Vec<(String, Arc<Mutex<Progress>>)>,
    threads: Vec<JoinHandle<()>>,
}

impl Field {
    fn send_off(&mut self, name: String, racer: Racer) -> Result<()> {
        self.racers.push((name, Arc::clone(&racer.progress)));
        let thread = std::thread::Builder::new()
            .name(format!("racer-{}", racer.index))
            .spawn(move || racer.run())
            .context("starting a racer's thread")?;
        self.threads.push(thread);
        Ok(())
    }

    fn progress(&self) -> Vec<Progress> {
        self.racers
            .iter()
            .map(|(_, progress)| {
                progress
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone()
            })
            .collect()
    }

    /// Follows the race until nobody is on the way.
    fn watch(&self, stop: &AtomicBool) -> Result<()> {
        let mut line = LiveLine::new();
        loop {
            let progress = self.progress();
            line.show(&progress);
            let gone = self.threads.iter().all(JoinHandle::is_finished);
            if gone || progress.iter().all(|racer| racer.outcome.is_some()) {
                line.end();
                return Ok(());
            }
            if stop.load(Ordering::Relaxed) {
                line.end();
                return Ok(());
            }
            std::thread::sleep(LOOK);
        }
    }

    /// Lets everybody leave.
    fn dismiss(&mut self) {
        self.all_done.store(true, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                eprintln!("a racer's thread panicked");
            }
        }
    }

    fn outcomes(&self) -> Vec<(String, Result<(), String>)> {
        let missing = || Err("vanished".to_owned());
        self.racers
            .iter()
            .zip(self.progress())
            .map(|((name, _), progress)| (name.clone(), progress.outcome.unwrap_or_else(missing)))
            .collect()
    }
}

/// The pool that comes first in lists and has a seed left.
fn first_pool(api: &Api) -> Result<String> {
    let pools = api.race_pools()?;
    pools
        .into_iter()
        .filter(|(_, pool)| pool.available > 0)
        .min_by_key(|(_, pool)| {
            pool.pool_config
                .as_ref()
                .map_or(99, |config| config.sort_order)
        })
        .map(|(name, _)| name)
        .context("no pool has a seed left")
}

/// The race as it ended. A race with other participants may go on without ours.
fn final_race(
    api: &Api,
    race: Uuid,
    stop: &AtomicBool,
) -> Result<speedfog_protocol::rest::RaceDetail> {
    wait(stop, Some("the race does not end"), || {
        let race = api.race(race)?;
        let others = race.participants.iter().any(|row| !row.status.is_done());
        Ok(race.status != RaceStatus::Running || others)
    })?;
    api.race(race)
}

/// Asks until the answer is yes; with `late` for so long only, and with that error then.
fn wait(
    stop: &AtomicBool,
    late: Option<&'static str>,
    mut answer: impl FnMut() -> Result<bool>,
) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let mut next = Instant::now();
    loop {
        if stop.load(Ordering::Relaxed) {
            bail!("interrupted");
        }
        if Instant::now() >= next {
            if answer()? {
                return Ok(());
            }
            next = Instant::now() + ASK;
        }
        if let Some(late) = late.filter(|_| Instant::now() >= deadline) {
            bail!(late);
        }
        std::thread::sleep(LOOK);
    }
}
