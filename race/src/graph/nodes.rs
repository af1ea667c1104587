//! Reading the nodes of a graph file, and everything that refers to them.

use std::collections::{HashMap, HashSet};

use serde_json::value::RawValue;

use super::json::read;
use super::loose::{List, Loose, Number, Object, Table, Text};
use super::node::{ExitData, NodeData};
use super::raw::{RawEdge, RawEntrance, RawExit, RawNode};
use super::rules::{MAX_INT, Rules};
use super::span::{Span, Spans};
use super::{Flags, GraphError, MAX_LAYER, MAX_NODE_ID, MAX_NODES, NodeId};

/// The nodes read so far, and where each is.
pub(super) struct Nodes {
    pub(super) data: Vec<NodeData>,
    index: HashMap<NodeId, u32>,
    starts: Vec<u32>,
}

impl Nodes {
    pub(super) fn read<'a>(
        raw: &'a str,
        rules: Rules,
        spans: &mut Spans<'a>,
    ) -> Result<Self, GraphError> {
        let table = rules.take(read::<Table<'a, &'a RawValue>>(raw)?, || "nodes".to_owned())?;
        let entries = table.map_or_else(Vec::new, |table| table.0);
        if entries.len() > MAX_NODES {
            return Err(GraphError::TooManyNodes {
                nodes: entries.len(),
                limit: MAX_NODES,
            });
        }
        let mut nodes = Self {
            data: Vec::with_capacity(entries.len()),
            index: HashMap::with_capacity(entries.len()),
            starts: Vec::new(),
        };
        for (id, raw) in entries {
            let id = NodeId::from(id.0.as_ref());
            let place = format!("nodes.{id}");
            let value = read::<Object<RawNode<'a>>>(raw.get())?;
            let Some(Object(node)) = rules.take(value, || place.clone())? else {
                continue;
            };
            if rules.strict && id.chars().count() > MAX_NODE_ID {
                return Err(GraphError::OutOfRange {
                    path: place,
                    expected: "an id of at most 100 characters",
                    found: format!("{} characters", id.chars().count()),
                });
            }
            if rules.strict && nodes.index.contains_key(&id) {
                return Err(GraphError::DuplicateNode { path: place });
            }
            nodes.add(id, node, rules, spans)?;
        }
        nodes.check_exits(rules, spans)?;
        Ok(nodes)
    }

    fn add(
        &mut self,
        id: NodeId,
        node: RawNode<'_>,
        rules: Rules,
        spans: &mut Spans<'_>,
    ) -> Result<(), GraphError> {
        let path = |key: &'static str| {
            let id = id.clone();
            move || format!("nodes.{id}.{key}")
        };
        let kind = rules.take(node.kind, path("type"))?;
        let display_name = rules.take(node.display_name, path("display_name"))?;
        let layer = rules.take(node.layer, path("layer"))?;
        let layer = rules.bounded(layer, i64::from(MAX_LAYER), "0 to 65535", path("layer"))?;
        let tier = rules.take_nullable(node.tier, path("tier"))?;
        let tier = rules.bounded(tier, MAX_INT, "0 to 2147483647", path("tier"))?;
        let original = rules.take_nullable(node.original_tier, path("original_tier"))?;
        let original_tier =
            rules.bounded(original, MAX_INT, "0 to 2147483647", path("original_tier"))?;
        let weight = rules
            .take(node.weight, path("weight"))?
            .map_or(1.0, Number::as_f64);
        rules.take_nullable(node.randomized_boss, path("randomized_boss"))?;
        texts(
            node.randomized_bosses,
            "randomized_bosses",
            &id,
            rules,
            |_| (),
        )?;
        let zones = texts(node.zones, "zones", &id, rules, |zone| spans.add(&zone.0))?;
        let exits = exits(node.exits, &id, rules, spans)?;
        check_entrances(node.entrances, &id, rules)?;
        let is_start = kind.as_ref().is_some_and(|kind| kind.0 == "start");
        let data = NodeData {
            kind: spans.add(&kind.map_or_else(Default::default, |kind| kind.0)),
            display_name: display_name.map(|name| spans.add(&name.0)),
            layer: layer.unwrap_or(0),
            tier,
            original_tier,
            weight,
            zones,
            exits,
            id: id.clone(),
        };
        let index = match self.index.get(&id) {
            // A repeated key: the later one counts, as JSON readers have it.
            Some(index) => {
                self.data[*index as usize] = data;
                *index
            }
            None => {
                let index = u32::try_from(self.data.len()).expect("MAX_NODES fits in 32 bits");
                self.index.insert(id, index);
                self.data.push(data);
                index
            }
        };
        if is_start {
            self.starts.push(index);
        }
        Ok(())
    }

    /// Exits may name nodes that come later in the file, so they are checked at the end.
    fn check_exits(&self, rules: Rules, spans: &Spans<'_>) -> Result<(), GraphError> {
        if !rules.strict {
            return Ok(());
        }
        for node in &self.data {
            for (at, exit) in node.exits.iter().enumerate() {
                let path = || format!("nodes.{}.exits[{at}].to", node.id);
                let to = exit
                    .to
                    .ok_or_else(|| GraphError::Missing { path: path() })?;
                let to = spans.get(to);
                if !self.index.contains_key(to) {
                    return Err(GraphError::UnknownNode {
                        path: path(),
                        node: to.to_owned(),
                    });
                }
            }
        }
        Ok(())
    }

    pub(super) fn edges(&self, raw: &str, rules: Rules) -> Result<Box<[(u32, u32)]>, GraphError> {
        let list = rules.take(read::<List<Object<RawEdge<'_>>>>(raw)?, || {
            "edges".to_owned()
        })?;
        let list = list.map_or_else(Vec::new, |list| list.0);
        let mut seen = HashSet::with_capacity(list.len());
        let mut edges = Vec::with_capacity(list.len());
        for (at, edge) in list.into_iter().enumerate() {
            let path = |key: &str| format!("edges[{at}]{key}");
            let Some(Object(edge)) = rules.take(edge, || path(""))? else {
                continue;
            };
            let from = self.end(edge.from, rules, || path(".from"))?;
            let to = self.end(edge.to, rules, || path(".to"))?;
            let (Some(from), Some(to)) = (from, to) else {
                continue;
            };
            let (a, b) = (&self.data[from as usize], &self.data[to as usize]);
            if rules.strict && a.layer >= b.layer {
                return Err(GraphError::NotDeeper {
                    path: path(""),
                    from: a.id.to_string(),
                    from_layer: a.layer,
                    to: b.id.to_string(),
                    to_layer: b.layer,
                });
            }
            if seen.insert((from, to)) {
                edges.push((from, to));
            }
        }
        Ok(edges.into_boxed_slice())
    }

    /// One end of an edge: none only in a stored graph.
    fn end(
        &self,
        value: Loose<Text<'_>>,
        rules: Rules,
        path: impl Fn() -> String,
    ) -> Result<Option<u32>, GraphError> {
        match rules.take(value, &path)? {
            Some(Text(id)) => match self.index.get(id.as_ref()) {
                Some(index) => Ok(Some(*index)),
                None if !rules.strict => Ok(None),
                None => Err(GraphError::UnknownNode {
                    path: path(),
                    node: id.into_owned(),
                }),
            },
            None if rules.strict => Err(GraphError::Missing { path: path() }),
            None => Ok(None),
        }
    }

    pub(super) fn flags(&self, raw: Option<&str>, rules: Rules) -> Result<Flags, GraphError> {
        let Some(raw) = raw else {
            return Ok(Box::default());
        };
        let table = read::<Table<'_, Loose<Text<'_>>>>(raw)?;
        let table = rules.take(table, || "event_map".to_owned())?;
        let entries = table.map_or_else(Vec::new, |table| table.0);
        let mut flags = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let path = || format!("event_map.{}", key.0);
            let digits = !key.0.is_empty() && key.0.bytes().all(|byte| byte.is_ascii_digit());
            let flag = match key.0.parse::<u32>() {
                Ok(flag) if digits => flag,
                _ if !rules.strict => continue,
                _ => {
                    return Err(GraphError::OutOfRange {
                        path: path(),
                        expected: "an event flag, 0 to 4294967295",
                        found: format!("`{}`", key.0),
                    });
                }
            };
            let node = rules.take(node, path)?;
            let index = node
                .as_ref()
                .and_then(|node| self.index.get(node.0.as_ref()));
            if let (None, Some(node), true) = (index, &node, rules.strict) {
                let node = node.0.clone().into_owned();
                return Err(GraphError::UnknownNode { path: path(), node });
            }
            flags.push((flag, index.copied()));
        }
        flags.sort_by_key(|(flag, _)| *flag);
        flags.dedup_by_key(|(flag, _)| *flag);
        Ok(flags.into_boxed_slice())
    }

    pub(super) fn start(&self, raw: Option<&str>, rules: Rules) -> Result<Option<u32>, GraphError> {
        let named = match raw {
            Some(raw) => rules.take_nullable(read::<Text<'_>>(raw)?, || "start_node".to_owned())?,
            None => None,
        };
        let id = |index: u32| self.data[index as usize].id.to_string();
        match *self.starts {
            [first, second, ..] if rules.strict => Err(GraphError::SeveralStarts {
                first: id(first),
                second: id(second),
            }),
            [first, ..] => Ok(Some(first)),
            [] => {
                let start = named.and_then(|named| self.index.get(named.0.as_ref()).copied());
                if rules.strict && start.is_none() {
                    return Err(GraphError::NoStart);
                }
                Ok(start)
            }
        }
    }

    pub(super) fn by_id(&self) -> Box<[u32]> {
        let mut order: Vec<u32> = self.index.values().copied().collect();
        order.sort_by(|a, b| self.data[*a as usize].id.cmp(&self.data[*b as usize].id));
        order.into_boxed_slice()
    }
}

