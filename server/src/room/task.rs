//! The room's task: takes inputs in batches, commits what must be durable, then tells everybody.
//!
//! A commit that fails ends the room: nobody has been told of anything, everybody is disconnected,
//! and the next visitor finds a room restored from what is durable.

use std::{collections::HashMap, time::Duration};

use axum::extract::ws::Utf8Bytes;
use chrono::TimeDelta;
use speedfog_protocol::close;
use speedfog_race::{Command, RaceStatus};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

use super::{
    announce::announce,
    frames,
    handle::{self, RoomHandle},
    hub::HubSettings,
    input::{ActionError, Input},
    join::WaitingMod,
    members::{Audience, Members, To},
    outbox::Closing,
    pending::{Delivery, Pending},
    snapshot,
    state::RoomState,
};
use crate::{
    clock,
    store::{
        StoreError,
        commit::{Change, Commit},
    },
};

/// Inputs handled between two commits at most.
const BATCH: usize = 64;

/// How long ticks of in-game time may live in memory only.
const FLUSH_EVERY: Duration = Duration::from_millis(700);

/// Changes of the number of spectators are told at most this often.
const COUNT_EVERY: Duration = Duration::from_secs(1);

/// How often silent participants are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// How long a room without visitors stays in memory.
const IDLE: Duration = Duration::from_secs(60);

/// How long an encoded state is kept for the next newcomer.
const STATE_KEPT: Duration = Duration::from_secs(2);

const DELETED: Closing = (close::AUTH_TIMEOUT, "race deleted");
const BROKEN: Closing = (close::TRY_AGAIN_LATER, "try again later");

/// The room cannot go on.
#[derive(Debug)]
pub(super) struct Failed(pub(super) ActionError);

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(error.into())
    }
}

/// One room.
pub(super) struct RoomTask {
    pub(super) state: RoomState,
    pub(super) members: Members,
    pub(super) pending: Pending,
    pub(super) waiting: Vec<WaitingMod>,
    inputs: mpsc::Receiver<Input>,
    pub(super) settings: HubSettings,
    /// Encoded states, valid until the next change.
    states: HashMap<Audience, Utf8Bytes>,
    states_until: Instant,
    flush_at: Option<Instant>,
    count_at: Option<Instant>,
    counted: Option<Instant>,
    sweep_at: Instant,
    idle_since: Instant,
    deleted: bool,
}

impl RoomTask {
    /// A room and the handle to it; the caller runs it.
    pub(super) fn new(state: RoomState, settings: HubSettings) -> (Self, RoomHandle) {
        let (sender, inputs) = mpsc::channel(handle::QUEUE);
        let now = Instant::now();
        let task = Self {
            flush_at: (!state.dirty.is_empty()).then_some(now + FLUSH_EVERY),
            state,
            members: Members::default(),
            pending: Pending::default(),
            waiting: Vec::new(),
            inputs,
            settings,
            states: HashMap::new(),
            states_until: now,
            count_at: None,
            counted: None,
            sweep_at: now + SWEEP_EVERY,
            idle_since: now,
            deleted: false,
        };
        (task, RoomHandle::new(sender))
    }

    /// Runs until the server stops, the race is deleted, nobody needs the room, or it fails.
    pub(super) async fn run(mut self) {
        let race = self.state.race.id();
        let mut batch = Vec::with_capacity(BATCH);
        match self.work(&mut batch).await {
            Ok(()) => tracing::debug!(race.id = %race, "room closed"),
            Err(Failed(error)) => {
                tracing::warn!(race.id = %race, %error, "room failed and will be restored");
                let answer = || match error {
                    ActionError::Conflict => Err(ActionError::Conflict),
                    _ => Err(ActionError::Unavailable),
                };
                self.pending.answer(answer);
            }
        }
        self.inputs.close();
        for input in batch {
            self.turn_away(input);
        }
        while let Ok(input) = self.inputs.try_recv() {
            self.turn_away(input);
        }
        self.members.close_all(BROKEN);
    }

    /// Answers an input that came too late for this room.
    fn turn_away(&self, input: Input) {
        match input {
            Input::JoinSpectator { outbox, .. } => outbox.close(BROKEN.0, BROKEN.1),
            Input::Act { reply, .. } => {
                let error = if self.deleted {
                    ActionError::NotFound
                } else {
                    ActionError::Unavailable
                };
                let _ = reply.send(Err(error));
            }
            // Dropping the reply tells a mod's socket; everything else needs no answer.
            Input::JoinMod { .. }
            | Input::FromMod { .. }
            | Input::ModAlive { .. }
            | Input::LeaveMod { .. }
            | Input::IdentifySpectator { .. }
            | Input::LeaveSpectator { .. } => {}
        }
    }

    async fn work(&mut self, batch: &mut Vec<Input>) -> Result<(), Failed> {
        let shutdown = self.settings.shutdown.clone();
        loop {
            let deadline = self.deadline();
            tokio::select! {
                biased;
                () = shutdown.cancelled() => break,
                _ = self.inputs.recv_many(batch, BATCH) => {}
                () = sleep_until(deadline) => {}
            }
            // In reverse, so that what a failure or the end of the race leaves over stays behind.
            batch.reverse();
            while !self.deleted
                && let Some(input) = batch.pop()
            {
                self.take(input).await?;
            }
            self.on_time()?;
            self.settle().await?;
            self.flush_when_due().await;
            if self.deleted {
                return Ok(());
            }
            if self.is_idle() {
                break;
            }
        }
        self.close().await
    }

