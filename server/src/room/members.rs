//! Who is connected to a room.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    time::Duration,
};

use speedfog_protocol::close;
use speedfog_race::{ParticipantId, UserId};
use tokio::{task::yield_now, time::Instant};

use super::{
    audience::Audience,
    frame::Frame,
    input::ConnectionId,
    joined::Joined,
    outbox::{Closing, Outbox},
    pending::Delivery,
    spectators::{Spectator, Spectators},
};
use crate::{figures::Figures, i18n::Locale, twitch::LiveLogins};

/// A spectator that overflows again within this time is closed instead of restarted.
const PATIENCE: Duration = Duration::from_secs(30);

/// Spectators in a cohort before another one is begun: a tick reaches so many within some
/// hundredths of a second.
pub(super) const COHORT: usize = 2_000;

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
    pub(super) spectators: Spectators,
    pub(super) live: LiveLogins,
    figures: Figures,
}

impl Members {
    /// Nobody; spectators who follow by ticks are told in cohorts of this size.
    pub(super) fn new(live: LiveLogins, figures: Figures, cohort: usize) -> Self {
        Self {
            mods: HashMap::new(),
            owners: HashMap::new(),
            spectators: Spectators::new(cohort),
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

    /// Whether a mod is there that follows by ticks.
    pub(super) fn has_following_mods(&self) -> bool {
        self.mods.values().any(|member| member.ticks)
    }

    /// Whether a spectator is there to be told by updates.
    pub(super) fn has_updated_spectators(&self) -> bool {
        self.spectators.updated().next().is_some()
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
        let spectator = Spectator {
            outbox,
            user,
            audience,
            restarted: None,
        };
        self.spectators.insert(connection, spectator);
    }

    /// The audiences like this of which somebody is there, without repeats.
    pub(super) fn audiences(&self, like: impl Fn(&Audience) -> bool) -> Vec<Audience> {
        let mut audiences = Vec::new();
        for Spectator { audience, .. } in self.spectators.iter() {
            if like(audience) && !audiences.contains(audience) {
                audiences.push(audience.clone());
            }
        }
        audiences
    }

    /// Racers who watch by updates and see only their own discoveries, without repeats.
    pub(super) fn fogged(&self) -> BTreeSet<ParticipantId> {
        let updated = self.spectators.updated();
        updated
            .filter_map(|spectator| spectator.audience.own)
            .collect()
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
            for (count, (connection, spectator)) in self.spectators.reached(&to).enumerate() {
                if count % TURN == TURN - 1 {
                    delivered.took += begun.elapsed();
                    yield_now().await;
                    begun = Instant::now();
                }
                if to.includes(connection, spectator)
                    && spectator.outbox.push(frame.clone()).is_err()
                {
                    delivered.behind.insert(connection);
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
        let Some(spectator) = self.spectators.get_mut(connection) else {
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
        for spectator in self.spectators.iter() {
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
