//! What is read from a graph file, and what its viewers are sent.

use serde_json::{Value, json};
use speedfog_race::SeedGraph;
use speedfog_race::fixtures::{
    FINISH_FLAG, FIRST_FLAG, small_graph, small_graph_json, wide_graph_builder,
};
use speedfog_race::graph::{Node, SpawnItem};

fn ids<'g>(nodes: impl IntoIterator<Item = Node<'g>>) -> Vec<&'g str> {
    nodes.into_iter().map(|node| node.id().as_str()).collect()
}

#[test]
fn the_small_graph() {
    let graph = small_graph();
    assert_eq!(graph.start().unwrap().id().as_str(), "start");
    assert_eq!(
        ids(graph.nodes()),
        ["start", "left", "right", "crypt", "tower", "keep", "boss"]
    );
    assert_eq!(graph.edges().count(), 8);
    assert_eq!(
        (
            graph.total_layers(),
            graph.total_nodes(),
            graph.total_paths()
        ),
        (5, 7, None)
    );
    assert_eq!(graph.count_paths(), 3);
    assert_eq!(graph.finish_event(), Some(FINISH_FLAG));
    assert_eq!(graph.event_ids().len(), 9);
    assert!(graph.event_ids().is_sorted());
    assert_eq!(graph.spawn_items(), [SpawnItem { id: 10100, qty: 1 }]);
    assert_eq!(
        graph.node_for_flag(FIRST_FLAG + 3).unwrap().id().as_str(),
        "tower"
    );
    assert_eq!(graph.node_for_flag(FINISH_FLAG), None);
    assert_eq!(ids(graph.neighbours("tower")), ["right", "keep", "boss"]);
    assert_eq!(ids(graph.neighbours("nobody")), [""; 0]);

    let tower = graph.node("tower").unwrap();
    assert_eq!(
        (tower.layer(), tower.tier(), tower.original_tier()),
        (2, Some(3), Some(3))
    );
    assert_eq!(
        (tower.kind(), tower.display_name()),
        ("mini_dungeon", "TOWER")
    );
    assert_eq!(tower.zones().collect::<Vec<_>>(), ["tower_zone"]);
    let exit = tower.exits().next().unwrap();
    assert_eq!(exit.text, Some("the gate to keep"));
    assert_eq!(
        (exit.from, exit.from_text),
        (Some("tower_zone"), Some("TOWER"))
    );
    assert_eq!((exit.to, exit.to_node), (Some("keep"), graph.node("keep")));
}

#[test]
fn escapes_in_texts_are_decoded_and_white_space_in_them_is_kept() {
    let text = small_graph_json().replace("\"TOWER\"", "\"A  \\\"Tower\\\" \\u00e9\\n\"");
    let graph = SeedGraph::parse(text.as_bytes()).unwrap();
    assert_eq!(
        graph.node("tower").unwrap().display_name(),
        "A  \"Tower\" é\n"
    );
    assert_eq!(graph.node("keep").unwrap().display_name(), "KEEP");
    let value: Value = serde_json::from_str(&graph.full_json()).unwrap();
    assert_eq!(value, serde_json::from_str::<Value>(&text).unwrap());
}

/// The small graph with changes made by `change`, as sent to viewers.
#[track_caller]
fn sent(change: impl FnOnce(&mut Value)) -> Value {
    let mut value: Value = serde_json::from_str(&small_graph_json()).unwrap();
    change(&mut value);
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    let graph = SeedGraph::parse(pretty.as_bytes()).unwrap();
    assert_eq!(graph.node("boss").unwrap().display_name(), "BOSS");
    assert_eq!(graph.node("start").unwrap().exits().count(), 2);
    serde_json::from_str(&graph.full_json()).unwrap()
}

#[test]
fn unknown_keys_are_passed_on() {
    let extra = json!({"deep": [1, 2.50, {"x": null}], "text": "  \\ \" "});
    let value = sent(|graph| {
        graph["something_new"] = extra.clone();
        graph["nodes"]["keep"]["new"] = extra.clone();
    });
    assert_eq!(value["something_new"], extra);
    assert_eq!(value["nodes"]["keep"]["new"], extra);
}

#[test]
fn several_bosses_become_one_text() {
    let rows = [
        (
            json!({"randomized_bosses": ["A \"B\"", "C"]}),
            json!("A \"B\" / C"),
        ),
        (
            json!({"randomized_bosses": ["A"], "randomized_boss": "Z"}),
            json!("Z"),
        ),
        (json!({"randomized_bosses": []}), Value::Null),
        (json!({"randomized_boss": "Z"}), json!("Z")),
        (json!({}), Value::Null),
    ];
    for (keys, expected) in rows {
        let value = sent(|graph| {
            for (key, value) in keys.as_object().unwrap() {
                graph["nodes"]["keep"][key] = value.clone();
            }
        });
        assert_eq!(
            value["nodes"]["keep"]["randomized_boss"], expected,
            "{keys}"
        );
        assert_eq!(value["nodes"]["keep"]["display_name"], "KEEP");
    }
}

