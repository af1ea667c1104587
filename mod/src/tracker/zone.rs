//! Which zone is shown, and when.

use std::time::Duration;

use speedfog_protocol::ws::ZoneUpdate;

/// The zone shown and the one that waits to be.
///
/// A name shown during a loading screen would spoil where the gate leads.
#[derive(Debug, Default)]
pub(super) struct ZoneDisplay {
    shown: Option<ZoneUpdate>,
    pending: Option<ZoneUpdate>,
    /// After a (re)connect the first zone is shown without waiting for a loading screen.
    at_once: bool,
}

impl ZoneDisplay {
    pub(super) fn connected(&mut self) {
        self.at_once = true;
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes in a zone; true for the first of a connection, which answers nothing.
    pub(super) fn update(&mut self, zone: ZoneUpdate) -> bool {
        let first = std::mem::take(&mut self.at_once);
        if first {
            self.pending = None;
            self.shown = Some(zone);
        } else {
            self.pending = Some(zone);
        }
        first
    }

    /// Shows the waiting zone when the player has been in the world for `delay`.
    pub(super) fn observe(
        &mut self,
        now: Duration,
        readable_since: Option<Duration>,
        delay: Duration,
    ) {
        if readable_since.is_some_and(|since| now.saturating_sub(since) >= delay)
            && let Some(zone) = self.pending.take()
        {
            self.shown = Some(zone);
        }
    }

    pub(super) fn shown(&self) -> Option<&ZoneUpdate> {
        self.shown.as_ref()
    }
}
