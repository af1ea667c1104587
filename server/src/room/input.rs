//! Everything a room can be told: one closed set.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use speedfog_protocol::ws::FromMod;
use speedfog_race::{
    Correction, ParticipantId, RaceEdit, Refusal, SeedGraph, SeedId, UserId, solo::SoloRefusal,
};
use tokio::{sync::oneshot, time::Instant};
use uuid::Uuid;

use super::{outbox::Outbox, ticks::Resume};
use crate::i18n::Locale;
use crate::store::{InviteRow, Person, StoreError};

/// One connection, so that the end of an old one never touches its successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ConnectionId(u64);

impl ConnectionId {
    /// A number no other connection of this process has.
    pub(crate) fn next() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed))
    }
}

/// A mod that wants to come in.
#[derive(Debug)]
pub(crate) struct ModSeat {
    /// Whose mod it is, according to its token.
    pub participant: ParticipantId,
    /// Its connection.
    pub connection: ConnectionId,
    /// Where to put what it shall receive.
    pub outbox: Outbox,
    /// What it is told in.
    pub locale: Locale,
    /// Seed of the pack it came with; none if it did not say.
    pub seed_id: Option<String>,
    /// Whether it follows by ticks.
    pub ticks: bool,
}

/// How a spectator wants to be told of the standings.
#[derive(Debug)]
pub(crate) enum Following {
    /// By updates as they come.
    Updates,
    /// By ticks, if possible from where they left off.
    Ticks(Option<Resume>),
}

/// Why a mod may not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JoinRefusal {
    /// The participant is no longer part of the race.
    NotParticipant,
    /// The race is over.
    RaceFinished,
    /// The solo session is over.
    SessionOver,
    /// Another connection of the same participant is alive.
    AlreadyConnected,
}

impl JoinRefusal {
    /// The text that the mod shows to the player.
    #[must_use]
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::NotParticipant => "Invalid mod token",
            Self::RaceFinished => "Race already finished",
            Self::SessionOver => "Session not active",
            Self::AlreadyConnected => "Already connected",
        }
    }
}

/// A participant to be, with what the rules do not need to know.
#[derive(Debug)]
pub(crate) struct NewMember {
    /// Who.
    pub person: Person,
    /// Id of the new participant.
    pub participant: ParticipantId,
    /// Secret for the mod.
    pub mod_token: String,
}

/// A caster to be.
#[derive(Debug)]
pub(crate) struct NewCaster {
    /// Id of the role.
    pub(crate) id: Uuid,
    /// Who.
    pub(crate) person: Person,
}

/// What people do to a race over the API.
#[derive(Debug)]
pub(crate) enum Action {
    /// Somebody registers.
    Join(NewMember),
    /// The organizer adds somebody.
    Add(NewMember),
    /// The organizer removes a participant.
    Remove(ParticipantId),
    /// A participant leaves.
    Leave(UserId),
    /// Somebody takes up an invite.
    AcceptInvite {
        /// Who, now with an account.
        member: NewMember,
        /// The invite.
        invite: Uuid,
    },
    /// An organizer invites a login without an account; an open invite for it stays.
    Invite(InviteRow),
    /// An organizer takes an open invite back.
    RevokeInvite(Uuid),
    /// A participant has downloaded the pack of a seed.
    PackDownloaded {
        /// Who.
        participant: ParticipantId,
        /// The seed.
        seed: SeedId,
    },
    /// The organizer makes somebody a caster.
    AddCaster(NewCaster),
    /// Somebody becomes a caster.
    CastJoin(NewCaster),
    /// Somebody stops being a caster, by own will or the organizer's.
    RemoveCaster(UserId),
    /// The organizer names a helper.
    AddCoOrganizer(Person),
    /// The organizer goes on without a helper.
    RemoveCoOrganizer(UserId),
    /// An organizer chooses anew, perhaps with a seed of another pool.
    Edit {
        /// What changes.
        edit: RaceEdit,
        /// The pool, the seed and its graph, which the caller has chosen.
        seed: Option<(String, SeedId, Arc<SeedGraph>)>,
    },
    /// An organizer takes back an abandon or time-out.
    Restore {
        /// Who.
        participant: ParticipantId,
        /// Why.
        reason: String,
    },
    /// An organizer leaves a result unconfirmed, or confirms it.
    Hold {
        /// Whose.
        participant: ParticipantId,
        /// Unconfirmed from now on.
        held: bool,
        /// Why.
        reason: String,
    },
    /// An organizer puts a result right.
    Correct {
        /// Whose.
        participant: ParticipantId,
        /// What is right.
        correction: Correction,
        /// Why.
        reason: String,
    },
    /// Seed packs become available.
    ReleaseSeeds,
    /// The race gets another seed, which the caller has chosen.
    AssignSeed {
        /// The seed.
        seed: SeedId,
        /// Its graph.
        graph: Arc<SeedGraph>,
    },
    /// The race starts, at once or after a countdown.
    Start {
        /// Length of the countdown in seconds; absent or 0 starts at once.
        countdown_seconds: Option<u32>,
    },
    /// The countdown is called off.
    CancelCountdown,
    /// The organizer ends the race.
    Finish,
    /// The race goes back to setup.
    Reset,
    /// A participant gives up.
    Abandon(UserId),
    /// The race disappears.
    Delete,
}

