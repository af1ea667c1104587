//! Time limits, periods and size limits that both ends rely on.

use std::time::Duration;

/// How long a mod may take to send `auth`.
pub const MOD_AUTH_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a spectator's first message is waited for before the viewer counts as anonymous.
pub const SPECTATOR_AUTH_GRACE: Duration = Duration::from_secs(2);
/// Period of the server's JSON `ping`.
pub const PING_INTERVAL: Duration = Duration::from_secs(30);
/// A mod drops a connection that brought no JSON `ping` for this long.
pub const MOD_PING_TOLERANCE: Duration = Duration::from_secs(60);
/// How long one send to a client may block.
pub const SEND_TIMEOUT: Duration = Duration::from_secs(5);
/// Period of the server's WebSocket-level ping frames.
pub const PROBE_INTERVAL: Duration = Duration::from_secs(20);
/// How long a client may take to answer a WebSocket-level ping frame.
pub const PROBE_TIMEOUT: Duration = Duration::from_secs(20);
/// An older connection of the same mod counts as live when it answers within this time.
pub const DUPLICATE_PROBE: Duration = Duration::from_secs(3);
/// Period of a mod's `status_update`.
pub const STATUS_PERIOD: Duration = Duration::from_secs(1);
/// `player_update`s of one participant may be merged for at most this long.
pub const PLAYER_UPDATE_DELAY: Duration = Duration::from_millis(250);
/// Ticks of one race follow each other no faster.
pub const TICK_PERIOD: Duration = Duration::from_millis(100);

/// Largest frame a client may send, in bytes.
pub const FRAME_BYTES: usize = 64 * 1024;
/// Largest request body, in bytes.
pub const BODY_BYTES: usize = 64 * 1024;
/// Frames per second a client may send, averaged over [`FRAME_RATE_WINDOW`].
pub const FRAMES_PER_SECOND: u32 = 50;
/// Window over which [`FRAMES_PER_SECOND`] is averaged.
pub const FRAME_RATE_WINDOW: Duration = Duration::from_secs(10);

/// Largest in-game time (milliseconds) and death count on the wire.
pub const INT_MAX: u32 = 2_147_483_647;
/// Longest countdown before a synchronised start, in seconds.
pub const COUNTDOWN_SECONDS_MAX: u32 = 60;
/// Longest name of a race, in characters after trimming.
pub const RACE_NAME_CHARS: usize = 200;
/// Longest name of a pool, in characters.
pub const POOL_NAME_CHARS: usize = 50;
/// Longest Twitch login, in characters.
pub const LOGIN_CHARS: usize = 100;
/// Smallest and largest text of the in-game overlay, in pixels.
pub const FONT_SIZE: std::ops::RangeInclusive<f64> = 8.0..=72.0;
/// Smallest and largest `max_participants`.
pub const MAX_PARTICIPANTS: std::ops::RangeInclusive<u32> = 2..=100;
