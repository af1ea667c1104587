//! Request and response bodies of the REST interface.
//!
//! Nullable fields of responses are always present, with `null`. Unknown fields of requests
//! are ignored; limits on lengths and ranges are the server's to check.

mod account;
mod activity;
mod admin;
mod audit;
mod auth;
mod caster;
mod co_organizer;
mod discord;
mod health;
mod invite;
mod participant;
mod pool;
mod problem;
mod problem_code;
mod profile;
mod race;
mod race_request;
mod ruling;
mod stock;
mod suspicion;
mod training;
mod user;

pub use crate::status::{ParticipantStatus, RaceStatus, TrainingStatus};
pub use account::{ChosenLocale, DeleteAccount, LocaleName, OverlaySettings, PatchSettings};
pub use activity::{Activity, ActivityItem, ActivityKind, ActivityUser};
pub use admin::{
    AdminUser, DiscardedPool, PatchUser, PoolRequest, ScannedPool, SeedCounts, SeedStats,
};
pub use audit::{AuditItem, AuditLog};
pub use auth::{
    DevSignIn, DeviceSession, DeviceSessions, ExchangeCode, ExchangedCode, SignedIn, SignedOut,
};
pub use caster::{AddCaster, Caster};
pub use co_organizer::AddCoOrganizer;
pub use discord::RunnerMessage;
pub use health::Health;
pub use invite::{AcceptedInvite, Invite, InviteDetail, PendingInvite};
pub use participant::{AddParticipant, AddedParticipant, Participant, ParticipantPreview};
pub use pool::{Difficulty, LengthRange, PoolConfig, PoolRoutes, PoolSummary, Pools, Ratio};
pub use problem::{FieldError, Problem};
pub use problem_code::ProblemCode;
pub use profile::{PoolStats, PoolStatsLine, Profile, ProfileStats, RunStats};
pub use race::{Race, RaceDetail, RaceList};
pub use race_request::{CreateRace, PatchRace, StartRace};
pub use ruling::{CorrectResult, HoldResult, Outcome, RestoreParticipant};
pub use stock::{
    AdminPool, AdminPools, PoolRefill, RefillRules, RefillState, UnusableArchive, UploadedSeed,
};
pub use suspicion::{Suspicion, SuspicionKind, Suspicions};
pub use training::{CreateTraining, Ghost, TrainingSession, TrainingSessionDetail};
pub use user::{Me, Role, User};
