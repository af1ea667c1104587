//! The room of a race: inputs, rules, journal and rows, messages.

use std::{collections::HashMap, time::Duration};

use chrono::TimeDelta;
use speedfog_protocol::close;
use speedfog_race::{Command, RaceStatus};
use tokio::{sync::mpsc, time::Instant};
use uuid::Uuid;

use super::{
    announce::announce,
    audience::{Audience, To},
    door::{Door, Knock},
    drive::{Failed, Room},
    frame::Frame,
    frames,
    handle::{self, RoomHandle},
    hub::HubSettings,
    input::{Action, ActionError, ConnectionId, Input},
    lobby::lobby,
    members::{COHORT, Members},
    outbox::Closing,
    pending::{Delivery, Pending},
    snapshot,
    state::RoomState,
};
use crate::{
    clock,
    store::commit::{Change, Commit},
};

/// How long ticks of in-game time may live in memory only.
const FLUSH_EVERY: Duration = Duration::from_millis(700);

/// Changes of the number of spectators are told at most this often.
const COUNT_EVERY: Duration = Duration::from_secs(1);

/// How long a room without visitors stays in memory.
const IDLE: Duration = Duration::from_secs(60);

/// How long an encoded state is kept for the next newcomer.
const STATE_KEPT: Duration = Duration::from_secs(2);

const DELETED: Closing = (close::AUTH_TIMEOUT, "race deleted");

/// One room.
pub(super) struct RoomTask {
    pub(super) state: RoomState,
    pub(super) members: Members,
    pub(super) pending: Pending,
    pub(super) door: Door,
    /// When the messages of mods arrived that are being dealt with.
    heard: Vec<Instant>,
    pub(super) settings: HubSettings,
    /// Encoded states, valid until the next change.
    states: HashMap<Audience, Frame>,
    states_until: Instant,
    flush_at: Option<Instant>,
    count_at: Option<Instant>,
    counted: Option<Instant>,
    sweep_at: Instant,
    idle_since: Instant,
    deleted: bool,
}

impl RoomTask {
    /// A room, the handle to it and where its inputs come from; the caller drives it.
    pub(super) fn new(
        state: RoomState,
        settings: HubSettings,
    ) -> (Self, RoomHandle, mpsc::Receiver<Input>) {
        let (sender, inputs) = mpsc::channel(handle::QUEUE);
        let now = Instant::now();
        let task = Self {
            sweep_at: now + settings.inactivity.look_every,
            flush_at: (!state.dirty.is_empty()).then_some(now + FLUSH_EVERY),
            state,
            members: Members::new(settings.live.clone(), settings.figures.clone(), COHORT),
            pending: Pending::default(),
            door: Door::default(),
            heard: Vec::new(),
            settings,
            states: HashMap::new(),
            states_until: now,
            count_at: None,
            counted: None,
            idle_since: now,
            deleted: false,
        };
        (task, RoomHandle::new(sender), inputs)
    }

    /// Decides a command, folds its events and queues what follows from them.
    pub(super) fn command(
        &mut self,
        command: Command,
    ) -> Result<Result<(), speedfog_race::Refusal>, Failed> {
        self.command_then(command, |_| {})
    }

    /// The same, with something to be put in place before anything is told.
    pub(super) fn command_then(
        &mut self,
        command: Command,
        prepare: impl FnOnce(&mut RoomState),
    ) -> Result<Result<(), speedfog_race::Refusal>, Failed> {
        let now = clock::now();
        let events = match self.state.race.decide(command, now) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if events.is_empty() {
            return Ok(Ok(()));
        }
        self.pending.changes.extend(self.state.judge(&events, now));
        self.pending.journal.extend(self.state.fold(&events, now)?);
        prepare(&mut self.state);
        self.pending.note_rows(&events, &self.state);
        self.states.clear();
        announce(&events, &self.state, &mut self.members, &mut self.pending)?;
        Ok(Ok(()))
    }

    /// Marks the race as deleted; the room ends with the next commit.
    pub(super) fn delete(&mut self) {
        let race = &self.state.race;
        let return_seed = race.status() == RaceStatus::Setup && race.seeds_released_at().is_none();
        self.pending
            .changes
            .push(Change::DeleteRace { return_seed });
        self.pending.deliveries.push(Delivery::CloseAll(DELETED));
        self.deleted = true;
    }

