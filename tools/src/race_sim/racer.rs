//! One simulated racer: a plan, a game that obeys it, and the real mod's tracker and connection.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use speedfog_protocol::ws::ParticipantInfo;
use speedfog_protocol::{ParticipantStatus, RaceStatus};
use speedfog_race_mod::Session;
use speedfog_race_mod::config::Server;
use speedfog_race_mod::net::{Net, NetOptions, NetTiming};
use speedfog_race_mod::tracker::{Connection, FlagPhase, Settings, Timing, Tracker};
use thiserror::Error;

use super::clock::Clock;
use super::course::Course;
use super::game::SimulatedGame;
use super::plan::{Act, Plan, Role, Step};

/// Loading screens, in the time of the run.
const LOADING: Duration = Duration::from_secs(6);
/// Quitting to the title screen and back.
const QUITTING: Duration = Duration::from_secs(20);

/// What a racer is made of.
pub(super) struct Racer {
    /// Place in the field.
    pub(super) index: usize,
    /// Part to play.
    pub(super) role: Role,
    /// Number of the race.
    pub(super) seed: u64,
    /// How much faster than real time.
    pub(super) speed: u32,
    /// From the racer's own pack.
    pub(super) server: Server,
    /// The way, once it is known.
    pub(super) course: Arc<OnceLock<Course>>,
    /// Leaves the race over REST.
    pub(super) abandon: Box<dyn Fn() -> anyhow::Result<()> + Send>,
    /// Where the racer is, for those who look on.
    pub(super) progress: Arc<Mutex<Progress>>,
    /// Ends the racer at any time.
    pub(super) stop: Arc<AtomicBool>,
    /// Ends the racer once its run is over; until then it stays connected.
    pub(super) all_done: Arc<AtomicBool>,
}

/// How far a racer is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// Whether the mod is connected.
    pub(super) connected: bool,
    /// In-game time in milliseconds.
    pub(super) igt_ms: u32,
    /// Time at which the run ends by plan in milliseconds; 0 before there is one.
    pub(super) end_ms: u32,
    /// Deaths so far.
    pub(super) deaths: u32,
    /// Layer of the place the racer is in.
    pub(super) layer: u32,
    /// How it ended: well, or with a reason.
    pub(super) outcome: Option<Result<(), String>>,
}

/// Why a racer did not get to the planned end.
#[derive(Debug, Error)]
enum Unplanned {
    #[error("interrupted")]
    Stopped,
    #[error("{0} before the plan was through")]
    Done(ParticipantStatus),
    #[error("the race went back to its setup")]
    Reset,
    #[error("the race is over")]
    Over,
    #[error("the server has {got} ms as final time instead of {planned} ms")]
    WrongTime { planned: u32, got: u32 },
    #[error("{0}")]
    Net(#[from] speedfog_race_mod::net::NetError),
    #[error("{0:#}")]
    Api(anyhow::Error),
}

impl Racer {
    /// Races from the lobby to the end. The outcome is in the progress.
    pub(super) fn run(self) {
        let progress = Arc::clone(&self.progress);
        let outcome = Run::new(self).run();
        let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.connected = false;
        progress
            .outcome
            .get_or_insert(outcome.map_err(|error| error.to_string()));
    }
}

/// A racer on the way.
struct Run {
    racer: Racer,
    session: Session,
    game: SimulatedGame,
    clock: Clock,
    layer: u32,
    end_ms: u32,
    /// The race has been seen running.
    begun: bool,
}

impl Run {
    fn new(racer: Racer) -> Self {
        let clock = Clock::new(racer.speed);
        // Larger than in any earlier life of the same participant.
        let first_event_id = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(1, |since| u64::try_from(since.as_millis()).unwrap_or(1));
        let settings = Settings {
            timing: Timing {
                // The game is looked at in every frame, since little of it lasts longer.
                poll: Duration::ZERO,
                status: clock.second(),
                ..Timing::default()
            },
            ..Settings::new(&racer.server, first_event_id)
        };
        Self {
            session: Session::new(Tracker::new(settings)),
            game: SimulatedGame::new(),
            clock,
            layer: 0,
            end_ms: 0,
            begun: false,
            racer,
        }
    }