/// Reads a list of texts; faults name the element.
fn texts<'a, T>(
    value: Loose<List<Text<'a>>>,
    key: &'static str,
    id: &NodeId,
    rules: Rules,
    mut keep: impl FnMut(&Text<'a>) -> T,
) -> Result<Box<[T]>, GraphError> {
    let list = rules.take(value, || format!("nodes.{id}.{key}"))?;
    let mut kept = Vec::new();
    for (at, item) in list
        .map_or_else(Vec::new, |list| list.0)
        .into_iter()
        .enumerate()
    {
        if let Some(text) = rules.take(item, || format!("nodes.{id}.{key}[{at}]"))? {
            kept.push(keep(&text));
        }
    }
    Ok(kept.into_boxed_slice())
}

fn exits(
    value: Loose<List<Object<RawExit<'_>>>>,
    id: &NodeId,
    rules: Rules,
    spans: &mut Spans<'_>,
) -> Result<Box<[ExitData]>, GraphError> {
    let list = rules.take(value, || format!("nodes.{id}.exits"))?;
    let mut kept = Vec::new();
    for (at, exit) in list
        .map_or_else(Vec::new, |list| list.0)
        .into_iter()
        .enumerate()
    {
        let path = |key: &str| format!("nodes.{id}.exits[{at}]{key}");
        let Some(Object(exit)) = rules.take(exit, || path(""))? else {
            continue;
        };
        let mut text = |value, key| -> Result<Option<Span>, GraphError> {
            Ok(rules
                .take(value, || path(key))?
                .map(|text: Text<'_>| spans.add(&text.0)))
        };
        kept.push(ExitData {
            text: text(exit.text, ".text")?,
            from: text(exit.from, ".from")?,
            from_text: text(exit.from_text, ".from_text")?,
            to: text(exit.to, ".to")?,
        });
    }
    Ok(kept.into_boxed_slice())
}

/// Entrances are only passed on to viewers, so their types are all that matters.
fn check_entrances(
    value: Loose<List<Object<RawEntrance<'_>>>>,
    id: &NodeId,
    rules: Rules,
) -> Result<(), GraphError> {
    let list = rules.take(value, || format!("nodes.{id}.entrances"))?;
    for (at, entrance) in list
        .map_or_else(Vec::new, |list| list.0)
        .into_iter()
        .enumerate()
    {
        let path = |key: &str| format!("nodes.{id}.entrances[{at}]{key}");
        let Some(Object(entrance)) = rules.take(entrance, || path(""))? else {
            continue;
        };
        rules.take(entrance.text, || path(".text"))?;
        rules.take(entrance.from, || path(".from"))?;
        rules.take(entrance.to, || path(".to"))?;
        rules.take(entrance.to_text, || path(".to_text"))?;
    }
    Ok(())
}