/// What people do to a solo session over the API.
#[derive(Debug)]
pub(crate) enum SoloAction {
    /// The owner gives up.
    Abandon,
}

/// Why an action had no effect.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ActionError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The rules of solo sessions say no.
    #[error(transparent)]
    SoloRefused(#[from] SoloRefusal),
    /// No such race or session.
    #[error("not found")]
    NotFound,
    /// Somebody else changed the same thing first.
    #[error("modified concurrently")]
    Conflict,
    /// The room or the store cannot do it now; nothing has changed.
    #[error("temporarily unavailable")]
    Unavailable,
}

impl ActionError {
    /// A failure of the store, which is logged here because the caller only learns that it happened.
    pub(crate) fn unavailable(error: &StoreError) -> Self {
        tracing::error!(%error, "store failed");
        Self::Unavailable
    }

    /// The same failure, for one more of those who wait for what has failed.
    pub(super) fn repeated(&self) -> Self {
        match self {
            Self::Conflict => Self::Conflict,
            _ => Self::Unavailable,
        }
    }
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Conflict,
            other => Self::unavailable(&other),
        }
    }
}

/// Where the answer to an action goes.
pub(super) type Reply = oneshot::Sender<Result<(), ActionError>>;

/// One message to a room in which people can do `A` over the API.
#[derive(Debug)]
pub(super) enum Input<A = Action> {
    /// A mod wants to come in.
    JoinMod {
        seat: ModSeat,
        reply: oneshot::Sender<Result<(), JoinRefusal>>,
    },
    /// A mod said something.
    FromMod {
        connection: ConnectionId,
        message: FromMod,
        /// When it arrived.
        at: Instant,
    },
    /// A mod gave a sign of life.
    ModAlive { connection: ConnectionId },
    /// A mod is gone.
    LeaveMod { connection: ConnectionId },
    /// Somebody watches.
    JoinSpectator {
        connection: ConnectionId,
        user: Option<UserId>,
        outbox: Outbox,
        locale: Locale,
        following: Following,
    },
    /// A spectator turned out to be this person.
    IdentifySpectator {
        connection: ConnectionId,
        user: UserId,
        locale: Locale,
    },
    /// A spectator is gone.
    LeaveSpectator { connection: ConnectionId },
    /// Somebody of this race began or ceased to stream.
    StreamsChanged,
    /// Somebody, of this race or not, has another name now.
    PersonChanged(Person),
    /// Somebody does something over the API.
    Act {
        action: A,
        actor: UserId,
        reply: Reply,
    },
}

impl<A> Input<A> {
    /// Whether it makes the room send a whole state, which everything before it must precede.
    pub(super) fn begins_with_snapshot(&self) -> bool {
        matches!(
            self,
            Self::JoinMod { .. } | Self::JoinSpectator { .. } | Self::IdentifySpectator { .. }
        )
    }
}
