//! Row types, one file per table; nothing outside `store` sees them.

pub(super) mod caster;
pub(super) mod invite;
pub(super) mod journal;
pub(super) mod participant;
pub(super) mod race;
pub(super) mod seed;
pub(super) mod session;
pub(super) mod user;
