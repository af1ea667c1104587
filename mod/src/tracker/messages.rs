//! What the server says, and what the tracker shows of it.

use std::time::Duration;

use speedfog_protocol::ws::{AuthOk, FromMod, StatusUpdate, ToMod, ZoneUpdate};
use speedfog_protocol::{ParticipantStatus, RaceStatus};

use super::{Connection, FlagPhase, Happening, NetEvent, Output, RaceView, RunKey, Tracker};

/// For how long flags may be missing from a world that the player walks in.
const BLIND: Duration = Duration::from_secs(60);

impl Tracker {
    pub(super) fn hear(&mut self, now: Duration, event: NetEvent, out: &mut Output) {
        match event {
            NetEvent::Connected(auth_ok) => self.connected(now, *auth_ok, out),
            NetEvent::State(state) => {
                if self.connection == Connection::Connected {
                    self.flags.lost();
                    out.happened.push(Happening::Lost);
                    // Messages of this frame were meant for the connection just lost.
                    out.send.clear();
                    self.last_status = None;
                }
                self.connection = state;
                self.connection_since = now;
            }
            NetEvent::Message(message) => {
                self.heard_at = now;
                if let Some(word) = word(&message) {
                    self.last_heard = Some((now, word));
                }
                self.message(now, message, out);
            }
        }
    }

    fn connected(&mut self, now: Duration, auth_ok: AuthOk, out: &mut Output) {
        let before = self.race.as_ref().map(|race| race.seed().seed_id);
        let reseeded = before.is_some_and(|seed_id| seed_id != auth_ok.seed.seed_id);
        let restarted = |race: &RaceView| {
            let now = auth_ok.race.started_at.map(|at| at.timestamp());
            race.started_s().is_some() && now.is_some() && race.started_s() != now
        };
        let restarted = self.race.as_ref().is_some_and(restarted);
        if reseeded || auth_ok.race.status.as_race() == RaceStatus::Setup {
            self.flags.clear();
            self.clear_run(out);
        } else if restarted {
            self.flags.restarted();
            self.clear_run(out);
        }
        // Also when a new connection follows without word that the old one is gone.
        self.flags.lost();
        self.flags
            .watch(&auth_ok.seed.event_ids, auth_ok.seed.finish_event);
        if self.keeps_progress {
            self.ask_for_progress(now, &auth_ok, out);
        }
        self.race = Some(RaceView::new(now, auth_ok));
        self.connection = Connection::Connected;
        self.connection_since = now;
        self.frozen_igt_ms = None;
        self.zone.connected();
        self.sync.connected(now);
        self.rescan = true;
        self.next_status = now;
        self.last_status = None;
        out.happened.push(Happening::Connected);
        if self.seed_outdated() {
            out.happened.push(Happening::SeedOutdated);
        }
        if !self.settings.solo {
            out.send.push(FromMod::Ready);
        }
    }

    fn ask_for_progress(&mut self, now: Duration, auth_ok: &AuthOk, out: &mut Output) {
        let run = RunKey {
            race_id: auth_ok.race.id,
            participant_id: auth_ok.participant_id,
            seed_id: auth_ok.seed.seed_id,
            started_s: auth_ok.race.started_at.map(|at| at.timestamp()),
        };
        let before = self.run.replace(run);
        if before.is_some_and(|before| before.is_same_but_for_start(&run)) {
            // All that is on disk came from here.
            if before != Some(run) {
                self.flags.keep_again();
            }
        } else {
            self.restoring_until = Some(now + self.settings.timing.restore);
            out.restore = Some(run);
        }
    }

    /// The run on disk is the one that started last.
    fn rename_run(&mut self) {
        let started_s = self.race.as_ref().and_then(RaceView::started_s);
        if let Some(run) = &mut self.run
            && run.started_s != started_s
        {
            run.started_s = started_s;
            self.flags.keep_again();
        }
    }

