//! A session's room: inputs, rules, row, messages.

use std::time::Duration;

use speedfog_protocol::ws::{FromMod, ToMod};
use speedfog_race::{
    NodeId, SoloStatus, Step,
    graph::MapAccess,
    solo::{SoloCommand, SoloEvent, SoloRefusal},
};
use tokio::{sync::mpsc, time::Instant};
use uuid::Uuid;

use super::{
    super::{
        audience::{Audience, To},
        door::{Door, Knock},
        drive::{Failed, Room},
        frame::Frame,
        handle::{self, RoomHandle},
        hub::HubSettings,
        input::{ActionError, ConnectionId, Input, JoinRefusal, ModSeat, Reply, SoloAction},
        members::{COHORT, Members, ModMember},
        outbox::Outbox,
        pending::Delivery,
        reports::{self, Whereabouts},
    },
    frames,
    state::SoloState,
};
use crate::{clock, i18n::Locale, store::StoreError};

/// How long ticks of in-game time may live in memory only.
const FLUSH_EVERY: Duration = Duration::from_millis(700);

/// How long a room without visitors stays in memory.
const IDLE: Duration = Duration::from_secs(60);

/// The room of one session.
pub(in crate::room) struct SoloTask {
    state: SoloState,
    members: Members,
    door: Door,
    settings: HubSettings,
    deliveries: Vec<Delivery>,
    replies: Vec<Reply>,
    /// Something must be stored before anybody is told.
    unstored: bool,
    /// When the row, which is behind, is to be written; none while it is not.
    flush_at: Option<Instant>,
    idle_since: Instant,
}

impl SoloTask {
    /// A room, the handle to it and where its inputs come from; the caller drives it.
    pub(in crate::room) fn new(
        state: SoloState,
        settings: HubSettings,
    ) -> (
        Self,
        RoomHandle<SoloAction>,
        mpsc::Receiver<Input<SoloAction>>,
    ) {
        let (sender, inputs) = mpsc::channel(handle::QUEUE);
        let task = Self {
            state,
            members: Members::new(settings.live.clone(), settings.figures.clone(), COHORT),
            door: Door::default(),
            settings,
            deliveries: Vec::new(),
            replies: Vec::new(),
            unstored: false,
            flush_at: None,
            idle_since: Instant::now(),
        };
        (task, RoomHandle::new(sender), inputs)
    }

    fn knock(&mut self, knock: Knock) {
        if self.state.solo.record().status != SoloStatus::Active {
            let _ = knock.reply.send(Err(JoinRefusal::SessionOver));
            return;
        }
        if let Some(knock) = self.door.knock(knock, &self.members) {
            self.admit(knock);
        }
    }

    fn admit(&mut self, Knock { seat, reply }: Knock) {
        let ModSeat {
            connection,
            outbox,
            locale,
            seed_id,
            ..
        } = seat;
        let member = ModMember {
            connection,
            outbox: outbox.clone(),
            locale,
            seed_id,
            ticks: false,
        };
        self.members.add_mod(self.state.runner(), member);
        let zone = frames::last_known(&self.state);
        let first = [
            Some(frames::auth_ok(&self.state, &self.members)),
            Some(ToMod::RaceStart.encode().into()),
            zone.and_then(|zone| frames::zone_update(&self.state, &self.members, zone)),
        ];
        for frame in first.into_iter().flatten() {
            // The outbox is new and empty, so these frames find a place.
            let _ = outbox.push(frame);
        }
        if reply.send(Ok(())).is_err() {
            // The socket is gone already.
            self.members.remove_mod(connection);
            return;
        }
        tracing::debug!(solo.id = %self.state.id(), "mod connected");
        self.tell_spectators();
    }

    fn leave_mod(&mut self, connection: ConnectionId) {
        if self.members.remove_mod(connection).is_none() {
            return;
        }
        tracing::debug!(solo.id = %self.state.id(), "mod disconnected");
        self.tell_spectators();
        for knock in self.door.freed(connection) {
            self.knock(knock);
        }
    }