    /// Gives a spectator who fell behind a fresh start.
    fn restart_spectator(&mut self, connection: ConnectionId) -> Result<(), Failed> {
        let Some(spectator) = self.members.spectators.get(connection) else {
            return Ok(());
        };
        let audience = spectator.audience.clone();
        let frames = self.first_frames(&audience)?;
        self.members.restart_spectator(connection, frames);
        Ok(())
    }

    /// `race_state`, encoded once for everybody who comes in before the next change.
    pub(super) fn race_state(&mut self, audience: &Audience) -> Result<Frame, Failed> {
        if let Some(frame) = self.states.get(audience) {
            return Ok(frame.clone());
        }
        let frame = snapshot::race_state(&self.state, &self.members, audience)?;
        self.states.insert(audience.clone(), frame.clone());
        self.states_until = Instant::now() + STATE_KEPT;
        Ok(frame)
    }

    /// A mod has come or gone, or a stream has, or a name, which everybody is told and every later
    /// state must show.
    pub(super) fn people_changed(&mut self) {
        self.states.clear();
        self.pending.lobby_changed = true;
        self.pending
            .tell_all(frames::leaderboard_update(&self.state, &self.members));
    }

    /// The number of spectators has changed and will be told.
    pub(super) fn count_changed(&mut self) {
        let earliest = self
            .counted
            .map_or_else(Instant::now, |counted| counted + COUNT_EVERY);
        self.count_at.get_or_insert(earliest);
    }

    /// Tells the cohort whose turn it is what has changed, if it is time to. Others get theirs after
    /// what has come in meanwhile.
    fn tick_when_due(&mut self, now: Instant) {
        let spectators = &mut self.members.spectators;
        if std::mem::take(&mut self.pending.standings_changed) {
            spectators.standings_changed();
        }
        let Some((_, cohort)) = spectators.due().filter(|(due, _)| *due <= now) else {
            return;
        };
        let standings = frames::standings(&self.state, &self.members);
        let mods = self.members.has_following_mods();
        let deliveries = self.members.spectators.tick(cohort, standings, mods);
        self.pending.deliveries.extend(deliveries);
        // They show what the last tick has told.
        self.states
            .retain(|audience, _| audience.cohort != Some(cohort));
    }

    fn sweep(&mut self) -> Result<(), Failed> {
        let limit = |period| TimeDelta::from_std(period).unwrap_or(TimeDelta::MAX);
        let inactivity = self.settings.inactivity;
        let _ = self.command(Command::SweepInactive {
            playing: limit(inactivity.playing),
            waiting: limit(inactivity.waiting),
        })?;
        Ok(())
    }
}

impl Room for RoomTask {
    type Action = Action;

    fn id(&self) -> Uuid {
        self.state.race.id().into()
    }

    fn members(&self) -> &Members {
        &self.members
    }

    fn take(&mut self, input: Input) -> Result<(), Failed> {
        match input {
            Input::JoinMod { seat, reply } => self.knock(Knock { seat, reply }),
            Input::FromMod {
                connection,
                message,
                at,
            } => {
                self.heard.push(at);
                self.hear_mod(connection, message)?;
            }
            Input::ModAlive { connection } => self.door.is_alive(connection),
            Input::LeaveMod { connection } => self.leave_mod(connection),
            Input::JoinSpectator {
                connection,
                user,
                outbox,
                locale,
                following,
            } => self.join_spectator(connection, user, outbox, locale, following)?,
            Input::IdentifySpectator {
                connection,
                user,
                locale,
            } => self.identify_spectator(connection, user, locale)?,
            Input::LeaveSpectator { connection } => self.leave_spectator(connection),
            Input::StreamsChanged => self.people_changed(),
            Input::PersonChanged(person) => {
                if self.state.rename(&person) {
                    self.people_changed();
                }
            }
            Input::Act {
                action,
                actor,
                reply,
            } => self.act(action, actor, reply)?,
        }
        Ok(())
    }

