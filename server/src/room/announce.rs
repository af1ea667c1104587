//! From events to messages: who is told what, and in which order.

use speedfog_protocol::{close, ws::ToMod};
use speedfog_race::{Event, ParticipantId, RaceStatus, Step};

use super::{
    audience::{Audience, To},
    frames,
    members::Members,
    outbox::Closing,
    pending::{Delivery, Pending},
    snapshot,
    state::RoomState,
};
use crate::{discord::Notice, store::StoreError};

const RESET: Closing = (close::NORMAL, "race reset");
const REROLLED: Closing = (close::NORMAL, "the race has another seed");
const REMOVED: Closing = (close::REFUSED, "removed from the race");

/// Queues everything that `events`, which the state includes already, make known.
pub(super) fn announce(
    events: &[Event],
    state: &RoomState,
    members: &mut Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    let news = News::of(events);
    // Crossings and ticks come while a race runs, when nobody waits in the lobby.
    pending.lobby_changed |= state.race.status() == RaceStatus::Setup;
    if news.reset {
        begin_epoch(state, members, pending);
        pending.deliveries.push(Delivery::CloseAll(RESET));
        return Ok(());
    }
    if news.started {
        return started(state, members, pending);
    }
    if news.finished {
        return finished(state, members, pending);
    }
    if news.resumed {
        return resumed(state, members, pending);
    }
    if news.released || news.rerolled {
        race_states(state, members, pending)?;
    }
    if news.rerolled {
        // Mods learn the new flags from the handshake.
        pending.deliveries.push(Delivery::CloseMods(REROLLED));
    }
    if news.countdown {
        let frame = frames::countdown(state);
        pending.deliveries.push(Delivery::Mods(frame.clone()));
        pending
            .deliveries
            .push(Delivery::Spectators(To::All, frame));
    }
    if news.access {
        changed_views(state, members, pending)?;
    }
    if let Some(participant) = news.discovered {
        discovery(participant, state, members, pending)?;
    }
    if let Some((participant, node)) = &news.located
        && let Some(frame) = frames::zone_update(state, members, *participant, node)
    {
        pending.deliveries.push(Delivery::Mod(*participant, frame));
    }
    if news.leaderboard {
        pending.tell_all(frames::leaderboard_update(state, members));
    } else if let Some(participant) = news.player
        && let Some(frame) = frames::player_update(state, members, participant)
    {
        pending.tell_all(frame);
    }
    if let Some((participant, node)) = &news.entered
        && let Some(frame) = frames::zone_update(state, members, *participant, node)
    {
        pending.deliveries.push(Delivery::Mod(*participant, frame));
    }
    for participant in news.removed {
        pending
            .deliveries
            .push(Delivery::CloseMod(participant, REMOVED));
    }
    Ok(())
}

