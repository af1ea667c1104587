//! Whole graphs in another language.

use std::{
    borrow::Cow,
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess as Entries, Visitor},
};
use serde_json::{Value, value::RawValue};
use speedfog_race::{SeedId, graph::MapAccess};

use super::language::Language;

/// Translated graphs kept per language; a busy evening has a handful.
const KEPT: usize = 16;

type Key = (SeedId, MapAccess);

/// The last graphs that were asked for, most recent first.
#[derive(Debug, Default)]
pub(super) struct GraphCache(Mutex<VecDeque<(Key, Arc<str>)>>);

impl GraphCache {
    /// The kept graph, or the one that `make` makes.
    pub(super) fn get<E>(
        &self,
        key: Key,
        make: impl FnOnce() -> Result<Arc<str>, E>,
    ) -> Result<Arc<str>, E> {
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = {
            let mut graphs = held();
            let at = graphs.iter().position(|(known, _)| *known == key);
            at.and_then(|at| graphs.remove(at)).map(|entry| {
                graphs.push_front(entry.clone());
                entry.1
            })
        };
        if let Some(graph) = known {
            return Ok(graph);
        }
        // Two rooms may make the same graph at once, which costs a moment and nothing else.
        let graph = make()?;
        let mut graphs = held();
        graphs.push_front((key, Arc::clone(&graph)));
        graphs.truncate(KEPT);
        Ok(graph)
    }
}

/// A JSON object whose entries stay in order and unread.
struct Object<'j>(Vec<(Cow<'j, str>, Cow<'j, RawValue>)>);

impl<'de: 'j, 'j> Deserialize<'de> for Object<'j> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Ordered;

        impl<'de> Visitor<'de> for Ordered {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: Entries<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                    entries.push((Cow::Owned(key), Cow::Borrowed(value)));
                }
                Ok(Object(entries))
            }
        }

        from.deserialize_map(Ordered)
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Language {
    /// A graph, or what is shown of it, with its texts translated and labels for the types of its nodes.
    /// Everything else stays as it is, and in the same order.
    pub(super) fn graph(&self, json: &str) -> Result<Arc<str>, serde_json::Error> {
        let mut graph: Object<'_> = serde_json::from_str(json)?;
        for (key, value) in &mut graph.0 {
            if key == "nodes" && value.get().starts_with('{') {
                let mut nodes: Object<'_> = serde_json::from_str(value.get())?;
                for (_, node) in &mut nodes.0 {
                    let mut translated: Value = serde_json::from_str(node.get())?;
                    self.node(&mut translated);
                    *node = Cow::Owned(serde_json::value::to_raw_value(&translated)?);
                }
                *value = Cow::Owned(serde_json::value::to_raw_value(&nodes)?);
            }
        }
        serde_json::to_string(&graph).map(Into::into)
    }

    fn node(&self, node: &mut Value) {
        let kind = node.get("type").and_then(Value::as_str);
        let kind = kind.and_then(|kind| self.types.get(kind)).cloned();
        if let (Some(kind), Some(node)) = (kind, node.as_object_mut()) {
            node.insert("display_type".into(), kind.into());
        }
        change(node, "display_name", |name| self.label(&self.name(name)));
        for exit in list(node, "exits") {
            change(exit, "text", |text| self.text(text));
        }
        for entrance in list(node, "entrances") {
            change(entrance, "text", |text| self.text(text));
            change(entrance, "to_text", |name| self.name(name));
        }
    }
}

/// The items of a list; none if there is no list.
fn list<'v>(node: &'v mut Value, key: &str) -> &'v mut [Value] {
    node.get_mut(key)
        .and_then(Value::as_array_mut)
        .map_or(&mut [], Vec::as_mut_slice)
}

/// Changes a text, if there is one.
fn change(object: &mut Value, key: &str, translate: impl FnOnce(&str) -> String) {
    if let Some(Value::String(text)) = object.get_mut(key) {
        *text = translate(text);
    }
}
