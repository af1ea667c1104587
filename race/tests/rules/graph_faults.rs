//! What a new seed is refused for, and how the fault is told.

use serde_json::{Value, json};
use speedfog_race::SeedGraph;
use speedfog_race::fixtures::small_graph_json;
use speedfog_race::graph::{GraphError, MAX_BYTES, MAX_NODES};

#[track_caller]
fn fault(bytes: &[u8]) -> String {
    SeedGraph::parse(bytes)
        .expect_err("the graph is refused")
        .to_string()
}

/// Changes the small graph at `pointer` (none: removes it) and expects this fault.
#[track_caller]
fn check(pointer: &str, value: Option<Value>, expected: &str) {
    let mut graph: Value = serde_json::from_str(&small_graph_json()).unwrap();
    set(&mut graph, pointer, value);
    assert_eq!(fault(graph.to_string().as_bytes()), expected, "{pointer}");
}

#[track_caller]
fn accept(pointer: &str, value: Option<Value>) {
    let mut graph: Value = serde_json::from_str(&small_graph_json()).unwrap();
    set(&mut graph, pointer, value);
    SeedGraph::parse(graph.to_string().as_bytes()).expect(pointer);
}

fn set(graph: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = graph.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(map), Some(value)) => drop(map.insert(key.to_owned(), value)),
        (Value::Object(map), None) => drop(map.remove(key)),
        (Value::Array(list), Some(value)) if key == "-" => list.push(value),
        (parent, Some(value)) => parent[key.parse::<usize>().unwrap()] = value,
        (_, None) => panic!("only keys can be removed"),
    }
}

#[test]
fn documents_that_are_no_graph() {
    assert_eq!(fault(b"[]"), "the graph is not a JSON object");
    assert_eq!(fault(b"null"), "the graph is not a JSON object");
    assert_eq!(
        fault(b"{\"a\":\xff}"),
        "the graph is not UTF-8 text (at byte 5)"
    );
    assert!(
        fault(b"").starts_with("the graph is not valid JSON: EOF"),
        "{}",
        fault(b"")
    );
    let broken = fault(b"{\n  \"version\": \"4.4\",\n  \"nodes\": }");
    assert_eq!(
        broken,
        "the graph is not valid JSON: expected value at line 3 column 12"
    );
    assert!(
        fault(b"{\"version\": 4 4}").contains("line 1 column 15"),
        "{}",
        fault(b"{\"version\": 4 4}")
    );
    let text = small_graph_json();
    assert!(fault(&text.as_bytes()[..text.len() - 1]).contains("EOF"));
    assert!(fault(format!("{text}x").as_bytes()).contains("trailing characters"));
    assert!(SeedGraph::parse_stored(b"[]").is_err());
    assert!(SeedGraph::parse_stored(b"{").is_err());
}

#[test]
fn formats() {
    check("/version", None, "`version` is missing");
    check(
        "/version",
        Some(json!(3)),
        "`version` is 3, only format 4.x is supported",
    );
    check(
        "/version",
        Some(json!(4.4)),
        "`version` is 4.4, only format 4.x is supported",
    );
    check(
        "/version",
        Some(json!("5.0")),
        "`version` is \"5.0\", only format 4.x is supported",
    );
    check(
        "/version",
        Some(json!("40")),
        "`version` is \"40\", only format 4.x is supported",
    );
    for version in ["4.0", "4.1", "4.4", "4.99"] {
        accept("/version", Some(json!(version)));
    }
}

#[test]
fn missing_tables() {
    for key in ["nodes", "edges", "event_map"] {
        check(&format!("/{key}"), None, &format!("`{key}` is missing"));
    }
    check("/edges/0/to", None, "`edges[0].to` is missing");
    check(
        "/nodes/tower/exits/1/to",
        None,
        "`nodes.tower.exits[1].to` is missing",
    );
    for key in [
        "total_layers",
        "total_nodes",
        "finish_event",
        "care_package",
    ] {
        accept(&format!("/{key}"), None);
    }
    for key in [
        "layer",
        "tier",
        "original_tier",
        "weight",
        "display_name",
        "zones",
        "entrances",
    ] {
        accept(&format!("/nodes/start/{key}"), None);
    }
}