    /// Takes no more inputs, deals with those that are waiting, and writes everything down.
    async fn close(&mut self) -> Result<(), Failed> {
        self.inputs.close();
        while let Some(input) = self.inputs.recv().await {
            self.take(input).await?;
            self.settle().await?;
            if self.deleted {
                return Ok(());
            }
        }
        self.flush().await;
        Ok(())
    }

    async fn take(&mut self, input: Input) -> Result<(), Failed> {
        if matches!(input, Input::JoinMod { .. } | Input::JoinSpectator { .. }) {
            // What the others are still to be told must not reach a newcomer after its snapshot.
            self.settle().await?;
        }
        match input {
            Input::JoinMod { seat, reply } => self.join_mod(seat, reply),
            Input::FromMod {
                connection,
                message,
            } => self.hear_mod(connection, message)?,
            Input::ModAlive { connection } => self.mod_is_alive(connection),
            Input::LeaveMod { connection } => self.leave_mod(connection),
            Input::JoinSpectator {
                connection,
                user,
                outbox,
                locale,
            } => self.join_spectator(connection, user, outbox, locale)?,
            Input::IdentifySpectator {
                connection,
                user,
                locale,
            } => {
                self.settle().await?;
                self.identify_spectator(connection, user, locale)?;
            }
            Input::LeaveSpectator { connection } => self.leave_spectator(connection),
            Input::Act { action, reply } => self.act(action, reply)?,
        }
        Ok(())
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

    /// Commits what waits and then tells everybody.
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
        for delivery in std::mem::take(&mut self.pending.deliveries) {
            self.deliver(delivery)?;
        }
        self.pending.answer(|| Ok(()));
        Ok(())
    }

    fn deliver(&mut self, delivery: Delivery) -> Result<(), Failed> {
        match delivery {
            Delivery::Mods(frame) => self.members.tell_mods(&frame),
            Delivery::Mod(participant, frame) => self.members.tell_mod(participant, frame),
            Delivery::Spectators(to, frame) => {
                for connection in self.members.tell_spectators(&to, &frame) {
                    let Some(spectator) = self.members.spectators.get(&connection) else {
                        continue;
                    };
                    let audience = spectator.audience.clone();
                    let frames = self.first_frames(&audience)?;
                    self.members.restart_spectator(connection, frames);
                }
            }
            Delivery::CloseMod(participant, closing) => {
                self.members.close_mod(participant, closing);
            }
            Delivery::CloseMods(closing) => self.members.close_mods(closing),
            Delivery::CloseAll(closing) => self.members.close_all(closing),
        }
        Ok(())
    }

    /// `race_state`, encoded once for everybody who comes in before the next change.
    pub(super) fn race_state(&mut self, audience: &Audience) -> Result<Utf8Bytes, Failed> {
        if let Some(frame) = self.states.get(audience) {
            return Ok(frame.clone());
        }
        let frame = snapshot::race_state(&self.state, &self.members, audience)?;
        self.states.insert(audience.clone(), frame.clone());
        self.states_until = Instant::now() + STATE_KEPT;
        Ok(frame)
    }

    /// A mod has come or gone, which everybody is told and every later state must show.
    pub(super) fn presence_changed(&mut self) {
        self.states.clear();
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

    /// When something is to be done without an input.
    fn deadline(&self) -> Instant {
        let now = Instant::now();
        let start = self
            .state
            .race
            .starts_at()
            .map(|at| now + (at - clock::now()).to_std().unwrap_or(Duration::ZERO));
        let states = (!self.states.is_empty()).then_some(self.states_until);
        let sweep = (self.state.race.status() == RaceStatus::Running).then_some(self.sweep_at);
        [self.flush_at, self.count_at, start, states, sweep]
            .into_iter()
            .flatten()
            .chain(self.waiting.iter().map(|waiting| waiting.until))
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
            self.sweep_at = now + SWEEP_EVERY;
            self.sweep()?;
        }
        if self.states_until <= now {
            self.states.clear();
        }
        if self.flush_at.is_none() && !self.state.dirty.is_empty() {
            self.flush_at = Some(now + FLUSH_EVERY);
        }
        Ok(())
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

    async fn flush_when_due(&mut self) {
        if self.flush_at.is_some_and(|at| at <= Instant::now()) {
            self.flush().await;
        }
    }

    /// Writes the rows that are behind. A failure is no loss: what counts is in the journal, and the
    /// rows are written again later.
    async fn flush(&mut self) {
        self.flush_at = None;
        let dirty: Vec<_> = self.state.dirty.iter().copied().collect();
        if dirty.is_empty() || self.deleted {
            return;
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
    }

    fn is_idle(&mut self) -> bool {
        let race = &self.state.race;
        let needed = !self.members.is_empty()
            || !self.waiting.is_empty()
            || race.status() == RaceStatus::Running
            || race.starts_at().is_some()
            || !self.state.dirty.is_empty();
        let now = Instant::now();
        if needed {
            self.idle_since = now;
        }
        now.duration_since(self.idle_since) >= IDLE
    }
}
