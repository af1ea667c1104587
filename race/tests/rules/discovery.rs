//! What a racer's own map shows, and what it must not.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use speedfog_race::Visit;
use speedfog_race::fixtures::{GraphBuilder, small_graph, wide_graph_builder};
use speedfog_race::graph::{MapAccess, SeedGraph};

fn visits(nodes: &[&str]) -> Vec<Visit> {
    nodes
        .iter()
        .map(|node| Visit {
            node: (*node).into(),
            igt_ms: 0,
            deaths: 0,
        })
        .collect()
}

fn map(graph: &SeedGraph, nodes: &[&str]) -> Value {
    serde_json::from_str(&graph.json_for(MapAccess::Discovered, &visits(nodes))).unwrap()
}

/// Every node's key, by layer, type and the keys it leads to.
fn drawing(map: &Value) -> BTreeMap<String, (Value, Vec<String>)> {
    let key = |id: &str| {
        map["nodes"][id]["key"]
            .as_str()
            .map_or_else(|| id.to_owned(), str::to_owned)
    };
    let edges = map["edges"].as_array().unwrap();
    let nodes = map["nodes"].as_object().unwrap();
    nodes
        .iter()
        .map(|(id, node)| {
            let mut leads_to: Vec<_> = edges
                .iter()
                .filter(|edge| edge["from"] == **id)
                .map(|edge| key(edge["to"].as_str().unwrap()))
                .collect();
            leads_to.sort();
            let looks = json!([node["layer"], node["type"], node["weight"]]);
            (key(id), (looks, leads_to))
        })
        .collect()
}

#[test]
fn the_own_history_is_shown_in_full_and_its_exits_by_id() {
    let graph = small_graph();
    let file: Value = serde_json::from_str(&graph.full_json()).unwrap();
    let map = map(&graph, &["start", "left"]);
    for visited in ["start", "left"] {
        let mut shown = map["nodes"][visited].clone();
        shown.as_object_mut().unwrap().remove("key");
        assert_eq!(shown, file["nodes"][visited]);
    }
    for near in ["right", "crypt"] {
        let shown = &map["nodes"][near];
        assert_eq!(shown["display_name"], "???");
        assert_eq!(shown["type"], file["nodes"][near]["type"]);
        assert_eq!(shown["tier"], 0);
        for hidden in ["exits", "entrances", "boss_name", "original_tier"] {
            assert!(shown.get(hidden).is_none(), "{hidden} of {near}");
        }
    }
    for far in ["tower", "keep", "boss"] {
        assert!(map["nodes"].get(far).is_none(), "{far} is known");
        assert!(!map.to_string().contains(&far.to_uppercase()));
    }
    assert_eq!(map["nodes"].as_object().unwrap().len(), 7);
    assert_eq!(map["edges"].as_array().unwrap().len(), 8);
    assert!(map.get("event_map").is_none());
}

#[test]
fn gates_from_unknown_nodes_are_not_named() {
    let graph = small_graph();
    let map = map(&graph, &["start", "left", "crypt", "keep"]);
    let entrances = map["nodes"]["keep"]["entrances"].as_array().unwrap();
    assert!(entrances.iter().any(|gate| gate["from"] == "crypt"));
    assert!(!map.to_string().contains("tower"), "{map}");
}

#[test]
fn without_any_visit_only_the_start_is_known() {
    let graph = small_graph();
    let map = map(&graph, &[]);
    assert_eq!(map["nodes"]["start"]["display_name"], "START");
    assert!(map["nodes"]["left"].is_object());
    assert!(map["nodes"].get("crypt").is_none());
}

#[test]
fn the_order_of_the_file_does_not_show() {
    let forwards = GraphBuilder::new()
        .node("start", 0, "start")
        .node("a", 1, "mini_dungeon")
        .node("b", 1, "boss_arena")
        .node("c", 1, "legacy_dungeon")
        .node("boss", 2, "final_boss");
    let edges = |builder: GraphBuilder| {
        ["a", "b", "c"].iter().fold(builder, |builder, id| {
            builder.edge("start", id).edge(id, "boss")
        })
    };
    let graph = edges(forwards).build();
    let masked: Value = serde_json::from_str(&graph.masked_json()).unwrap();
    let at = |edge: &Value| {
        let place = |end: &str| -> u32 { edge[end].as_str().unwrap()[1..].parse().unwrap() };
        (place("from"), place("to"))
    };
    let edges = masked["edges"].as_array().unwrap();
    assert!(edges.is_sorted_by_key(at), "{edges:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_drawing_never_moves_and_nothing_far_is_named(
        steps in proptest::collection::vec(0_usize..4, 0..8)
    ) {
        let graph = wide_graph_builder(6, 4).build();
        let masked: Value = serde_json::from_str(&graph.masked_json()).unwrap();
        let before = drawing(&masked);
        let mut path = vec!["start".to_owned()];
        for step in steps {
            let here = graph.node(path.last().unwrap()).unwrap();
            let exits: Vec<_> = here.exits().filter_map(|exit| exit.to_node).collect();
            if let Some(next) = exits.get(step % exits.len().max(1)) {
                path.push(next.id().to_string());
            }
            let known: Vec<_> = path.iter().map(String::as_str).collect();
            let map = map(&graph, &known);
            prop_assert_eq!(&drawing(&map), &before);
            for node in graph.nodes() {
                let id = node.id().as_str();
                let visited = known.contains(&id);
                let near = known.iter().any(|from| {
                    graph.edges().any(|(a, b)| a.id().as_str() == *from && b == node)
                });
                prop_assert_eq!(map["nodes"].get(id).is_some(), visited || near, "{}", id);
                if !visited {
                    prop_assert!(!map.to_string().contains(node.display_name()));
                }
            }
        }
    }
}

#[test]
fn the_whole_graph_has_the_keys_of_the_hidden_ones() {
    let graph = small_graph();
    let whole: Value = serde_json::from_str(&graph.json_for(MapAccess::Full, &[])).unwrap();
    let keys = whole["node_keys"].as_object().unwrap();
    let known = map(&graph, &["start", "left", "crypt", "keep"]);
    for (id, key) in keys {
        let same = known["nodes"].get(id).map_or(key, |node| &node["key"]);
        assert_eq!(same, key, "{id}");
    }
    let masked: Value = serde_json::from_str(&graph.masked_json()).unwrap();
    let mut hidden: Vec<_> = masked["nodes"].as_object().unwrap().keys().collect();
    let mut told: Vec<_> = keys.values().map(|key| key.as_str().unwrap()).collect();
    hidden.sort();
    told.sort_unstable();
    assert_eq!(told, hidden);
    // Everything else is as the file has it.
    let mut rest = whole.clone();
    rest.as_object_mut().unwrap().remove("node_keys");
    let file: Value = serde_json::from_str(&graph.full_json()).unwrap();
    assert_eq!(rest, file);
}

#[test]
fn a_graph_without_nodes_has_no_keys() {
    let text = r#" {"x":1,"nodes":{},"edges":[]}"#;
    let graph = SeedGraph::parse_stored(text.as_bytes()).unwrap();
    assert_eq!(graph.keyed_json(), graph.full_json());
}