#[test]
fn wrong_types() {
    let rows = [
        (
            "/nodes",
            json!([]),
            "`nodes` is an array, expected an object",
        ),
        (
            "/edges",
            json!({}),
            "`edges` is an object, expected an array",
        ),
        (
            "/event_map",
            json!(null),
            "`event_map` is null, expected an object",
        ),
        (
            "/total_layers",
            json!("five"),
            "`total_layers` is a string, expected a number",
        ),
        (
            "/total_nodes",
            json!(true),
            "`total_nodes` is a boolean, expected a number",
        ),
        (
            "/total_paths",
            json!([]),
            "`total_paths` is an array, expected a number",
        ),
        (
            "/finish_event",
            json!("1"),
            "`finish_event` is a string, expected a whole number",
        ),
        (
            "/finish_event",
            json!(1.5),
            "`finish_event` is a fractional number, expected a whole number",
        ),
        (
            "/care_package",
            json!({}),
            "`care_package` is an object, expected an array",
        ),
        (
            "/care_package/1",
            json!(1),
            "`care_package[1]` is a number, expected an object",
        ),
        (
            "/care_package/1/id",
            json!("x"),
            "`care_package[1].id` is a string, expected a whole number",
        ),
        (
            "/start_node",
            json!(1),
            "`start_node` is a number, expected a string",
        ),
        (
            "/edges/2",
            json!("x"),
            "`edges[2]` is a string, expected an object",
        ),
        (
            "/edges/2/from",
            json!(5),
            "`edges[2].from` is a number, expected a string",
        ),
        (
            "/nodes/keep",
            json!([1]),
            "`nodes.keep` is an array, expected an object",
        ),
        (
            "/nodes/keep/type",
            json!(1),
            "`nodes.keep.type` is a number, expected a string",
        ),
        (
            "/nodes/keep/layer",
            json!("three"),
            "`nodes.keep.layer` is a string, expected a number",
        ),
        (
            "/nodes/keep/tier",
            json!({}),
            "`nodes.keep.tier` is an object, expected a number",
        ),
        (
            "/nodes/keep/weight",
            json!("1"),
            "`nodes.keep.weight` is a string, expected a number",
        ),
        (
            "/nodes/keep/display_name",
            json!(0),
            "`nodes.keep.display_name` is a number, expected a string",
        ),
        (
            "/nodes/keep/zones",
            json!("x"),
            "`nodes.keep.zones` is a string, expected an array",
        ),
        (
            "/nodes/keep/zones/0",
            json!(1),
            "`nodes.keep.zones[0]` is a number, expected a string",
        ),
        (
            "/nodes/keep/randomized_boss",
            json!([]),
            "`nodes.keep.randomized_boss` is an array, expected a string",
        ),
        (
            "/nodes/keep/randomized_bosses",
            json!("x"),
            "`nodes.keep.randomized_bosses` is a string, expected an array",
        ),
        (
            "/nodes/keep/exits",
            json!({}),
            "`nodes.keep.exits` is an object, expected an array",
        ),
        (
            "/nodes/keep/exits/0",
            json!("boss"),
            "`nodes.keep.exits[0]` is a string, expected an object",
        ),
        (
            "/nodes/keep/exits/0/text",
            json!(1),
            "`nodes.keep.exits[0].text` is a number, expected a string",
        ),
        (
            "/nodes/keep/entrances/1/to",
            json!(1),
            "`nodes.keep.entrances[1].to` is a number, expected a string",
        ),
        (
            "/event_map/1050294003",
            json!(4),
            "`event_map.1050294003` is a number, expected a string",
        ),
    ];
    for (pointer, value, expected) in rows {
        check(pointer, Some(value), expected);
    }
    for key in ["tier", "original_tier", "randomized_boss"] {
        accept(&format!("/nodes/keep/{key}"), Some(Value::Null));
    }
    accept("/finish_event", Some(Value::Null));
    accept("/nodes/keep/layer", Some(json!(3.0)));
}

#[test]
fn numbers_out_of_range() {
    check(
        "/nodes/keep/layer",
        Some(json!(-1)),
        "`nodes.keep.layer` is out of range: -1, expected 0 to 65535",
    );
    check(
        "/total_layers",
        Some(json!(1e300)),
        "`total_layers` is out of range: 1e300, expected 0 to 2147483647",
    );
    check(
        "/finish_event",
        Some(json!(4_294_967_296_u64)),
        "`finish_event` is out of range: 4294967296, expected an event flag, 0 to 4294967295",
    );
    check(
        "/event_map/1e3",
        Some(json!("keep")),
        "`event_map.1e3` is out of range: `1e3`, expected an event flag, 0 to 4294967295",
    );
    check(
        "/event_map/+5",
        Some(json!("keep")),
        "`event_map.+5` is out of range: `+5`, expected an event flag, 0 to 4294967295",
    );
    let long = "x".repeat(101);
    let node = json!({"type": "mini_dungeon"});
    check(
        &format!("/nodes/{long}"),
        Some(node),
        &format!(
            "`nodes.{long}` is out of range: 101 characters, expected an id of at most 100 characters"
        ),
    );
}