    fn message(&mut self, now: Duration, message: ToMod, out: &mut Output) {
        match message {
            ToMod::Ack { event_id } => {
                self.sync.acknowledged();
                self.flags.acknowledge(event_id);
            }
            ToMod::Clock(reply) => self.sync.answer(now, reply),
            ToMod::Countdown(countdown) => self.sync.countdown(now, countdown),
            ToMod::Error { message } => out.happened.push(Happening::ServerError(message)),
            ToMod::LeaderboardUpdate {
                participants,
                leader_splits,
            } => {
                if let Some(race) = &mut self.race {
                    race.replace_all(now, participants, leader_splits);
                }
            }
            ToMod::Lobby(lobby) => {
                if let Some(race) = &mut self.race {
                    race.prepare(*lobby);
                }
            }
            ToMod::PlayerUpdate { player } => {
                if let Some(race) = &mut self.race {
                    race.replace_one(now, *player);
                }
            }
            ToMod::RaceStart => {
                let was_running = self
                    .race
                    .as_ref()
                    .is_some_and(|race| race.status() == RaceStatus::Running);
                // In solo mode it comes with every connection, but only the first is a start.
                if !was_running || (self.settings.solo && self.go_until.is_none()) {
                    self.go_until = Some(now + self.settings.timing.go);
                }
                self.set_status(now, RaceStatus::Running, out);
                self.frozen_igt_ms = None;
            }
            ToMod::RaceStatusChange { status, started_at } => {
                let status = status.as_race();
                self.set_status(now, status, out);
                // The end does not say again when it began.
                if status != RaceStatus::Finished
                    && let Some(race) = &mut self.race
                {
                    race.set_started(started_at.map(|at| at.timestamp()));
                    self.rename_run();
                }
            }
            ToMod::ZoneUpdate(zone) => {
                // Without acknowledgements this is the sign that the flags before it arrived.
                let unasked = self.zone.update(zone);
                if !unasked && !self.sync.acknowledges() {
                    self.flags.confirm_all();
                }
            }
            // The handshake is over and pings are answered by the connection itself.
            // So are ticks, which arrive here as leaderboards.
            ToMod::AuthOk(_) | ToMod::AuthError { .. } | ToMod::Ping | ToMod::Tick(_) => {}
        }
    }

    fn set_status(&mut self, now: Duration, status: RaceStatus, out: &mut Output) {
        let Some(race) = &mut self.race else { return };
        let before = race.status();
        race.set_status(status);
        if before == status {
            return;
        }
        match status {
            RaceStatus::Setup => {
                self.flags.clear();
                self.clear_run(out);
            }
            RaceStatus::Running => {
                self.flags.started();
                self.sync.started();
                self.next_status = now;
            }
            RaceStatus::Finished => {
                let own = self.race.as_ref().and_then(RaceView::own);
                if own.is_none_or(|own| own.status != ParticipantStatus::Finished) {
                    self.frozen_igt_ms = self.last_igt_ms;
                }
            }
        }
    }

    /// Forgets what is shown of the run; flags and connection are not its business.
    fn clear_run(&mut self, out: &mut Output) {
        self.zone.clear();
        self.frozen_igt_ms = None;
        self.go_until = None;
        out.happened.push(Happening::Cleared);
    }

    /// The race, once the server has described it.
    #[must_use]
    pub fn race(&self) -> Option<&RaceView> {
        self.race.as_ref()
    }

    /// State of the connection.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// When the connection came into its state.
    #[must_use]
    pub fn connection_since(&self) -> Duration {
        self.connection_since
    }

    /// Whether this is a run alone.
    #[must_use]
    pub fn is_solo(&self) -> bool {
        self.settings.solo
    }

    /// Deaths of the character: the game's count, or the server's before the game has told.
    #[must_use]
    pub fn deaths(&self) -> Option<u32> {
        let of_server = || Some(self.race.as_ref()?.own()?.death_count);
        self.last_deaths.or_else(of_server)
    }