    fn join_spectator(
        &mut self,
        connection: ConnectionId,
        outbox: Outbox,
        locale: Locale,
    ) -> Result<(), Failed> {
        let _ = outbox.push(frames::race_state(&self.state, &self.members, &locale)?);
        let audience = Audience {
            access: MapAccess::Full,
            own: None,
            locale,
            cohort: None,
        };
        self.members
            .add_spectator(connection, None, outbox, audience);
        Ok(())
    }

    /// Deals with a message of the mod. Messages of connections that have lost their place are old
    /// news and ignored.
    fn hear_mod(&mut self, connection: ConnectionId, message: FromMod) {
        self.door.is_alive(connection);
        if self.members.owner_of(connection).is_none() {
            return;
        }
        let whereabouts = Whereabouts {
            tables: &self.settings.zone_tables,
            graph: self.state.solo.graph().map(AsRef::as_ref),
            progress: &self.state.solo.record().progress,
        };
        let Some(report) = reports::report(message, whereabouts) else {
            return;
        };
        let event_id = report.event_id();
        let result = self.command(&SoloCommand::Report(report));
        // A copy of an event that was stored is acknowledged even when the session is over.
        let stored = result.is_ok() || self.state.solo.record().progress.has_accepted(event_id);
        let refusal = result.err().map(|refusal| refusal.to_string());
        self.tell_mod(reports::answer(event_id, stored, refusal));
    }

    fn act(&mut self, SoloAction::Abandon: SoloAction, reply: Reply) {
        match self.command(&SoloCommand::Abandon) {
            Ok(()) => self.replies.push(reply),
            Err(refusal) => {
                let _ = reply.send(Err(refusal.into()));
            }
        }
    }

    /// Decides a command, folds its events and queues what follows from them.
    fn command(&mut self, command: &SoloCommand) -> Result<(), SoloRefusal> {
        let events = self.state.solo.decide(command)?;
        let now = clock::now();
        for event in &events {
            self.state.solo.apply(event, now);
            self.unstored |= event.is_durable();
        }
        if !events.is_empty() {
            self.flush_at
                .get_or_insert_with(|| Instant::now() + FLUSH_EVERY);
        }
        self.announce(&events);
        Ok(())
    }

    /// Queues everything that `events`, which the state includes already, make known.
    fn announce(&mut self, events: &[SoloEvent]) {
        let (mut over, mut moved, mut entered, mut located) = (false, false, None, None);
        for event in events {
            match event {
                SoloEvent::Abandoned | SoloEvent::Progressed(Step::Finished { .. }) => over = true,
                SoloEvent::Progressed(Step::PlayBegan { .. } | Step::Ticked { .. }) => {
                    moved = true;
                }
                SoloEvent::Progressed(Step::ZoneEntered { node, .. }) => {
                    moved = true;
                    entered = Some(node);
                }
                SoloEvent::Progressed(Step::ZoneRepeated { node }) => entered = Some(node),
                SoloEvent::Progressed(Step::ZoneLocated { node }) => located = Some(node),
            }
        }
        if let Some(node) = located {
            self.tell_zone(node);
            self.tell_spectators();
        }
        if over || moved {
            let update = frames::leaderboard_update(&self.state, &self.members);
            self.deliveries.extend(update.mods.map(Delivery::Mods));
            self.tell(update.spectators);
        }
        if over {
            let frame = frames::status_change(&self.state);
            self.deliveries.push(Delivery::Mods(frame.clone()));
            self.deliveries.push(Delivery::Spectators(To::All, frame));
        } else if let Some(node) = entered {
            self.tell_zone(node);
        }
    }

    fn tell_zone(&mut self, node: &NodeId) {
        self.tell_mod(frames::zone_update(&self.state, &self.members, node));
    }

    fn tell_mod(&mut self, frame: Option<Frame>) {
        let runner = self.state.runner();
        self.deliveries
            .extend(frame.map(|frame| Delivery::Mod(runner, frame)));
    }

    /// `leaderboard_update` for spectators alone.
    fn tell_spectators(&mut self) {
        let update = frames::leaderboard_update(&self.state, &self.members);
        self.tell(update.spectators);
    }