    async fn settle(&mut self) -> Result<(), Failed> {
        if self.pending.needs_commit() {
            let mut changes = std::mem::take(&mut self.pending.changes);
            let rows = std::mem::take(&mut self.pending.rows);
            if !self.deleted {
                changes.extend(self.state.take_rows(rows));
                if std::mem::take(&mut self.pending.race_changed) {
                    changes.push(Change::Race(self.state.race_columns()));
                    self.state.version += 1;
                }
            }
            let commit = Commit {
                race: self.state.race.id(),
                journal: std::mem::take(&mut self.pending.journal),
                changes,
            };
            self.settings.committer.commit(commit).await?;
        }
        let mut deliveries = std::mem::take(&mut self.pending.deliveries);
        if std::mem::take(&mut self.pending.lobby_changed)
            && !self.members.is_empty()
            && self.state.race.status() == RaceStatus::Setup
        {
            let frame = lobby(&self.state, &self.members);
            deliveries.push(Delivery::Mods(frame.clone()));
            deliveries.push(Delivery::Spectators(To::All, frame));
        }
        let begun = Instant::now();
        let delivered = self.members.deliver(deliveries).await;
        self.members.spectators.spread(begun, delivered.took);
        for connection in delivered.behind {
            self.restart_spectator(connection)?;
        }
        self.pending.answer(|| Ok(()));
        for notice in self.pending.notices.drain(..) {
            self.settings.notices.tell(notice);
        }
        for at in self.heard.drain(..) {
            self.settings.figures.message.record(at.elapsed());
        }
        Ok(())
    }

    fn deadline(&self) -> Instant {
        let now = Instant::now();
        let start = self
            .state
            .race
            .starts_at()
            .map(|at| now + (at - clock::now()).to_std().unwrap_or(Duration::ZERO));
        let states = (!self.states.is_empty()).then_some(self.states_until);
        let sweep = (self.state.race.status() == RaceStatus::Running).then_some(self.sweep_at);
        let tick = self.members.spectators.due().map(|(due, _)| due);
        [self.flush_at, self.count_at, start, states, sweep, tick]
            .into_iter()
            .flatten()
            .chain(self.door.deadline())
            .min()
            .unwrap_or(now + IDLE)
    }

    fn on_time(&mut self) -> Result<(), Failed> {
        let now = Instant::now();
        if let Some(starts_at) = self.state.race.starts_at()
            && starts_at <= clock::now()
        {
            // A refusal would mean that the countdown is gone, which is fine.
            let _ = self.command(Command::CountdownElapsed { starts_at })?;
        }
        self.replace_silent_mods(now);
        if self.count_at.is_some_and(|at| at <= now) {
            self.count_at = None;
            self.counted = Some(now);
            let frame = self.spectator_count();
            self.pending
                .deliveries
                .push(Delivery::Spectators(To::All, frame));
        }
        if self.sweep_at <= now {
            self.sweep_at = now + self.settings.inactivity.look_every;
            self.sweep()?;
        }
        if self.states_until <= now {
            self.states.clear();
        }
        if self.flush_at.is_none() && !self.state.dirty.is_empty() {
            self.flush_at = Some(now + FLUSH_EVERY);
        }
        self.tick_when_due(now);
        Ok(())
    }

    async fn flush_when_due(&mut self) -> Result<(), Failed> {
        if self.flush_at.is_some_and(|at| at <= Instant::now()) {
            self.flush().await?;
        }
        Ok(())
    }

    /// A failure is no loss: what counts is in the journal, and the rows are written again later.
    async fn flush(&mut self) -> Result<(), Failed> {
        self.flush_at = None;
        let dirty: Vec<_> = self.state.dirty.iter().copied().collect();
        if dirty.is_empty() || self.deleted {
            return Ok(());
        }
        let commit = Commit {
            race: self.state.race.id(),
            journal: Vec::new(),
            changes: self.state.take_rows(dirty.iter().copied()),
        };
        if let Err(error) = self.settings.committer.commit(commit).await {
            tracing::warn!(race.id = %self.state.race.id(), %error, "progress not flushed yet");
            self.state.dirty.extend(dirty);
            self.flush_at = Some(Instant::now() + FLUSH_EVERY);
        }
        Ok(())
    }

    fn is_idle(&mut self) -> bool {
        let race = &self.state.race;
        let needed = !self.members.is_empty()
            || !self.door.is_empty()
            || race.status() == RaceStatus::Running
            || race.starts_at().is_some()
            || !self.state.dirty.is_empty();
        let now = Instant::now();
        if needed {
            self.idle_since = now;
        }
        now.duration_since(self.idle_since) >= IDLE
    }

    fn is_deleted(&self) -> bool {
        self.deleted
    }

    fn fail(&mut self, error: &ActionError) {
        self.pending.answer(|| Err(error.repeated()));
    }
}
