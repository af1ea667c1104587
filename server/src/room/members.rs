//! Who is connected to a room.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    time::Duration,
};

use speedfog_protocol::close;
use speedfog_race::{ParticipantId, UserId, graph::MapAccess};
use tokio::{task::yield_now, time::Instant};

use super::{
    frame::Frame,
    input::ConnectionId,
    joined::Joined,
    outbox::{Closing, Outbox},
    pending::Delivery,
    ticks::{Followers, Ticks},
};
use crate::{figures::Figures, i18n::Locale, twitch::LiveLogins};

/// A spectator that overflows again within this time is closed instead of restarted.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sockets that are written to before others get a turn of the processor.
const TURN: usize = 128;

const TOO_SLOW: Closing = (close::TRY_AGAIN_LATER, "too slow");

/// The connected mod of a participant.
#[derive(Debug)]
pub(super) struct ModMember {
    pub(super) connection: ConnectionId,
    pub(super) outbox: Outbox,
    pub(super) locale: Locale,
    /// Seed of the pack it came with; none if it did not say.
    pub(super) seed_id: Option<String>,
    /// Whether it follows by ticks instead of updates.
    pub(super) ticks: bool,
}

/// Spectators who are sent the very same frames.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Audience {
    /// How much of the map they see.
    pub(super) access: MapAccess,
    /// Whose discoveries they see, when they see no more than those.
    pub(super) own: Option<ParticipantId>,
    /// What its texts are written in.
    pub(super) locale: Locale,
    /// Whether they follow by ticks instead of updates.
    pub(super) ticks: bool,
}

/// Which spectators a frame is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum To {
    /// Everybody.
    All,
    /// Everybody who may know where everybody is, and is told by updates.
    Unfogged,
    /// A racer who sees only the own discoveries, and is told by updates.
    Racer(ParticipantId),
    /// All such racers but this one.
    RacersBut(ParticipantId),
    /// Those who follow by ticks: a racer who sees only the own discoveries, or else everybody who may
    /// know where everybody is.
    Ticks(Option<ParticipantId>),
    /// One audience.
    Audience(Audience),
    /// One connection.
    One(ConnectionId),
}

impl To {
    /// Whether no spectator is meant by both.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        let racers = |to: &Self| matches!(to, Self::Racer(_) | Self::RacersBut(_));
        match (self, other) {
            (Self::Ticks(one), Self::Ticks(other)) => one != other,
            (Self::Ticks(_), one) | (one, Self::Ticks(_)) => *one == Self::Unfogged || racers(one),
            (Self::Unfogged, one) | (one, Self::Unfogged) => racers(one),
            _ => false,
        }
    }

    pub(super) fn includes(&self, connection: ConnectionId, spectator: &Spectator) -> bool {
        let Audience { own, ticks, .. } = spectator.audience;
        match self {
            Self::All => true,
            Self::Unfogged => own.is_none() && !ticks,
            Self::Racer(participant) => own == Some(*participant) && !ticks,
            Self::RacersBut(participant) => own.is_some_and(|own| own != *participant) && !ticks,
            Self::Ticks(racer) => own == *racer && ticks,
            Self::Audience(audience) => spectator.audience == *audience,
            Self::One(one) => connection == *one,
        }
    }
}

/// Somebody who watches.
#[derive(Debug)]
pub(super) struct Spectator {
    pub(super) outbox: Outbox,
    pub(super) user: Option<UserId>,
    pub(super) audience: Audience,
    restarted: Option<Instant>,
}

/// What came of deliveries.
#[derive(Debug, Default)]
pub(super) struct Delivered {
    /// Spectators who have fallen so far behind that they need a fresh state.
    pub(super) behind: HashSet<ConnectionId>,
    /// How long spectators were told, without the time that others had meanwhile.
    pub(super) took: Duration,
}