    fn tell(&mut self, spectators: Vec<(To, Frame)>) {
        let spectators = spectators.into_iter();
        self.deliveries
            .extend(spectators.map(|(to, frame)| Delivery::Spectators(to, frame)));
    }

    /// Gives a spectator who fell behind a fresh start.
    fn restart(&mut self, connection: ConnectionId) -> Result<(), Failed> {
        let Some(spectator) = self.members.spectators.get(connection) else {
            return Ok(());
        };
        let locale = spectator.audience.locale.clone();
        let state = frames::race_state(&self.state, &self.members, &locale)?;
        self.members.restart_spectator(connection, [state]);
        Ok(())
    }

    async fn store(&mut self) -> Result<(), StoreError> {
        let columns = self.state.columns();
        self.settings.committer.commit_solo(columns).await?;
        self.unstored = false;
        self.flush_at = None;
        Ok(())
    }
}

impl Room for SoloTask {
    type Action = SoloAction;

    fn id(&self) -> Uuid {
        self.state.id().into()
    }

    fn members(&self) -> &Members {
        &self.members
    }

    fn take(&mut self, input: Input<SoloAction>) -> Result<(), Failed> {
        match input {
            Input::JoinMod { seat, reply } => self.knock(Knock { seat, reply }),
            Input::FromMod {
                connection,
                message,
                ..
            } => self.hear_mod(connection, message),
            Input::ModAlive { connection } => self.door.is_alive(connection),
            Input::LeaveMod { connection } => self.leave_mod(connection),
            Input::JoinSpectator {
                connection,
                outbox,
                locale,
                ..
            } => self.join_spectator(connection, outbox, locale)?,
            // Everybody sees the same, and has said who they are before.
            Input::IdentifySpectator { .. } | Input::StreamsChanged | Input::PersonChanged(_) => {}
            Input::LeaveSpectator { connection } => {
                self.members.spectators.remove(connection);
            }
            Input::Act { action, reply, .. } => self.act(action, reply),
        }
        Ok(())
    }

    async fn settle(&mut self) -> Result<(), Failed> {
        if self.unstored {
            self.store().await?;
        }
        let deliveries = std::mem::take(&mut self.deliveries);
        for connection in self.members.deliver(deliveries).await.behind {
            self.restart(connection)?;
        }
        for reply in self.replies.drain(..) {
            // Whoever asked may have given up waiting.
            let _ = reply.send(Ok(()));
        }
        Ok(())
    }

    fn deadline(&self) -> Instant {
        [self.flush_at, self.door.deadline()]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or_else(|| Instant::now() + IDLE)
    }

    fn on_time(&mut self) -> Result<(), Failed> {
        for knock in self.door.replace_silent(&mut self.members, Instant::now()) {
            self.knock(knock);
        }
        Ok(())
    }

    async fn flush_when_due(&mut self) -> Result<(), Failed> {
        match self.flush_at {
            Some(at) if at <= Instant::now() => self.flush().await,
            _ => Ok(()),
        }
    }

    async fn flush(&mut self) -> Result<(), Failed> {
        if self.flush_at.is_none() {
            return Ok(());
        }
        match self.store().await {
            Ok(()) => Ok(()),
            // The stored session is over or gone, so there is nothing left to be written to.
            Err(StoreError::Conflict) => Err(StoreError::Conflict.into()),
            Err(error) => {
                tracing::warn!(solo.id = %self.state.id(), %error, "progress not flushed yet");
                self.flush_at = Some(Instant::now() + FLUSH_EVERY);
                Ok(())
            }
        }
    }

    fn is_deleted(&self) -> bool {
        false
    }

    fn is_idle(&mut self) -> bool {
        let needed = !self.members.is_empty() || !self.door.is_empty() || self.flush_at.is_some();
        let now = Instant::now();
        if needed {
            self.idle_since = now;
        }
        now.duration_since(self.idle_since) >= IDLE
    }

    fn fail(&mut self, error: &ActionError) {
        for reply in self.replies.drain(..) {
            let _ = reply.send(Err(error.repeated()));
        }
    }
}
