//! What can be asked of a race.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Correction, RaceEdit};
use crate::id::{ParticipantId, SeedId, UserId};
use crate::progress::Report;

/// Something asked of a race. Ids of new participants are made by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The organizer takes part; only while the race is being created, so into an empty roster.
    OrganizerParticipates {
        /// Id of the new entry.
        participant: ParticipantId,
    },
    /// A user joins by themselves.
    Join {
        /// Id of the new entry.
        participant: ParticipantId,
        /// The user.
        user: UserId,
    },
    /// The organizer adds a user, or a user accepts an invite; the capacity does not count.
    AddParticipant {
        /// Id of the new entry.
        participant: ParticipantId,
        /// The user.
        user: UserId,
    },
    /// The organizer removes an entry.
    RemoveParticipant {
        /// The entry.
        participant: ParticipantId,
    },
    /// A participant withdraws from the race before it starts.
    Leave {
        /// The user.
        user: UserId,
    },
    /// The organizer makes a user a caster.
    AddCaster {
        /// The user.
        user: UserId,
    },
    /// The organizer takes the role of caster away.
    RemoveCaster {
        /// The user.
        user: UserId,
    },
    /// A user becomes a caster by themselves.
    CastJoin {
        /// The user.
        user: UserId,
    },
    /// A caster stops being one.
    CastLeave {
        /// The user.
        user: UserId,
    },
    /// The organizer names a helper.
    AddCoOrganizer {
        /// The user.
        user: UserId,
    },
    /// The organizer goes on without a helper.
    RemoveCoOrganizer {
        /// The user.
        user: UserId,
    },
    /// The organizer changes what can be chosen about the race.
    Edit(RaceEdit),
    /// Takes back somebody's abandon or time-out; a race that was over goes on.
    Restore {
        /// Who.
        participant: ParticipantId,
    },
    /// Leaves a result unconfirmed, or confirms it.
    Hold {
        /// Whose.
        participant: ParticipantId,
        /// Unconfirmed from now on.
        held: bool,
    },
    /// Puts a result right.
    Correct {
        /// Whose.
        participant: ParticipantId,
        /// What is right.
        correction: Correction,
    },
    /// Lets participants download their packs.
    ReleaseSeeds,
    /// Gives the race a seed, the first or another one; takes back the release. Call
    /// [`super::Race::set_graph`] after folding the event.
    AssignSeed {
        /// The seed.
        seed: SeedId,
    },
    /// Starts the race, at once or after a countdown.
    Start {
        /// Seconds to count down, at most 60; none or 0 starts at once.
        countdown_seconds: Option<u32>,
    },
    /// Calls off a countdown.
    CancelCountdown,
    /// A countdown has run out. Naming the instant makes a timer that outlived its countdown
    /// harmless.
    CountdownElapsed {
        /// The instant that was announced.
        starts_at: DateTime<Utc>,
    },
    /// Ends a running race; whoever plays abandons.
    ForceFinish,
    /// Takes a running or finished race back to setup and forgets all progress.
    Reset,
    /// A mod is connected and ready.
    Ready {
        /// Whose mod.
        participant: ParticipantId,
    },
    /// A mod reports progress.
    Report {
        /// Whose mod.
        participant: ParticipantId,
        /// What it reports.
        report: Report,
    },
    /// A participant gives up.
    Abandon {
        /// Who.
        participant: ParticipantId,
    },
    /// Times out those whose clock stands still and those who never came.
    SweepInactive {
        /// How long the clock of a playing participant may stand still.
        playing: TimeDelta,
        /// How long after the start a participant may take to begin.
        waiting: TimeDelta,
    },
}
