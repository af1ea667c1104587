//! The game of a racer who does not exist.

use std::collections::BTreeSet;
use std::time::Duration;

use speedfog_race_mod::game::{FlagReading, GameReader, MapId, Place, Reading, Snapshot};

/// First flag that the game saves; those below vanish when an area is loaded.
const FIRST_SAVED_FLAG: u32 = 1_050_294_000;

/// What the mod of a simulated racer gets to see.
#[derive(Debug)]
pub(super) struct SimulatedGame {
    /// In-game time of the run in milliseconds.
    pub(super) igt_ms: u32,
    /// Deaths so far.
    pub(super) deaths: u32,
    /// Where the racer is; none during a loading screen.
    pub(super) map: Option<MapId>,
    /// Whether the title screen is shown, which has no time.
    pub(super) title: bool,
    flags: BTreeSet<u32>,
}

impl SimulatedGame {
    /// A fresh character in the world.
    #[must_use]
    pub(super) fn new() -> Self {
        Self {
            igt_ms: 0,
            deaths: 0,
            map: Some(MapId([10, 1, 0, 0])),
            title: false,
            flags: BTreeSet::new(),
        }
    }

    /// Sets event flags.
    pub(super) fn set_flags(&mut self, flags: &[u32]) {
        self.flags.extend(flags);
    }

    /// Another area is loaded, with which the game forgets the flags that it does not save.
    pub(super) fn enter(&mut self, map: MapId) {
        self.flags.retain(|flag| *flag >= FIRST_SAVED_FLAG);
        self.map = Some(map);
    }
}

impl GameReader for SimulatedGame {
    fn snapshot(&mut self, _now: Duration, flags: &[u32]) -> Snapshot {
        // Any place but the origin, which would count as loading.
        let place = self.map.map(|map| Place {
            map,
            position: [12.5, 3.0, -40.25],
            play_region: 0,
        });
        Snapshot {
            igt_ms: Reading::Present(if self.title { 0 } else { self.igt_ms }),
            deaths: Reading::Present(self.deaths),
            place: place.map_or(Reading::NotYet, Reading::Present),
            flags: flags
                .iter()
                .map(|flag| FlagReading {
                    flag: *flag,
                    set: Reading::Present(self.flags.contains(flag)),
                })
                .collect(),
            travel: None,
        }
    }

    fn clear_flag(&mut self, flag: u32) {
        self.flags.remove(&flag);
    }
}