/// Everybody who is connected, and whether they stream.
#[derive(Debug)]
pub(super) struct Members {
    mods: HashMap<ParticipantId, ModMember>,
    owners: HashMap<ConnectionId, ParticipantId>,
    pub(super) spectators: HashMap<ConnectionId, Spectator>,
    /// Spectators who are told by updates.
    updated: usize,
    /// What those have been told who follow by ticks.
    pub(super) ticks: Ticks,
    pub(super) live: LiveLogins,
    figures: Figures,
}

impl Members {
    pub(super) fn new(live: LiveLogins, figures: Figures) -> Self {
        Self {
            mods: HashMap::new(),
            owners: HashMap::new(),
            spectators: HashMap::new(),
            updated: 0,
            ticks: Ticks::new(),
            live,
            figures,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.mods.is_empty() && self.spectators.is_empty()
    }

    /// Whether a mod is there to be told by updates.
    pub(super) fn has_updated_mods(&self) -> bool {
        self.mods.values().any(|member| !member.ticks)
    }

    /// Whether a spectator is there to be told by updates.
    pub(super) fn has_updated_spectators(&self) -> bool {
        self.updated > 0
    }

    /// Who follows by ticks.
    pub(super) fn followers(&self) -> Followers {
        let mut followers = Followers {
            mods: self.mods.values().any(|member| member.ticks),
            ..Followers::default()
        };
        for spectator in self.spectators.values() {
            match spectator.audience.own {
                _ if !spectator.audience.ticks => {}
                Some(own) => _ = followers.racers.insert(own),
                None => followers.unfogged = true,
            }
        }
        followers
    }

    pub(super) fn mod_of(&self, participant: ParticipantId) -> Option<&ModMember> {
        self.mods.get(&participant)
    }

    pub(super) fn owner_of(&self, connection: ConnectionId) -> Option<ParticipantId> {
        self.owners.get(&connection).copied()
    }

    pub(super) fn connected(&self, participant: ParticipantId) -> bool {
        self.mods.contains_key(&participant)
    }

    pub(super) fn mod_owners(&self) -> Vec<ParticipantId> {
        self.mods.keys().copied().collect()
    }

    pub(super) fn add_mod(&mut self, participant: ParticipantId, member: ModMember) {
        self.owners.insert(member.connection, participant);
        self.mods.insert(participant, member);
    }

    /// Removes exactly this connection and says whose it was.
    pub(super) fn remove_mod(&mut self, connection: ConnectionId) -> Option<ParticipantId> {
        let participant = self.owners.remove(&connection)?;
        self.mods.remove(&participant);
        Some(participant)
    }

    pub(super) fn add_spectator(
        &mut self,
        connection: ConnectionId,
        user: Option<UserId>,
        outbox: Outbox,
        audience: Audience,
    ) {
        self.updated += usize::from(!audience.ticks);
        let spectator = Spectator {
            outbox,
            user,
            audience,
            restarted: None,
        };
        self.spectators.insert(connection, spectator);
    }

    /// Removes a spectator; false when there was none.
    pub(super) fn remove_spectator(&mut self, connection: ConnectionId) -> bool {
        let removed = self.spectators.remove(&connection);
        let is_updated = |spectator: &Spectator| !spectator.audience.ticks;
        self.updated -= usize::from(removed.as_ref().is_some_and(is_updated));
        removed.is_some()
    }

    /// The audiences of which somebody is there, without repeats.
    pub(super) fn audiences(&self) -> Vec<Audience> {
        let mut audiences = Vec::new();
        for spectator in self.spectators.values() {
            if !audiences.contains(&spectator.audience) {
                audiences.push(spectator.audience.clone());
            }
        }
        audiences
    }

    /// Racers who watch by updates and see only their own discoveries, without repeats.
    pub(super) fn fogged(&self) -> BTreeSet<ParticipantId> {
        let audiences = self
            .spectators
            .values()
            .map(|spectator| &spectator.audience);
        let updated = audiences.filter(|audience| !audience.ticks);
        updated.filter_map(|audience| audience.own).collect()
    }

    /// Sends a frame to every such mod.
    fn tell_mods(&self, frame: &Frame, meant: impl Fn(&ModMember) -> bool) {
        for member in self.mods.values().filter(|member| meant(member)) {
            self.push_or_close(&member.outbox, frame.clone());
        }
    }

    /// Sends a frame to one participant's mod.
    pub(super) fn tell_mod(&self, participant: ParticipantId, frame: Frame) {
        if let Some(member) = self.mods.get(&participant) {
            self.push_or_close(&member.outbox, frame);
        }
    }

    /// Carries out deliveries and says what came of them.
    pub(super) async fn deliver(&self, deliveries: Vec<Delivery>) -> Delivered {
        let (mut joined, mut delivered) = (Joined::default(), Delivered::default());
        for delivery in deliveries {
            match delivery {
                Delivery::Mods(frame) => self.tell_mods(&frame, |_| true),
                Delivery::UpdatedMods(frame) => self.tell_mods(&frame, |member| !member.ticks),
                Delivery::TickMods(frame) => self.tell_mods(&frame, |member| member.ticks),
                Delivery::Mod(participant, frame) => self.tell_mod(participant, frame),
                Delivery::Spectators(to, frame) => joined.add(to, frame),
                Delivery::CloseMod(participant, closing) => self.close_mod(participant, closing),
                Delivery::CloseMods(closing) => self.close_mods(closing),
                Delivery::CloseAll(closing) => {
                    self.tell_spectators(&mut joined, &mut delivered).await;
                    self.close_all(closing);
                }
            }
        }
        self.tell_spectators(&mut joined, &mut delivered).await;
        delivered
    }

    async fn tell_spectators(&self, joined: &mut Joined, delivered: &mut Delivered) {
        let mut begun = Instant::now();
        for (to, frame) in joined.take() {
            for (count, (connection, spectator)) in self.spectators.iter().enumerate() {
                if count % TURN == TURN - 1 {
                    delivered.took += begun.elapsed();
                    yield_now().await;
                    begun = Instant::now();
                }
                if to.includes(*connection, spectator)
                    && spectator.outbox.push(frame.clone()).is_err()
                {
                    delivered.behind.insert(*connection);
                }
            }
        }
        delivered.took += begun.elapsed();
    }

    /// Gives a spectator who fell behind a fresh start, or closes it when that happens too often.
    pub(super) fn restart_spectator(
        &mut self,
        connection: ConnectionId,
        frames: impl IntoIterator<Item = Frame>,
    ) {
        let Some(spectator) = self.spectators.get_mut(&connection) else {
            return;
        };
        let now = Instant::now();
        if spectator
            .restarted
            .is_some_and(|before| now.duration_since(before) < PATIENCE)
        {
            spectator.outbox.close(TOO_SLOW.0, TOO_SLOW.1);
            self.figures.too_slow.increment(1);
            return;
        }
        spectator.restarted = Some(now);
        self.figures.restarted.increment(1);
        spectator.outbox.restart(frames);
    }

    /// Closes one participant's mod.
    pub(super) fn close_mod(&self, participant: ParticipantId, (code, reason): Closing) {
        if let Some(member) = self.mods.get(&participant) {
            member.outbox.close(code, reason);
        }
    }

    /// Closes all mods.
    pub(super) fn close_mods(&self, (code, reason): Closing) {
        for member in self.mods.values() {
            member.outbox.close(code, reason);
        }
    }

    /// Closes everybody.
    pub(super) fn close_all(&self, closing: Closing) {
        self.close_mods(closing);
        for spectator in self.spectators.values() {
            spectator.outbox.close(closing.0, closing.1);
        }
    }

    /// A mod that cannot take its messages reconnects, and learns everything from the handshake.
    fn push_or_close(&self, outbox: &Outbox, frame: Frame) {
        if outbox.push(frame).is_err() {
            outbox.close(TOO_SLOW.0, TOO_SLOW.1);
            self.figures.too_slow.increment(1);
        }
    }
}
