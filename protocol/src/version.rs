//! Version of the wire protocol.

/// Version spoken by every client and server so far.
///
/// It is not sent anywhere: additions are ignored by clients that do not know them, and the
/// number only changes when an existing message changes its meaning.
pub const PROTOCOL_VERSION: u32 = 1;
