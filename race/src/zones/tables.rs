//! The tables that lead from graces and maps to zones.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A game map: four numbers, written `m10_01_00_00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MapId(
    /// The four numbers; each is below 100 in a written id.
    pub [u8; 4],
);

/// The text is not the id of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a map id has the form m10_01_00_00")]
pub struct BadMapId;

impl FromStr for MapId {
    type Err = BadMapId;

    fn from_str(text: &str) -> Result<Self, BadMapId> {
        let mut parts = text.strip_prefix('m').ok_or(BadMapId)?.split('_');
        let mut numbers = [0; 4];
        for number in &mut numbers {
            let part = parts.next().ok_or(BadMapId)?;
            if part.len() != 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(BadMapId);
            }
            *number = part.parse().map_err(|_| BadMapId)?;
        }
        if parts.next().is_some() {
            return Err(BadMapId);
        }
        Ok(Self(numbers))
    }
}

impl fmt::Display for MapId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0;
        write!(f, "m{a:02}_{b:02}_{c:02}_{d:02}")
    }
}

/// A box that may be open on any side; x, y (height) and z in a map's own coordinates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// Each coordinate must be greater than this, where given.
    pub above: [Option<f64>; 3],
    /// Each coordinate must be less than this, where given.
    pub below: [Option<f64>; 3],
}

impl Bounds {
    fn contain(&self, position: [f32; 3]) -> bool {
        position
            .into_iter()
            .map(f64::from)
            .zip(self.above.into_iter().zip(self.below))
            .all(|(at, (above, below))| {
                above.is_none_or(|above| at > above) && below.is_none_or(|below| at < below)
            })
    }
}

/// One rule of a map that holds several zones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PositionRule {
    /// Where the rule applies; without bounds everywhere.
    pub bounds: Bounds,
    /// The zone there; none if the place is no zone of its own.
    pub zone: Option<Box<str>>,
}

/// All tables. Empty ones leave queries unanswered and do no other harm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZoneTables {
    /// The zone of each grace, by entity id.
    pub graces: BTreeMap<u32, Box<str>>,
    /// The zones of each map.
    pub maps: BTreeMap<MapId, Vec<Box<str>>>,
    /// For maps with several zones: rules, the first that applies wins.
    pub rules: BTreeMap<MapId, Vec<PositionRule>>,
}

impl ZoneTables {
    /// The zone of a grace.
    #[must_use]
    pub fn zone_of_grace(&self, grace_entity_id: u32) -> Option<&str> {
        self.graces.get(&grace_entity_id).map(|zone| &**zone)
    }

    /// The zones that a place on a map may belong to; a rule that names none of the map's zones
    /// narrows nothing.
    #[must_use]
    pub fn zones_at(&self, map: MapId, position: Option<[f32; 3]>) -> &[Box<str>] {
        let zones = self.maps.get(&map).map_or(&[][..], Vec::as_slice);
        let Some(position) = position.filter(|at| at.iter().all(|value| value.is_finite())) else {
            return zones;
        };
        let rules = self.rules.get(&map).map_or(&[][..], Vec::as_slice);
        let zone = rules
            .iter()
            .find(|rule| rule.bounds.contain(position))
            .and_then(|rule| rule.zone.as_ref());
        let place = zone.and_then(|zone| zones.iter().position(|candidate| candidate == zone));
        place.map_or(zones, |place| &zones[place..=place])
    }
}
