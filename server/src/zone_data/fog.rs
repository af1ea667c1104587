//! `fog.txt`: the zones of each map.
//!
//! The file is YAML of many thousand lines, of which one list is needed, and of that two keys. They
//! are read line by line: a hundred times faster than building the whole document.

use std::collections::BTreeMap;

use speedfog_race::zones::MapId;

use super::{Reading, reading::Fault};

/// The zones of each map, in file order, without repeats.
pub(super) type Maps = BTreeMap<MapId, Vec<Box<str>>>;

/// Adds a zone to a map unless it is there already.
pub(super) fn add_zone(maps: &mut Maps, map: MapId, zone: &str) {
    let zones = maps.entry(map).or_default();
    if !zones.iter().any(|known| &**known == zone) {
        zones.push(zone.into());
    }
}

/// Reads the list `Areas`: items with `Name`, the zone, and `Maps`, ids separated by spaces.
pub(super) fn parse(text: &str) -> Result<Reading<Maps>, Fault> {
    let mut lines = (1..).zip(text.lines());
    if !lines.any(|(_, line)| content(line) == "Areas:") {
        return Err(Fault::at(1, "there is no list `Areas`"));
    }
    let mut areas = Areas::default();
    for (number, line) in lines {
        let line = content(line);
        if line.is_empty() {
            continue;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let entry = &line[indent..];
        if indent == 0 && !entry.starts_with('-') {
            if entry.ends_with(':') {
                break;
            }
            return Err(Fault::at(
                number,
                "neither an item of `Areas` nor a new key",
            ));
        }
        if entry.starts_with('\t') {
            return Err(Fault::at(number, "tabs do not indent in YAML"));
        }
        areas.line(indent, entry);
    }
    areas.end_item();
    Ok(areas.found)
}

#[derive(Default)]
struct Areas<'t> {
    found: Reading<Maps>,
    /// How far the items of the list are indented, known from the first.
    indent: Option<usize>,
    in_item: bool,
    name: Option<&'t str>,
    maps: Option<&'t str>,
}

impl<'t> Areas<'t> {
    fn line(&mut self, indent: usize, entry: &'t str) {
        let items_at = *self.indent.get_or_insert(indent);
        let key = match entry.strip_prefix('-') {
            Some(first) if indent == items_at && first.starts_with([' ', '\t']) => {
                self.end_item();
                self.in_item = true;
                first.trim_start()
            }
            _ if indent == items_at + 2 => entry,
            _ => return,
        };
        match key.split_once(':') {
            Some(("Name", value)) => self.name = Some(scalar(value)),
            Some(("Maps", value)) => self.maps = Some(scalar(value)),
            _ => {}
        }
    }

    /// A zone without maps is nowhere, which is no mistake; one without a name is.
    fn end_item(&mut self) {
        let (name, maps) = (self.name.take(), self.maps.take());
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            self.found.skipped += usize::from(std::mem::take(&mut self.in_item));
            return;
        };
        for map in maps.unwrap_or_default().split_whitespace() {
            match map.parse() {
                Ok(map) => add_zone(&mut self.found.value, map, name),
                Err(_) => self.found.skipped += 1,
            }
        }
        self.in_item = false;
    }
}

/// A line without its comment and the space at its end.
fn content(line: &str) -> &str {
    let line = line.trim_end();
    if line.trim_start().starts_with('#') {
        return "";
    }
    line.split(" #").next().unwrap_or(line).trim_end()
}

/// A value without its quotes. Zones and maps hold nothing that would need escapes.
fn scalar(value: &str) -> &str {
    let value = value.trim();
    ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
}
