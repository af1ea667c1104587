//! Why a command is refused.

/// Why a command is refused. The text is for the person who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// Only possible before the race starts.
    #[error("This is only possible while the race is in setup.")]
    NotInSetup,
    /// The race cannot be started a second time.
    #[error("The race has already started.")]
    AlreadyStarted,
    /// Only possible while the race runs. Old mods are sent this very text.
    #[error("Race not running")]
    NotRunning,
    /// Only a race that has started can be reset.
    #[error("Only a running or finished race can be reset.")]
    NotStarted,
    /// Nobody becomes a caster of a finished race by themselves.
    #[error("The race is finished.")]
    RaceFinished,
    /// A countdown stands in the way.
    #[error("A countdown is running; cancel it first.")]
    CountdownRunning,
    /// There is no countdown to cancel.
    #[error("No countdown is running.")]
    NoCountdown,
    /// The countdown asked for is longer than 60 seconds.
    #[error("A countdown takes at most 60 seconds.")]
    CountdownTooLong,
    /// The race has no seed yet.
    #[error("The race has no seed.")]
    NoSeed,
    /// The packs were released before.
    #[error("The seeds have already been released.")]
    AlreadyReleased,
    /// A race starts only after the packs were released.
    #[error("Release the seeds before starting the race.")]
    NotReleased,
    /// The race is by invitation.
    #[error("This race is not open for open registration.")]
    RegistrationClosed,
    /// No place is left.
    #[error("The race is full.")]
    RaceFull,
    /// The user is in the race.
    #[error("This user is already a participant of the race.")]
    AlreadyParticipant,
    /// Casters do not race.
    #[error("This user is a caster of the race.")]
    IsCaster,
    /// The organizer has seen the map.
    #[error("Whoever organizes the race may know the map and cannot join as participant.")]
    OrganizerCannotJoin,
    /// The organizer may remove the own entry, but not leave.
    #[error("The organizer cannot leave the race.")]
    OrganizerCannotLeave,
    /// There is no such entry in this race.
    #[error("This race has no such participant.")]
    UnknownParticipant,
    /// The user casts already.
    #[error("This user is already a caster of the race.")]
    AlreadyCaster,
    /// The user does not cast.
    #[error("This user is not a caster of the race.")]
    NotCaster,
    /// Participants do not cast.
    #[error("This user is a participant of the race and cannot be a caster.")]
    IsParticipant,
    /// The user runs the race already.
    #[error("This user already organizes the race.")]
    AlreadyOrganizer,
    /// The user does not help.
    #[error("This user is not a co-organizer of the race.")]
    NotCoOrganizer,
    /// A planned start must be to come.
    #[error("The scheduled time is in the past.")]
    ScheduleInPast,
    /// Without a capacity anybody could fill the race.
    #[error("max_participants is required with open registration.")]
    CapacityMissing,
    /// Only who is out can be brought back.
    #[error("Only somebody who abandoned or was timed out can be restored.")]
    NotAbandoned,
    /// An end that was ordered is not undone by bringing somebody back.
    #[error("The race was ended by its organizer. Correct the result, or reset the race, instead.")]
    EndedByOrganizer,
    /// The run is still to be ended.
    #[error("This participant has no result yet.")]
    NoResult,
    /// A correction says what is right.
    #[error("A correction needs a time, a number of deaths or an outcome.")]
    NothingToCorrect,
    /// A finish takes time.
    #[error("A finished run needs a time of at least 1 ms.")]
    TimeMissing,
    /// The participant's race is over.
    #[error("You have already finished or abandoned this race.")]
    AlreadyDone,
}
