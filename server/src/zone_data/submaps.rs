//! `submaps.txt`: for maps with several zones, which positions belong to which.

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, Yaml};
use speedfog_race::zones::{Bounds, MapId, PositionRule};

use super::{Reading, reading::Fault};

/// The rules of each map in file order; the first that applies wins.
type Rules = BTreeMap<MapId, Vec<PositionRule>>;

/// The names of the axes in conditions, in the order of a position.
const AXES: [(&str, &str); 3] = [
    ("XAbove", "XBelow"),
    ("YAbove", "YBelow"),
    ("ZAbove", "ZBelow"),
];

/// Reads the list `MapAreas`: items with `Map`, its id, and `Areas`, rules with an optional zone
/// `Area` and conditions.
pub(super) fn parse(text: &str) -> Result<Reading<Rules>, Fault> {
    let documents = Yaml::load_from_str(text)
        .map_err(|error| Fault::at(error.marker().line(), error.info()))?;
    let maps = documents
        .first()
        .and_then(|file| file.as_mapping_get("MapAreas"))
        .and_then(Yaml::as_sequence)
        .ok_or_else(|| Fault::at(1, "there is no list `MapAreas`"))?;
    let mut rules = Reading::<Rules>::default();
    for entry in maps {
        let map = entry.as_mapping_get("Map").and_then(Yaml::as_str);
        let areas = entry.as_mapping_get("Areas").and_then(Yaml::as_sequence);
        let (Some(Ok(map)), Some(areas)) = (map.map(str::parse::<MapId>), areas) else {
            rules.skipped += 1;
            continue;
        };
        for area in areas {
            match rule(area) {
                Some(rule) => rules.value.entry(map).or_default().push(rule),
                None => rules.skipped += 1,
            }
        }
    }
    Ok(rules)
}

/// One rule; none if a part of it makes no sense.
fn rule(area: &Yaml<'_>) -> Option<PositionRule> {
    area.as_mapping()?;
    let zone = match area.as_mapping_get("Area") {
        Some(zone) => Some(zone.as_str().filter(|zone| !zone.is_empty())?.into()),
        None => None,
    };
    let mut bounds = Bounds::default();
    for (axis, (above, below)) in AXES.into_iter().enumerate() {
        bounds.above[axis] = condition(area, above)?;
        bounds.below[axis] = condition(area, below)?;
    }
    Some(PositionRule { bounds, zone })
}

/// A condition, if it is given; none if it is no finite number.
#[expect(clippy::option_option, reason = "absent is fine, wrong is not")]
fn condition(area: &Yaml<'_>, key: &str) -> Option<Option<f64>> {
    let Some(value) = area.as_mapping_get(key) else {
        return Some(None);
    };
    let number = value
        .as_floating_point()
        .or_else(|| value.as_integer().map(|whole| whole as f64))?;
    number.is_finite().then_some(Some(number))
}