    /// Whether the player has been in the world for a minute without any flag of the seed being
    /// there: this is probably not the game of the seed pack.
    #[must_use]
    pub fn flags_missing(&self, now: Duration) -> bool {
        self.blind_since
            .is_some_and(|since| now.saturating_sub(since) >= BLIND)
    }

    /// Whether the connection seems dead: the server has been silent for a while about progress
    /// that it was sent.
    #[must_use]
    pub fn unanswered(&self) -> bool {
        self.unanswered
    }

    /// The zone to show.
    #[must_use]
    pub fn zone(&self) -> Option<&ZoneUpdate> {
        self.zone.shown()
    }

    /// The in-game time to show in milliseconds; none when there is nothing to time.
    #[must_use]
    pub fn igt_ms(&self) -> Option<u32> {
        let race = self.race.as_ref()?;
        match race.own() {
            Some(own) if own.status == ParticipantStatus::Finished => Some(own.igt_ms),
            _ => self.frozen_igt_ms.or_else(|| {
                (race.status() == RaceStatus::Running)
                    .then_some(self.last_igt_ms)
                    .flatten()
            }),
        }
    }

    /// Whether the start of the race is to be announced.
    #[must_use]
    pub fn announces_start(&self, now: Duration) -> bool {
        self.go_until.is_some_and(|until| now < until)
    }

    /// Time until the start of the race, zero once it is due; none without a countdown.
    #[must_use]
    pub fn countdown(&self, now: Duration) -> Option<Duration> {
        self.sync.remaining(now)
    }

    /// Whether the seed pack was made for another seed than the race's.
    #[must_use]
    pub fn seed_outdated(&self) -> bool {
        let of_race = self.race.as_ref().and_then(|race| race.seed().seed_id);
        let mut buffer = uuid::Uuid::encode_buffer();
        !self.settings.seed_id.is_empty()
            && of_race.is_some_and(|seed| {
                let seed = seed.hyphenated().encode_lower(&mut buffer);
                !self.settings.seed_id.eq_ignore_ascii_case(seed)
            })
    }

    /// The last time and deaths sent on the live connection; none without one.
    #[must_use]
    pub fn last_status(&self) -> Option<&StatusUpdate> {
        self.last_status.as_ref()
    }

    /// The last flag or question sent, as it was sent; empty before the first.
    #[must_use]
    pub fn last_sent(&self) -> &str {
        &self.last_sent
    }

    /// The type of the last message heard that is not one of many, and when that was. What it
    /// says may not be meant for the player.
    #[must_use]
    pub fn last_heard(&self) -> Option<(Duration, &'static str)> {
        self.last_heard
    }

    /// The grace of a travel whose loading screen has not ended yet.
    #[must_use]
    pub fn travels_to(&self) -> Option<u32> {
        self.loading.travels_to()
    }

    /// Where a flag is on its way; none for a flag that is not watched.
    #[must_use]
    pub fn flag_phase(&self, flag: u32) -> Option<FlagPhase> {
        self.flags.phase(flag)
    }
}

/// The type of a message that is not one of many.
fn word(message: &ToMod) -> Option<&'static str> {
    match message {
        ToMod::Ack { .. } => Some("ack"),
        ToMod::Countdown(_) => Some("countdown"),
        ToMod::Error { .. } => Some("error"),
        ToMod::RaceStart => Some("race_start"),
        ToMod::RaceStatusChange { .. } => Some("race_status_change"),
        ToMod::ZoneUpdate(_) => Some("zone_update"),
        ToMod::AuthError { .. }
        | ToMod::AuthOk(_)
        | ToMod::Clock(_)
        | ToMod::LeaderboardUpdate { .. }
        | ToMod::Lobby(_)
        | ToMod::Ping
        | ToMod::PlayerUpdate { .. }
        | ToMod::Tick(_) => None,
    }
}
