//! Graph files.

use serde_json::Value;
use speedfog_race::{SeedGraph, Visit, graph::MapAccess};

/// Reads a graph, and asks it everything that a race asks.
pub(crate) fn read(data: &[u8]) {
    let strict = SeedGraph::parse(data);
    let stored = SeedGraph::parse_stored(data);
    if strict.is_ok() {
        assert!(stored.is_ok(), "what was accepted can be read again");
    }
    for graph in strict.into_iter().chain(stored) {
        ask(&graph);
    }
}

fn ask(graph: &SeedGraph) {
    let nodes: Vec<_> = graph.nodes().collect();
    let history: Vec<_> = (0u32..)
        .zip(&nodes)
        .map(|(igt_ms, node)| Visit {
            node: node.id().clone(),
            igt_ms,
            deaths: 0,
        })
        .collect();
    for access in [MapAccess::Full, MapAccess::Discovered, MapAccess::Masked] {
        // Nothing visited, the half of it, everything.
        for visited in [0, history.len() / 2, history.len()] {
            let text = graph.json_for(access, &history[..visited]);
            let shown: Result<Value, _> = serde_json::from_str(&text);
            assert!(shown.is_ok(), "{access:?}: {text}");
        }
    }
    for node in &nodes {
        let _ = graph.neighbours(node.id().as_str());
        let own = graph.node(node.id().as_str()).map(|node| node.id().clone());
        assert_eq!(own.as_ref(), Some(node.id()), "a node is found by its id");
        let _ = node.exits().count();
    }
    for flag in graph.event_ids() {
        let node = graph.node_for_flag(flag);
        assert!(node.is_none() || graph.knows_flag(flag));
    }
    let _ = graph.count_paths();
    let _ = graph.route_stats();
    let _ = graph.memory_bytes();
}