#[test]
fn references_to_nobody() {
    check(
        "/edges/3/to",
        Some(json!("nobody")),
        "`edges[3].to` names the unknown node `nobody`",
    );
    check(
        "/edges/3/from",
        Some(json!("nobody")),
        "`edges[3].from` names the unknown node `nobody`",
    );
    check(
        "/nodes/tower/exits/1/to",
        Some(json!("nobody")),
        "`nodes.tower.exits[1].to` names the unknown node `nobody`",
    );
    check(
        "/event_map/1050294003",
        Some(json!("nobody")),
        "`event_map.1050294003` names the unknown node `nobody`",
    );
}

#[test]
fn edges_that_do_not_lead_deeper() {
    let edge = |from: &str, to: &str| Some(json!({"from": from, "to": to}));
    check(
        "/edges/-",
        edge("keep", "left"),
        "`edges[8]` does not lead deeper: `keep` is on layer 3, `left` on layer 1",
    );
    check(
        "/edges/-",
        edge("left", "right"),
        "`edges[8]` does not lead deeper: `left` is on layer 1, `right` on layer 1",
    );
    check(
        "/edges/-",
        edge("keep", "keep"),
        "`edges[8]` does not lead deeper: `keep` is on layer 3, `keep` on layer 3",
    );
    accept("/edges/-", edge("start", "boss"));
}

#[test]
fn start_nodes() {
    check(
        "/nodes/start/type",
        Some(json!("boss_arena")),
        "`nodes` has no node of type `start`",
    );
    check(
        "/nodes/keep/type",
        Some(json!("start")),
        "`nodes.start.type` is a second start, the first is `nodes.keep`",
    );
    accept("/start_node", Some(json!("nobody")));
    let mut graph: Value = serde_json::from_str(&small_graph_json()).unwrap();
    graph["nodes"]["start"]["type"] = json!("mini_dungeon");
    graph["start_node"] = json!("start");
    let graph = SeedGraph::parse(graph.to_string().as_bytes()).unwrap();
    assert_eq!(graph.start().unwrap().id().as_str(), "start");
}

#[test]
fn a_node_defined_twice() {
    let text = small_graph_json().replacen("\"keep\":{", "\"keep\":{},\"keep\":{", 1);
    assert_eq!(fault(text.as_bytes()), "`nodes.keep` is defined twice");
    let graph = SeedGraph::parse_stored(text.as_bytes()).unwrap();
    assert_eq!(
        (graph.nodes().len(), graph.node("keep").unwrap().layer()),
        (7, 3)
    );
}

#[test]
fn limits() {
    let blank = vec![b' '; MAX_BYTES + 1];
    let expected = GraphError::TooLarge {
        bytes: MAX_BYTES + 1,
        limit: MAX_BYTES,
    };
    assert_eq!(SeedGraph::parse(&blank).unwrap_err(), expected);
    assert_eq!(SeedGraph::parse_stored(&blank).unwrap_err(), expected);
    let nodes: Vec<_> = (0..=MAX_NODES)
        .map(|at| format!("\"n{at}\":{{}}"))
        .collect();
    let text = format!(
        r#"{{"version":"4.4","edges":[],"event_map":{{}},"nodes":{{{}}}}}"#,
        nodes.join(",")
    );
    assert_eq!(
        fault(text.as_bytes()),
        "`nodes` has 50001 entries, more than the 50000 allowed"
    );
    // Nesting is no danger to the stack.
    let (open, close) = ("[".repeat(1_000_000), "]".repeat(1_000_000));
    let text = small_graph_json().replacen('{', &format!("{{\"x\":{open}{close},"), 1);
    assert!(SeedGraph::parse(text.as_bytes()).is_ok());
}

#[test]
fn numbers_that_nobody_can_read() {
    for (number, fits) in [
        ("1e400", false),
        ("-2.5E+999", false),
        (&"9".repeat(400), false),
        ("1e-400", true),
        ("1.5e300", true),
        ("\"1e400 \\\" 1e400\"", true),
    ] {
        let text = small_graph_json().replacen('{', &format!("{{\"x\":[{number}],"), 1);
        assert_eq!(SeedGraph::parse(text.as_bytes()).is_ok(), fits, "{number}");
        assert_eq!(
            SeedGraph::parse_stored(text.as_bytes()).is_ok(),
            fits,
            "{number}"
        );
    }
}