/// What a batch of events of one command amounts to.
#[derive(Default)]
struct News<'a> {
    started: bool,
    finished: bool,
    reset: bool,
    released: bool,
    rerolled: bool,
    resumed: bool,
    /// Somebody may see more or less of the map than before.
    access: bool,
    countdown: bool,
    /// The order or the roster may have changed.
    leaderboard: bool,
    /// One participant has been where they never were.
    discovered: Option<ParticipantId>,
    /// One participant has changed.
    player: Option<ParticipantId>,
    /// The sender is told where it has arrived, after the others.
    entered: Option<(ParticipantId, &'a speedfog_race::NodeId)>,
    /// The sender is told where it is, before the others.
    located: Option<(ParticipantId, &'a speedfog_race::NodeId)>,
    removed: Vec<ParticipantId>,
}

impl<'a> News<'a> {
    fn of(events: &'a [Event]) -> Self {
        let mut news = Self::default();
        for event in events {
            news.add(event);
        }
        news
    }

    fn add(&mut self, event: &'a Event) {
        match event {
            Event::RaceStarted { .. } => self.started = true,
            Event::RaceFinished { .. } => self.finished = true,
            Event::RaceReset => self.reset = true,
            Event::SeedsReleased => self.released = true,
            Event::SeedAssigned { .. } => self.rerolled = true,
            Event::CountdownBegan { .. } | Event::CountdownCancelled => self.countdown = true,
            Event::ParticipantRemoved { participant, .. } => {
                self.removed.push(*participant);
                self.leaderboard = true;
                self.access = true;
            }
            Event::ParticipantJoined { .. }
            | Event::BecameReady { .. }
            | Event::ResultHeld { .. } => self.leaderboard = true,
            Event::Abandoned { .. } | Event::Restored { .. } | Event::ResultCorrected { .. } => {
                self.leaderboard = true;
                self.access = true;
            }
            Event::RaceResumed => self.resumed = true,
            Event::CoOrganizerAdded { .. } | Event::CoOrganizerRemoved { .. } => self.access = true,
            Event::Edited { .. } => {}
            // Nobody's standing depends on who casts.
            Event::CasterAdded { .. } | Event::CasterRemoved { .. } => {}
            Event::Progressed { participant, step } => self.add_step(*participant, step),
        }
    }

    fn add_step(&mut self, participant: ParticipantId, step: &'a Step) {
        match step {
            Step::PlayBegan { .. } => self.leaderboard = true,
            Step::Finished { .. } => {
                self.leaderboard = true;
                self.access = true;
            }
            Step::Ticked { .. } => self.player = Some(participant),
            Step::ZoneEntered {
                node, first_visit, ..
            } => {
                self.leaderboard |= *first_visit;
                self.discovered = first_visit.then_some(participant);
                self.player = Some(participant);
                self.entered = Some((participant, node));
            }
            Step::ZoneRepeated { node } => self.entered = Some((participant, node)),
            Step::ZoneLocated { node } => {
                self.player = Some(participant);
                self.located = Some((participant, node));
            }
        }
    }
}

/// The race runs: mods first, so that their clocks start before pages have drawn their maps.
fn started(
    state: &RoomState,
    members: &mut Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    pending
        .deliveries
        .push(Delivery::Mods(ToMod::RaceStart.encode().into()));
    if let Some(start) = state.race.graph().and_then(|graph| graph.start()) {
        for participant in members.mod_owners() {
            if let Some(frame) = frames::zone_update(state, members, participant, start.id()) {
                pending.deliveries.push(Delivery::Mod(participant, frame));
            }
        }
    }
    status_change(state, pending);
    race_states(state, members, pending)?;
    let notice = Notice::Started(state.race.id());
    pending.notices.push(notice);
    Ok(())
}

/// A race that was over goes on.
fn resumed(
    state: &RoomState,
    members: &mut Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    status_change(state, pending);
    race_states(state, members, pending)?;
    pending.tell_all(frames::leaderboard_update(state, members));
    Ok(())
}

/// The race is over.
fn finished(
    state: &RoomState,
    members: &mut Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    race_states(state, members, pending)?;
    status_change(state, pending);
    pending.tell_all(frames::leaderboard_update(state, members));
    let notice = Notice::Finished(state.race.id());
    pending.notices.push(notice);
    Ok(())
}

fn status_change(state: &RoomState, pending: &mut Pending) {
    let frame = frames::race_status_change(state);
    pending.deliveries.push(Delivery::Mods(frame.clone()));
    pending
        .deliveries
        .push(Delivery::Spectators(To::All, frame));
}

/// Whatever spectators know who follow by ticks, they cannot go on from there. Mods can: they get no
/// other state.
fn begin_epoch(state: &RoomState, members: &mut Members, pending: &mut Pending) {
    let now = frames::standings(state, members);
    let mods = members.has_following_mods();
    let last = members.spectators.begin_epoch(&now, mods);
    pending.deliveries.extend(last);
}

/// Sends every spectator the full state, each with as much of the map as they may see now.
fn race_states(
    state: &RoomState,
    members: &mut Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    begin_epoch(state, members, pending);
    for (_, spectator) in members.spectators.iter_mut() {
        let Audience { locale, cohort, .. } = spectator.audience.clone();
        spectator.audience = state.audience(spectator.user, locale, cohort);
    }
    for audience in members.audiences(|_| true) {
        let frame = snapshot::race_state(state, members, &audience)?;
        pending
            .deliveries
            .push(Delivery::Spectators(To::Audience(audience), frame));
    }
    Ok(())
}

/// Sends the full state to those who may see more or less of the map than before.
fn changed_views(
    state: &RoomState,
    members: &mut Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    let mut changed = Vec::new();
    for (connection, spectator) in members.spectators.iter_mut() {
        let Audience { locale, cohort, .. } = spectator.audience.clone();
        let audience = state.audience(spectator.user, locale, cohort);
        if audience != spectator.audience {
            spectator.audience = audience;
            changed.push((connection, spectator.audience.clone()));
        }
    }
    for (connection, audience) in changed {
        let frame = snapshot::race_state(state, members, &audience)?;
        pending
            .deliveries
            .push(Delivery::Spectators(To::One(connection), frame));
    }
    Ok(())
}

/// Shows a racer whose map has fog what has become known.
fn discovery(
    participant: ParticipantId,
    state: &RoomState,
    members: &Members,
    pending: &mut Pending,
) -> Result<(), StoreError> {
    let own = |audience: &Audience| audience.own == Some(participant);
    for audience in members.audiences(own) {
        let frame = snapshot::race_state(state, members, &audience)?;
        pending
            .deliveries
            .push(Delivery::Spectators(To::Audience(audience), frame));
    }
    Ok(())
}
