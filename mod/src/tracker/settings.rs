//! What a tracker is told at the start.

use std::time::Duration;

use speedfog_protocol::limits;

/// Periods and delays. The defaults are those of a real game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Between two looks at the flags.
    pub poll: Duration,
    /// Between two status updates.
    pub status: Duration,
    /// From the end of a loading screen until the name of the zone is shown.
    pub zone_delay: Duration,
    /// How long the start of the race is announced.
    pub go: Duration,
    /// After this long on a live connection a flag counts as received by a server that does not
    /// acknowledge.
    pub unconfirmed: Duration,
    /// How long flags wait for what an earlier process left on disk.
    pub restore: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            poll: Duration::from_millis(100),
            status: limits::STATUS_PERIOD,
            zone_delay: Duration::from_secs(2),
            go: Duration::from_secs(3),
            unconfirmed: Duration::from_secs(5),
            restore: Duration::from_secs(2),
        }
    }
}

/// What a tracker is told at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Seed the pack was made for; empty when it does not say.
    pub seed_id: String,
    /// Solo mode: no `ready`, no leaderboard.
    pub solo: bool,
    /// Number of the first event. Must be larger than every number used before for the same
    /// participant, also by a mod that has been closed since; Unix milliseconds will do.
    pub first_event_id: u64,
    /// Periods and delays.
    pub timing: Timing,
}

impl Settings {
    /// The settings that go with a configuration.
    #[must_use]
    pub fn new(server: &crate::config::Server, first_event_id: u64) -> Self {
        Self {
            seed_id: server.seed_id.clone(),
            solo: server.training,
            first_event_id,
            timing: Timing::default(),
        }
    }
}
