//! The graph as somebody knows it who has been to some of its nodes.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    SeedGraph, json,
    outline::{Outline, OutlineNode, key},
    rules::field,
};
use crate::progress::Visit;

#[derive(Serialize)]
#[serde(untagged)]
enum DiscoveredNode<'a> {
    Visited(Map<String, Value>),
    Unknown {
        #[serde(flatten)]
        node: OutlineNode<'a>,
        key: String,
    },
}

/// The graph as JSON: visited nodes and the start in full, the ids of the nodes their gates lead
/// to, and opaque ids for the rest. Every node has its `key`, the same whatever is known of it, so
/// that a drawing can keep its place.
pub(super) fn discovered(graph: &SeedGraph, history: &[Visit]) -> String {
    let visited: BTreeSet<u32> = history
        .iter()
        .filter_map(|visit| graph.index(&visit.node))
        .chain(graph.start)
        .collect();
    let near = graph
        .edges
        .iter()
        .filter(|(from, _)| visited.contains(from))
        .map(|(_, to)| *to);
    let named: BTreeSet<u32> = visited.iter().copied().chain(near).collect();
    let is_named = |id: &str| graph.index(id).is_some_and(|index| named.contains(&index));
    let texts = NodeTexts::of(graph);
    let id = |index| {
        if named.contains(&index) {
            graph.at(index).id().as_str().to_owned()
        } else {
            key(graph, index)
        }
    };
    let node = |index| {
        let key = key(graph, index);
        let text = texts.get(graph.at(index).id());
        match text.filter(|_| visited.contains(&index)) {
            Some(mut node) => {
                // Gates that come from somewhere unknown would name it.
                if let Some(Value::Array(entrances)) = node.get_mut("entrances") {
                    entrances.retain(|gate| gate["from"].as_str().is_some_and(is_named));
                }
                node.insert("key".to_owned(), key.into());
                DiscoveredNode::Visited(node)
            }
            None => DiscoveredNode::Unknown {
                node: OutlineNode::unknown(graph.at(index)),
                key,
            },
        }
    };
    Outline::new(graph, id, node).to_json()
}

/// The nodes as the file has them.
struct NodeTexts<'g>(Vec<(String, &'g str)>);

impl<'g> NodeTexts<'g> {
    /// The text was read before, so there is no fault in it to be told of.
    fn of(graph: &'g SeedGraph) -> Self {
        let top = json::entries(&graph.json).ok().flatten();
        let nodes = top.as_ref().and_then(|top| field(top, "nodes"));
        let nodes = nodes.and_then(|text| json::entries(text).ok().flatten());
        Self(
            nodes
                .into_iter()
                .flat_map(|nodes| nodes.0)
                .map(|(id, raw)| (id.0.into_owned(), raw.get()))
                .collect(),
        )
    }

    /// The last entry counts, as in the rest of the graph.
    fn get(&self, id: &str) -> Option<Map<String, Value>> {
        let (_, text) = self.0.iter().rev().find(|(known, _)| known == id)?;
        serde_json::from_str(text).ok()
    }
}
