//! `map_splits.toml`: zones that the seed generator carves out of others.

use speedfog_race::zones::MapId;
use toml::{Table, Value};

use super::{Reading, fog::Maps, fog::add_zone, reading::Fault, reading::line_of};

/// Reads every item with a key `split_from`, in whichever list of tables: it declares the zone
/// `name` on the map `map`. The file's other lists describe gates and are of no use here.
pub(super) fn parse(text: &str) -> Result<Reading<Maps>, Fault> {
    let file: Table = text.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        Fault::at(line_of(&text.as_bytes()[..at]), error.message())
    })?;
    let mut splits = Reading::<Maps>::default();
    let items = file.values().filter_map(Value::as_array).flatten();
    for item in items.filter(|item| item.get("split_from").is_some()) {
        let text = |key| item.get(key).and_then(Value::as_str);
        let map = text("map").and_then(|map| map.parse::<MapId>().ok());
        match (text("name"), map) {
            (Some(name), Some(map)) if !name.is_empty() => {
                add_zone(&mut splits.value, map, name);
            }
            _ => splits.skipped += 1,
        }
    }
    Ok(splits)
}