    fn run(mut self) -> Result<(), Unplanned> {
        self.connect()?;
        self.wait(|run| run.begun && run.racer.course.get().is_some())?;
        let course = Arc::clone(&self.racer.course);
        let course = course.get().expect("it was waited for");
        let plan = Plan::new(course, self.racer.seed, self.racer.index, self.racer.role);
        self.end_ms = plan.end_ms();
        self.clock.skip();
        for step in plan.steps() {
            self.play_until(step.igt_ms)?;
            self.act(course, *step)?;
            self.clock.skip();
        }
        self.note(Some(Ok(())));
        let all_done = Arc::clone(&self.racer.all_done);
        while !all_done.load(Ordering::Relaxed) && !self.stopped() {
            self.frame();
        }
        self.session.disconnect();
        Ok(())
    }

    fn connect(&mut self) -> Result<(), Unplanned> {
        let mut jitter = self.racer.index as u64;
        let options = NetOptions {
            timing: NetTiming {
                read: Duration::from_millis(10),
                retry_first: Duration::from_millis(200),
                retry_refused: Duration::from_millis(500),
                retry_max: Duration::from_secs(2),
                ..NetTiming::default()
            },
            random: Box::new(move || {
                // Spreads the field evenly enough, and nothing depends on it.
                jitter = jitter
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                f64::from(u16::try_from(jitter >> 48).unwrap_or(0)) / 65_536.0
            }),
        };
        self.session
            .connect(Net::start(&self.racer.server, options)?);
        Ok(())
    }

    fn stopped(&self) -> bool {
        self.racer.stop.load(Ordering::Relaxed)
    }

    fn own(&self) -> Option<&ParticipantInfo> {
        self.session.tracker().race()?.own()
    }

    /// One frame of the game, in real time.
    fn frame(&mut self) {
        std::thread::sleep(self.clock.frame());
        let frame = self.session.frame(self.clock.now(), &mut self.game);
        self.clock.sent(frame.sent);
        self.note(None);
    }

    fn note(&self, outcome: Option<Result<(), String>>) {
        let mut progress = self
            .racer
            .progress
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let outcome = outcome.or_else(|| progress.outcome.take());
        *progress = Progress {
            connected: *self.session.tracker().connection() == Connection::Connected,
            igt_ms: self.game.igt_ms,
            end_ms: self.end_ms,
            deaths: self.game.deaths,
            layer: self.layer,
            outcome,
        };
    }

    /// A frame, and a look at whether the race still goes on.
    fn live(&mut self) -> Result<(), Unplanned> {
        if self.stopped() {
            return Err(Unplanned::Stopped);
        }
        self.frame();
        let Some(race) = self.session.tracker().race() else {
            return Ok(());
        };
        match (race.status(), self.begun) {
            (RaceStatus::Running, false) => self.begun = true,
            (RaceStatus::Setup, true) => return Err(Unplanned::Reset),
            _ => {}
        }
        Ok(())
    }

    /// Frames until `enough`; the time of the run stands still.
    fn wait(&mut self, enough: impl Fn(&Self) -> bool) -> Result<(), Unplanned> {
        while !enough(self) {
            self.live()?;
            self.check_racing()?;
        }
        Ok(())
    }

    fn check_racing(&self) -> Result<(), Unplanned> {
        if let Some(own) = self.own().filter(|own| own.status.is_done()) {
            return Err(Unplanned::Done(own.status));
        }
        match self.session.tracker().race() {
            Some(race) if race.status() == RaceStatus::Finished => Err(Unplanned::Over),
            _ => Ok(()),
        }
    }

