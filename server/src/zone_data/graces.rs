//! `graces.json`: the zone of each site of grace.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Reading, reading::Fault};

/// Reads `{"mapping": {"<entity id>": {"zone_id": "<zone>", …}, …}}`. The file also names maps,
/// but those are wrong too often to be used.
pub(super) fn parse(text: &str) -> Result<Reading<BTreeMap<u32, Box<str>>>, Fault> {
    let file: Value =
        serde_json::from_str(text).map_err(|error| Fault::at(error.line(), &error))?;
    let mapping = file
        .get("mapping")
        .and_then(Value::as_object)
        .ok_or_else(|| Fault::at(1, "there is no object `mapping`"))?;
    let mut graces = Reading::<BTreeMap<_, _>>::default();
    for (id, grace) in mapping {
        let zone = grace.get("zone_id").and_then(Value::as_str);
        match (id.parse::<u32>(), zone) {
            (Ok(id), Some(zone)) if !zone.is_empty() => {
                graces.value.insert(id, zone.into());
            }
            _ => graces.skipped += 1,
        }
    }
    Ok(graces)
}
