//! Row types, one file per table; nothing outside `store` sees them.

pub(super) mod audit_log;
pub(super) mod caster;
pub(super) mod co_organizer;
pub(super) mod discord_event;
pub(super) mod invite;
pub(super) mod journal;
pub(super) mod participant;
pub(super) mod race;
pub(super) mod role_grant;
pub(super) mod seed;
pub(super) mod session;
pub(super) mod sign_in_code;
pub(super) mod sign_in_state;
pub(super) mod suspicion;
pub(super) mod training_session;
pub(super) mod user;
