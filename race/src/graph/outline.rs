//! The graph without anything that gives it away: its topology under opaque keys.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

use super::{Node, SeedGraph};

/// What stands for a name that is not told.
const UNKNOWN: &str = "???";

/// A graph as it is sent, with nodes in the order of their keys.
#[derive(Serialize)]
pub(super) struct Outline<'a, N: Serialize> {
    version: Option<&'a str>,
    total_layers: u32,
    total_nodes: u32,
    total_paths: u64,
    #[serde(serialize_with = "as_map")]
    nodes: Vec<(String, N)>,
    edges: Vec<OutlineEdge>,
}

/// A node of which only place and kind are told.
#[derive(Serialize)]
pub(super) struct OutlineNode<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    layer: u32,
    weight: f64,
    tier: u32,
    display_name: &'a str,
    zones: [&'a str; 0],
}

#[derive(Serialize)]
struct OutlineEdge {
    from: String,
    to: String,
}

fn as_map<N: Serialize, S: serde::Serializer>(
    entries: &[(String, N)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(id, node)| (id, node)))
}

impl<'a> OutlineNode<'a> {
    /// All that is told of a node nobody has been to.
    pub(super) fn unknown(node: Node<'a>) -> Self {
        Self {
            kind: node.kind(),
            layer: node.layer(),
            weight: node.weight(),
            tier: 0,
            display_name: UNKNOWN,
            zones: [],
        }
    }
}

impl<'a, N: Serialize> Outline<'a, N> {
    /// The graph with `id` and `node` given the index of a node.
    pub(super) fn new(
        graph: &'a SeedGraph,
        id: impl Fn(u32) -> String,
        node: impl Fn(u32) -> N,
    ) -> Self {
        let places = graph.places();
        let mut order: Vec<u32> = (0..).take(places.len()).collect();
        order.sort_by_key(|index| places[*index as usize]);
        // The order of the file would tell something too.
        let mut edges = graph.edges.to_vec();
        edges.sort_by_key(|(from, to)| (places[*from as usize], places[*to as usize]));
        Self {
            version: graph.version(),
            total_layers: graph.total_layers(),
            total_nodes: graph.total_nodes(),
            total_paths: graph.total_paths().unwrap_or(0),
            nodes: order
                .into_iter()
                .map(|index| (id(index), node(index)))
                .collect(),
            edges: edges
                .into_iter()
                .map(|(from, to)| OutlineEdge {
                    from: id(from),
                    to: id(to),
                })
                .collect(),
        }
    }

    /// The text that is sent.
    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("plain structs with text keys always serialise")
    }
}

/// The place of every node in an order by layers, by index. Within a layer the order follows from
/// the whole text of the graph, which those from whom it is hidden do not have: it is always the
/// same, and tells nothing about names or the order of the file.
pub(super) fn places(graph: &SeedGraph) -> Box<[u32]> {
    let mut whole = DefaultHasher::new();
    graph.json.hash(&mut whole);
    let shuffled = |index: &u32| {
        let node = &graph.nodes[*index as usize];
        let mut hasher = whole.clone();
        node.id.hash(&mut hasher);
        (node.layer, hasher.finish(), *index)
    };
    let mut order: Vec<u32> = (0..).take(graph.nodes.len()).collect();
    order.sort_by_cached_key(shuffled);
    let mut places = vec![0; order.len()];
    for (place, index) in (0..).zip(order) {
        places[index as usize] = place;
    }
    places.into()
}

/// The opaque key of a node; the same in every view of the graph.
pub(super) fn key(graph: &SeedGraph, index: u32) -> String {
    format!("n{}", graph.places()[index as usize])
}

/// The masked graph as JSON. Only the start node keeps its name.
pub(super) fn masked(graph: &SeedGraph) -> String {
    let node = |index| {
        let mut shown = OutlineNode::unknown(graph.at(index));
        if graph.start == Some(index) {
            shown.display_name = graph.at(index).display_name();
        }
        shown
    };
    Outline::new(graph, |index| key(graph, index), node).to_json()
}

/// The graph's own text with the key of every node in front.
pub(super) fn keyed(graph: &SeedGraph) -> String {
    #[derive(Serialize)]
    struct Keys<'a> {
        #[serde(serialize_with = "as_map")]
        node_keys: &'a [(String, String)],
    }
    let text = &*graph.json;
    let Some(inside) = text.find('{').map(|at| &text[at + 1..]) else {
        return text.to_owned();
    };
    if graph.nodes.is_empty() {
        return text.to_owned();
    }
    let node_keys: Vec<_> = (0..)
        .zip(&graph.nodes)
        .map(|(index, node)| (node.id.as_str().to_owned(), key(graph, index)))
        .collect();
    let keys = Keys {
        node_keys: &node_keys,
    };
    let keys = serde_json::to_string(&keys).expect("plain structs with text keys always serialise");
    // A graph with nodes has at least that one field.
    format!("{},{inside}", &keys[..keys.len() - 1])
}