/// Reads the small graph with changes tolerantly.
fn stored(change: impl FnOnce(&mut Value)) -> SeedGraph {
    let mut value: Value = serde_json::from_str(&small_graph_json()).unwrap();
    change(&mut value);
    SeedGraph::parse_stored(value.to_string().as_bytes()).unwrap()
}

fn without(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key);
}

#[test]
fn stored_graphs_take_defaults() {
    assert_eq!(
        stored(|graph| without(graph, "total_layers")).total_layers(),
        0
    );
    assert_eq!(
        stored(|graph| without(graph, "total_nodes")).total_nodes(),
        7
    );
    assert_eq!(stored(|graph| without(graph, "version")).version(), None);
    assert_eq!(
        stored(|graph| without(graph, "event_map")).event_ids(),
        [0; 0]
    );
    assert_eq!(
        stored(|graph| graph["event_map"] = json!(7)).event_ids(),
        [0; 0]
    );
    assert_eq!(
        stored(|graph| without(graph, "finish_event")).finish_event(),
        None
    );
    assert_eq!(
        stored(|graph| without(graph, "care_package")).spawn_items(),
        []
    );
    let bare = stored(|graph| graph["nodes"]["keep"] = json!({}));
    let keep = bare.node("keep").unwrap();
    assert_eq!(
        (keep.kind(), keep.layer(), keep.tier(), keep.original_tier()),
        ("", 0, None, None)
    );
    assert_eq!((keep.display_name(), keep.weight()), ("keep", 1.0));
    assert_eq!((keep.zones().count(), keep.exits().count()), (0, 0));
}

#[test]
fn stored_graphs_lose_what_makes_no_sense() {
    let graph = stored(|graph| {
        graph["event_map"]["1"] = json!("nobody");
        graph["event_map"]["word"] = json!("keep");
        graph["edges"]
            .as_array_mut()
            .unwrap()
            .push(json!({"from": "keep", "to": "nobody"}));
        graph["edges"].as_array_mut().unwrap().push(json!("edge"));
        graph["nodes"]["wrong"] = json!(5);
        graph["nodes"]["keep"]["layer"] = json!("three");
        graph["nodes"]["tower"]["exits"][0]["to"] = json!("nobody");
    });
    assert_eq!(graph.node_for_flag(1), None);
    assert!(graph.event_ids().contains(&1), "mods watch it all the same");
    assert_eq!(graph.edges().count(), 8);
    assert!(graph.node("wrong").is_none());
    assert_eq!(graph.node("keep").unwrap().layer(), 0);
    let exit = graph.node("tower").unwrap().exits().next().unwrap();
    assert_eq!((exit.to, exit.to_node), (Some("nobody"), None));
}

#[test]
fn fractions_are_cut_off() {
    let graph = stored(|graph| {
        graph["nodes"]["keep"]["layer"] = json!(3.9);
        graph["nodes"]["keep"]["tier"] = json!(7.5);
        graph["total_layers"] = json!(5.0);
    });
    let keep = graph.node("keep").unwrap();
    assert_eq!(
        (keep.layer(), keep.tier(), graph.total_layers()),
        (3, Some(7), 5)
    );
}

#[test]
fn start_nodes_of_stored_graphs() {
    let start = |graph: &SeedGraph| graph.start().map(|node| node.id().to_string());
    let untyped = |graph: &mut Value| graph["nodes"]["start"]["type"] = json!("mini_dungeon");
    assert_eq!(start(&stored(untyped)), None);
    let named = |name: &'static str| {
        stored(move |graph| {
            untyped(graph);
            graph["start_node"] = json!(name);
        })
    };
    assert_eq!(start(&named("left")).as_deref(), Some("left"));
    assert_eq!(start(&named("nobody")), None);
    assert_eq!(named("nobody").count_paths(), 0);
}

#[test]
fn viewers_always_get_nodes_and_edges() {
    for text in [
        "{}",
        r#"{"nodes": [], "edges": {}}"#,
        r#"{"x":1,"edges":null}"#,
    ] {
        let graph = SeedGraph::parse_stored(text.as_bytes()).unwrap();
        for json in [graph.full_json(), graph.masked_json()] {
            let value: Value = serde_json::from_str(&json).unwrap();
            assert!(
                value["nodes"].is_object() && value["edges"].is_array(),
                "{json}"
            );
        }
    }
    let graph = SeedGraph::parse_stored(br#"{"x":1,"nodes":7}"#).unwrap();
    assert_eq!(&*graph.full_json(), r#"{"x":1,"nodes":{},"edges":[]}"#);
}

#[test]
fn cycles_in_stored_graphs_do_not_trap_the_count() {
    let graph = stored(|graph| {
        graph["edges"]
            .as_array_mut()
            .unwrap()
            .push(json!({"from": "keep", "to": "left"}));
        graph["edges"]
            .as_array_mut()
            .unwrap()
            .push(json!({"from": "keep", "to": "keep"}));
    });
    assert_eq!(graph.count_paths(), 3);
}

#[test]
fn routes_are_counted_without_overflow() {
    // Two ways out of every node: 4 * 2^19 routes through 20 layers of 4.
    assert_eq!(wide_graph_builder(20, 4).build().count_paths(), 4 << 19);
    assert_eq!(wide_graph_builder(300, 4).build().count_paths(), u128::MAX);
}
