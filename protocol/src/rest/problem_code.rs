//! What went wrong, as a word that programs can decide by and translate.

use serde::{Deserialize, Serialize};

/// Why a request was refused. A code never changes its meaning; more of them may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// Nobody is signed in.
    SignInRequired,
    /// Too many requests; `seconds` until the next may come.
    TooManyRequests,
    /// The server cannot do that at the moment.
    Unavailable,
    /// The server is at fault.
    Internal,
    /// Somebody changed the same thing at the same time.
    ChangedMeanwhile,
    /// Only for those who may create races.
    OrganizerRoleRequired,
    /// Only for admins.
    AdminRoleRequired,
    /// Only for the organizer of the race.
    RaceOwnerRequired,
    /// Only for the organizers of the race.
    RaceOrganizerRequired,
    /// There is no such user.
    UserNotFound,

    /// There is no such race.
    RaceNotFound,
    /// Only possible before the race starts.
    NotInSetup,
    /// The race has started.
    AlreadyStarted,
    /// Only possible while the race runs.
    RaceNotRunning,
    /// Only a race that has started can be reset.
    NotStarted,
    /// The race is over.
    RaceFinished,
    /// A countdown stands in the way.
    CountdownRunning,
    /// There is no countdown to cancel.
    NoCountdown,
    /// The countdown asked for is too long.
    CountdownTooLong,
    /// The race has no seed.
    NoSeed,
    /// The seed packs were released before.
    AlreadyReleased,
    /// The seed packs have to be released first.
    NotReleased,
    /// The race is by invitation.
    RegistrationClosed,
    /// No place in the race is left.
    RaceFull,
    /// The user is in the race.
    AlreadyParticipant,
    /// The user casts the race.
    IsCaster,
    /// Whoever organizes without racing may know the map.
    OrganizerCannotJoin,
    /// The organizer cannot leave.
    OrganizerCannotLeave,
    /// The race has no such participant.
    UnknownParticipant,
    /// The user casts the race already.
    AlreadyCaster,
    /// The user does not cast the race.
    NotCaster,
    /// Participants do not cast.
    IsParticipant,
    /// The user organizes the race already.
    AlreadyOrganizer,
    /// The user does not help to organize the race.
    NotCoOrganizer,
    /// A planned start must be to come.
    ScheduleInPast,
    /// Open registration needs a capacity.
    CapacityMissing,
    /// Only who is out can be brought back.
    NotAbandoned,
    /// The race was ended by hand.
    EndedByOrganizer,
    /// The participant has no result yet.
    NoResult,
    /// The correction says nothing.
    NothingToCorrect,
    /// A finished run needs a time.
    TimeMissing,
    /// The own race is over.
    AlreadyDone,

    /// There is no such invite.
    InviteNotFound,
    /// The invite was accepted before.
    InviteUsed,
    /// The invite is for another account.
    InviteOfSomebodyElse,

    /// The seed packs are not released yet.
    PackNotReleased,
    /// Only participants have a seed pack.
    PackForParticipants,
    /// The file of the seed is no longer on the server.
    SeedFileMissing,
    /// The file of the seed is another one now.
    SeedFileReplaced,

    /// No seed of the pool `pool` is left.
    NoSeedsLeft,
    /// The pool `pool` is not for solo sessions.
    PoolNotForTraining,
    /// There is no such solo session.
    SessionNotFound,
    /// The solo session is over.
    SessionNotActive,
    /// The user has a solo session under way.
    SessionUnderWay,
    /// The solo session is somebody else's.
    SessionOfSomebodyElse,

    /// Sign-in through Twitch is not set up.
    TwitchNotSetUp,
    /// Twitch cannot be reached.
    TwitchUnreachable,
    /// Twitch did not confirm the sign-in.
    TwitchRefused,
    /// The sign-in is unknown, used or too old.
    SignInExpired,
    /// Discord is not set up.
    DiscordNotSetUp,

    /// The name typed to confirm is not that of the account.
    NameMismatch,
    /// The account races in `race`, which is not over.
    StillRacing,
    /// The account organizes `race`, which is not over.
    StillOrganizing,
    /// The role of admin is not given this way.
    AdminNotGranted,
    /// The role of an admin is not changed this way.
    AdminNotChanged,

    /// There is no pool `pool` to upload to.
    UploadPoolUnknown,
    /// The pool has a seed with the name `name`.
    UploadNameTaken,
    /// The seed is the same as `seed`.
    UploadDuplicate,
    /// The file is larger than `mebibytes`.
    UploadTooLarge,
    /// The upload stood still or took too long.
    UploadTooSlow,
    /// The upload broke off.
    UploadCut,
    /// The file is no seed: `reason`, in English.
    UploadUnusable,
    /// Nobody could race on the seed: `faults`, in English.
    UploadFaulty,
    /// The disk is full.
    UploadDiskFull,
    /// The server could not write the file.
    UploadNotWritten,
}
