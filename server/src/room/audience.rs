//! Which spectators are told what.

use speedfog_race::{ParticipantId, graph::MapAccess};

use super::{input::ConnectionId, spectators::Spectator};
use crate::i18n::Locale;

/// Place of a cohort in its room: spectators who follow by ticks and are told them at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CohortId(pub(super) usize);

impl CohortId {
    /// The one whose ticks mods follow as well.
    pub(super) const MODS: Self = Self(0);
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
    /// With whom they follow by ticks; none if they are told by updates.
    pub(super) cohort: Option<CohortId>,
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
    /// Those of a cohort: a racer who sees only the own discoveries, or else everybody who may know
    /// where everybody is.
    Cohort(CohortId, Option<ParticipantId>),
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
            (Self::Cohort(..), Self::Cohort(..)) => self != other,
            (Self::Cohort(..), one) | (one, Self::Cohort(..)) => {
                *one == Self::Unfogged || racers(one)
            }
            (Self::Unfogged, one) | (one, Self::Unfogged) => racers(one),
            _ => false,
        }
    }

    /// Whether any spectator of a cohort may be meant, or of those who are told by updates.
    pub(super) fn reaches(&self, cohort: Option<CohortId>) -> bool {
        match self {
            Self::All | Self::One(_) => true,
            Self::Unfogged | Self::Racer(_) | Self::RacersBut(_) => cohort.is_none(),
            Self::Cohort(one, _) => cohort == Some(*one),
            Self::Audience(audience) => cohort == audience.cohort,
        }
    }

    /// Whether this spectator is meant.
    pub(super) fn includes(&self, connection: ConnectionId, spectator: &Spectator) -> bool {
        let Audience { own, cohort, .. } = spectator.audience;
        let updated = cohort.is_none();
        match self {
            Self::All => true,
            Self::Unfogged => own.is_none() && updated,
            Self::Racer(participant) => own == Some(*participant) && updated,
            Self::RacersBut(participant) => own.is_some_and(|own| own != *participant) && updated,
            Self::Cohort(one, racer) => cohort == Some(*one) && own == *racer,
            Self::Audience(audience) => spectator.audience == *audience,
            Self::One(one) => connection == *one,
        }
    }
}
