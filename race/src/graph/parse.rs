//! Reading a graph file, strictly (a new seed) or tolerantly (one stored before).

use std::sync::Mutex;

use serde_json::value::RawValue;

use super::json::{self, read};
use super::loose::{List, Loose, Number, Object, Table, Text, Whole};
use super::nodes::Nodes;
use super::raw::RawItem;
use super::rules::{MAX_INT, Rules, field};
use super::span::Spans;
use super::{GraphError, MAX_BYTES, SeedGraph, SpawnItem};

/// The kind of item that only the mod can hand out.
const ITEM_GIVEN_BY_MOD: i64 = 4;

pub(super) fn parse(bytes: &[u8], strict: bool) -> Result<SeedGraph, GraphError> {
    if bytes.len() > MAX_BYTES {
        return Err(GraphError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_BYTES,
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| GraphError::NotUtf8 {
        offset: error.valid_up_to(),
    })?;
    let small = json::minify(text);
    let top = json::entries(&small).map_err(|_| json::fault_in(text))?;
    let top = top.ok_or(GraphError::NotAnObject)?;
    json::refuse_huge_numbers(&small)?;
    let rules = Rules { strict };
    rules.top_level(&top)?;
    match json::completed(&small, &top)? {
        None => build(&small, &top, rules),
        Some(json) => {
            let top = json::entries(&json).map_err(json::malformed)?;
            build(&json, &top.ok_or(GraphError::NotAnObject)?, rules)
        }
    }
}

fn build(json: &str, top: &Table<'_, &RawValue>, rules: Rules) -> Result<SeedGraph, GraphError> {
    let raw = |key| field(top, key);
    let mut spans = Spans::new(json);

    let nodes = Nodes::read(raw("nodes").unwrap_or("{}"), rules, &mut spans)?;
    let edges = nodes.edges(raw("edges").unwrap_or("[]"), rules)?;
    let flags = nodes.flags(raw("event_map"), rules)?;
    let start = nodes.start(raw("start_node"), rules)?;
    let version = raw("version").map(read::<Text<'_>>).transpose()?;
    let version = match version {
        Some(Loose::Value(Text(version))) => Some(spans.add(&version)),
        _ => None,
    };
    let number = |key: &'static str, max| match raw(key) {
        Some(raw) => {
            let number = rules.take(read::<Number>(raw)?, || key.to_owned())?;
            rules.bounded(number, max, "0 to 2147483647", || key.to_owned())
        }
        None => Ok(None),
    };
    let total_layers = number("total_layers", MAX_INT)?.unwrap_or(0);
    let total_nodes = number("total_nodes", MAX_INT)?;
    Ok(SeedGraph {
        total_layers,
        total_nodes,
        total_paths: total_paths(raw("total_paths"), rules)?,
        version,
        start,
        edges,
        flags,
        finish_event: event_flag("finish_event", raw("finish_event"), rules)?,
        items_spawned_flag: event_flag("items_spawned_flag", raw("items_spawned_flag"), rules)?,
        spawn_items: spawn_items(raw("care_package"), rules)?,
        by_id: nodes.by_id(),
        nodes: nodes.data.into_boxed_slice(),
        decoded: spans.into_decoded(),
        json: json.into(),
        masked: Mutex::new(None),
        keyed: Mutex::new(None),
        places: std::sync::OnceLock::new(),
    })
}

fn total_paths(raw: Option<&str>, rules: Rules) -> Result<Option<u64>, GraphError> {
    let Some(raw) = raw else { return Ok(None) };
    let path = || "total_paths".to_owned();
    let Some(number) = rules.take(read::<Number>(raw)?, path)? else {
        return Ok(None);
    };
    let whole = number.truncated();
    if rules.strict && whole < 0 {
        let found = number.to_string();
        return Err(GraphError::OutOfRange {
            path: path(),
            expected: "0 or more",
            found,
        });
    }
    Ok(Some(u64::try_from(whole).unwrap_or(0)))
}

fn event_flag(key: &str, raw: Option<&str>, rules: Rules) -> Result<Option<u32>, GraphError> {
    let Some(raw) = raw else { return Ok(None) };
    let path = || key.to_owned();
    let Some(Whole(flag)) = rules.take_nullable(read::<Whole>(raw)?, path)? else {
        return Ok(None);
    };
    match u32::try_from(flag) {
        Ok(flag) => Ok(Some(flag)),
        Err(_) if !rules.strict => Ok(None),
        Err(_) => Err(GraphError::OutOfRange {
            path: path(),
            expected: "an event flag, 0 to 4294967295",
            found: flag.to_string(),
        }),
    }
}

fn spawn_items(raw: Option<&str>, rules: Rules) -> Result<Box<[SpawnItem]>, GraphError> {
    let Some(raw) = raw else {
        return Ok(Box::default());
    };
    let list = rules.take(read::<List<Object<RawItem<'_>>>>(raw)?, || {
        "care_package".to_owned()
    })?;
    let mut items = Vec::new();
    for (at, item) in list
        .map_or_else(Vec::new, |list| list.0)
        .into_iter()
        .enumerate()
    {
        let path = |key: &str| format!("care_package[{at}]{key}");
        let Some(Object(item)) = rules.take(item, || path(""))? else {
            continue;
        };
        let kind = rules
            .take(item.kind, || path(".type"))?
            .map_or(-1, |kind| kind.0);
        let id = rules.take(item.id, || path(".id"))?.map_or(0, |id| id.0);
        rules.take_nullable(item.name, || path(".name"))?;
        if kind != ITEM_GIVEN_BY_MOD || id == 0 {
            continue;
        }
        match u32::try_from(id) {
            Ok(id) => items.push(SpawnItem { id, qty: 1 }),
            Err(_) if !rules.strict => {}
            Err(_) => {
                return Err(GraphError::OutOfRange {
                    path: path(".id"),
                    expected: "0 to 4294967295",
                    found: id.to_string(),
                });
            }
        }
    }
    Ok(items.into_boxed_slice())
}