    /// Lets the clock of the run go on to `igt_ms`, which it then shows exactly.
    fn play_until(&mut self, igt_ms: u32) -> Result<(), Unplanned> {
        while self.game.igt_ms < igt_ms {
            self.live()?;
            self.check_racing()?;
            if self.clock.is_crowded() {
                self.clock.skip();
            }
            let ahead = self.game.igt_ms.saturating_add(self.clock.tick());
            self.game.igt_ms = ahead.min(igt_ms);
        }
        Ok(())
    }

    fn act(&mut self, course: &Course, step: Step) -> Result<(), Unplanned> {
        match step.act {
            Act::Die => {
                self.game.deaths += 1;
                // Where a death counts depends on what the server hears next.
                self.wait(Self::deaths_are_reported)?;
                self.load(LOADING, self.game.map)
            }
            Act::QuitOut => {
                self.game.title = true;
                let loaded = self.load(QUITTING, self.game.map);
                self.game.title = false;
                loaded
            }
            Act::GoBack { to } => {
                let place = course.place(to);
                self.layer = place.layer;
                self.load(LOADING, Some(place.map))
            }
            Act::Cross { to } => {
                let place = course.place(to);
                self.wait(|run| run.flags_are(&place.flags, |phase| phase == FlagPhase::Idle))?;
                self.game.set_flags(&place.flags);
                // The tracker takes the time at which it sees a flag.
                self.wait(|run| run.flags_are(&place.flags, |phase| phase != FlagPhase::Idle))?;
                self.layer = place.layer;
                self.load(LOADING, Some(place.map))
            }
            Act::LoseConnection => {
                // What is on its way now would otherwise decide the run's history by chance.
                let flags = self.session.tracker().watched().to_vec();
                self.wait(|run| {
                    run.flags_are(&flags, |phase| {
                        matches!(phase, FlagPhase::Idle | FlagPhase::Reported)
                    })
                })?;
                self.session.disconnect();
                Ok(())
            }
            Act::Reconnect => self.connect(),
            Act::Finish => {
                self.game.set_flags(&[course.finish_flag()]);
                self.layer = course.total_layers();
                self.until_done(ParticipantStatus::Finished, step.igt_ms)
            }
            Act::GiveUp => {
                let deaths = self.game.deaths;
                self.wait(|run| {
                    run.own()
                        .is_some_and(|own| own.igt_ms == step.igt_ms && own.death_count == deaths)
                })?;
                (self.racer.abandon)().map_err(Unplanned::Api)?;
                self.until_done(ParticipantStatus::Abandoned, step.igt_ms)
            }
        }
    }

    fn deaths_are_reported(&self) -> bool {
        let reported = self.session.tracker().last_status();
        reported.is_some_and(|status| status.death_count == Some(self.game.deaths))
    }

    fn flags_are(&self, flags: &[u32], phase: impl Fn(FlagPhase) -> bool) -> bool {
        let tracker = self.session.tracker();
        flags
            .iter()
            .all(|flag| tracker.flag_phase(*flag).is_none_or(&phase))
    }

    /// A loading screen, after which the racer is in `map`.
    fn load(
        &mut self,
        time: Duration,
        map: Option<speedfog_race_mod::game::MapId>,
    ) -> Result<(), Unplanned> {
        self.game.map = None;
        let until = Instant::now() + self.clock.real(time);
        // One frame at least, so that it is seen.
        loop {
            self.live()?;
            if Instant::now() >= until && !self.clock.is_crowded() {
                break;
            }
        }
        self.game.title = false;
        if let Some(map) = map {
            self.game.enter(map);
        }
        self.live()
    }

    /// Waits until the server knows the end of the run.
    fn until_done(&mut self, wanted: ParticipantStatus, igt_ms: u32) -> Result<(), Unplanned> {
        loop {
            if let Some(own) = self.own().filter(|own| own.status.is_done()) {
                return match own.status {
                    status if status != wanted => Err(Unplanned::Done(status)),
                    _ if own.igt_ms != igt_ms => Err(Unplanned::WrongTime {
                        planned: igt_ms,
                        got: own.igt_ms,
                    }),
                    _ => Ok(()),
                };
            }
            self.live()?;
        }
    }
}
