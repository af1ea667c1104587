//! Loading screens, as far as they can be told from everything else.

use std::time::Duration;

/// How long a captured grace may wait for the loading screen it belongs to.
const GRACE_KEPT: Duration = Duration::from_secs(60);

/// Whether the player is in the world, and which travel the next loading screen belongs to.
///
/// A game that has just started counts as loading, so that its first readable frame is an exit.
#[derive(Debug, Default)]
pub(super) struct Loading {
    readable_since: Option<Duration>,
    grace: Option<(Duration, u32)>,
}

impl Loading {
    /// Takes in a frame; true when a loading screen has just ended.
    pub(super) fn observe(&mut self, now: Duration, readable: bool) -> bool {
        match (self.readable_since, readable) {
            (None, true) => {
                self.readable_since = Some(now);
                true
            }
            (Some(_), false) => {
                self.readable_since = None;
                false
            }
            _ => false,
        }
    }

    /// When the last loading screen ended; none while loading.
    pub(super) fn readable_since(&self) -> Option<Duration> {
        self.readable_since
    }

    pub(super) fn travel_began(&mut self, now: Duration, grace: u32) {
        self.grace = Some((now, grace));
    }

    /// The grace of a travel whose loading screen has not ended yet.
    pub(super) fn travels_to(&self) -> Option<u32> {
        self.grace.map(|(_, grace)| grace)
    }

    /// The grace of the travel that ends now, once.
    pub(super) fn take_grace(&mut self, now: Duration) -> Option<u32> {
        let (began, grace) = self.grace.take()?;
        (now.saturating_sub(began) <= GRACE_KEPT && grace != 0).then_some(grace)
    }
}
