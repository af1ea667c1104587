//! WebSocket close codes.
//!
//! Installed clients reconnect after every code and show the reason to nobody; the codes are
//! for operators, tests and newer clients.

/// The race was reset, its seed was re-rolled (mods only), or the server closes normally.
pub const NORMAL: u16 = 1000;
/// The server is shutting down; clients reconnect.
pub const GOING_AWAY: u16 = 1001;
/// The client sent a binary frame.
pub const UNSUPPORTED_DATA: u16 = 1003;
/// The client sent more frames than [`crate::limits::FRAMES_PER_SECOND`] allows.
pub const POLICY_VIOLATION: u16 = 1008;
/// The client sent a frame larger than [`crate::limits::FRAME_BYTES`].
pub const TOO_BIG: u16 = 1009;
/// The client reads too slowly: its queue overflowed again or a send took too long.
pub const TRY_AGAIN_LATER: u16 = 1013;
/// No `auth` message arrived in time, or the race was deleted.
pub const AUTH_TIMEOUT: u16 = 4001;
/// `auth` was refused, or the participant was removed from the race.
pub const REFUSED: u16 = 4003;
/// The race of a spectator's address does not exist.
pub const NOT_FOUND: u16 = 4004;
