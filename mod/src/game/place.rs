//! Places in the game's world.

use std::fmt;
use std::str::FromStr;

use speedfog_protocol::ws::is_map_id;

/// A block of the map; prints as `mAA_BB_CC_DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MapId(pub [u8; 4]);

impl MapId {
    /// What the game shows while the player is in no block.
    pub const NONE: Self = Self([0xff; 4]);
}

impl fmt::Display for MapId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [area, block, region, index] = self.0;
        write!(f, "m{area:02}_{block:02}_{region:02}_{index:02}")
    }
}

/// A text that is no map id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a map id such as m10_01_00_00")]
pub struct NotAMapId;

impl FromStr for MapId {
    type Err = NotAMapId;

    fn from_str(text: &str) -> Result<Self, NotAMapId> {
        if !is_map_id(text) {
            return Err(NotAMapId);
        }
        let part = |at: usize| text[at..at + 2].parse().map_err(|_| NotAMapId);
        Ok(Self([part(1)?, part(4)?, part(7)?, part(10)?]))
    }
}

/// Where a player is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Block of the map.
    pub map: MapId,
    /// Position within the block: x, y, z.
    pub position: [f32; 3],
    /// Play region.
    pub play_region: u32,
}

impl Place {
    /// Whether a player can stand there; while loading the game shows no block or the origin.
    #[must_use]
    pub fn is_real(&self) -> bool {
        self.map != MapId::NONE && self.position != [0.0; 3]
    }
}
