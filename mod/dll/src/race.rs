//! Follows the race, sixty times a second, whatever the game's frames do.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use speedfog_race_mod::Session;
use speedfog_race_mod::config::Config;
use speedfog_race_mod::game::live::{Gifts, LiveGame, Version};
use speedfog_race_mod::net::{Net, NetError, NetOptions, NetTiming};
use speedfog_race_mod::outbox::Outbox;
use speedfog_race_mod::overlay::{Input, Switches, View};
use speedfog_race_mod::tracker::{Settings, Tracker};

use crate::frame_cost::FrameCost;
use crate::hud::Stage;
use crate::process::GameProcess;
use crate::{guard, hotkeys, log};

/// Between two looks at the game.
const PERIOD: Duration = Duration::from_millis(16);
/// How often the log tells what the mod costs.
const SUMMED_UP: Duration = Duration::from_secs(60);
/// After this many panics the rest is left alone.
const PANICS: u32 = 10;
/// What the player reads after a panic.
const FAULT: &str = "Please send speedfog_racing.log, which lies beside the mod.";

/// The race and the game it is played in.
pub(crate) struct Race {
    game: LiveGame<GameProcess>,
    session: Session,
    gifts: Gifts,
    switches: Switches,
    view: View,
    /// What was shown last.
    shown: View,
    stage: Stage,
    /// What following costs the mod's own thread.
    following: FrameCost,
    next_summary: Duration,
    /// What the mod cost of late, line by line.
    costs: Vec<String>,
    /// Lines that the log had lost when it was last asked.
    dropped: usize,
}

impl Race {
    /// Connects to the server and finds the way into the game. `folder` is the mod's own.
    ///
    /// # Errors
    /// When the configuration does not let a connection be made.
    pub(crate) fn start(
        config: &Config,
        folder: &Path,
        version: &'static Version,
        stage: Stage,
    ) -> Result<Self, NetError> {
        let settings = Settings::new(&config.server, unix_millis());
        let mut session = Session::new(Tracker::new(settings));
        match Outbox::start(folder.into()) {
            Ok(outbox) => session.keep_progress(outbox),
            Err(error) => tracing::warn!(%error, "progress is not kept on disk"),
        }
        session.connect(Net::start(
            &config.server,
            NetOptions {
                timing: NetTiming::default(),
                random: Box::new(rand::random::<f64>),
            },
        )?);
        Ok(Self {
            game: LiveGame::new(GameProcess::new(version), version),
            session,
            gifts: Gifts::default(),
            switches: Switches::new(&config.keys),
            view: View::default(),
            shown: View::default(),
            stage,
            following: FrameCost::default(),
            next_summary: SUMMED_UP,
            costs: Vec::new(),
            dropped: 0,
        })
    }

    /// Follows the race until the game ends.
    pub(crate) fn follow(mut self) {
        let started = Instant::now();
        let mut panics = 0;
        while panics < PANICS {
            let now = started.elapsed();
            let step = guard::run("following the race", || {
                self.step(now);
                self.following.add(started.elapsed() - now);
                self.sum_up(now);
            });
            panics += u32::from(step.is_none());
            thread::sleep(PERIOD);
        }
        tracing::error!("the race is not followed any more");
    }

    /// Tells now and then what the mod costs.
    fn sum_up(&mut self, now: Duration) {
        if now < self.next_summary {
            return;
        }
        self.next_summary = now + SUMMED_UP;
        let dropped = log::dropped();
        if dropped > std::mem::replace(&mut self.dropped, dropped) {
            tracing::warn!(dropped, "the disk is too slow for the log");
        }
        self.costs.clear();
        for (what, cost) in [
            ("drawing", self.stage.drawing()),
            ("following", &self.following),
        ] {
            if let Some(cost) = cost.take() {
                tracing::info!("{what}: {cost}");
                self.costs.push(format!("{what}: {cost}"));
            }
        }
    }

    fn step(&mut self, now: Duration) {
        let frame = self.session.frame(now, &mut self.game);
        let tracker = self.session.tracker();
        if let Some(grace) = frame.game.travel {
            tracing::info!(grace, "fast travel");
        }
        if let Some(race) = tracker.race()
            && !tracker.seed_outdated()
        {
            self.gifts
                .step(now, &mut self.game, &frame.game, race.seed());
        }
        let ours = hotkeys::are_ours();
        let shown = self.switches.observe(|key| ours && hotkeys::is_down(key));
        let mut debug = Vec::new();
        if shown.ui && shown.debug {
            debug = self.game.debug_lines(now);
            debug.extend(self.game.process().debug_lines());
            debug.extend_from_slice(&self.costs);
        }
        self.view.update(&Input {
            now,
            tracker,
            game: &frame.game,
            shown,
            fault: if guard::has_panicked() { FAULT } else { "" },
            debug: &debug,
        });
        // What has not changed stays where it is, near the game's thread.
        if self.view != self.shown {
            self.shown.clone_from(&self.view);
            self.stage.show(&mut self.view);
        }
    }
}

/// Number of the first event: larger than any that this player's mod has used before.
fn unix_millis() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(0))
}
