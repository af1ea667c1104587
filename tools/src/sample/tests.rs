//! The promises that every sample keeps.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    io::Read,
};

use proptest::prelude::*;
use serde_json::Value;
use speedfog_race::graph::SeedGraph;

use super::{ArchiveOptions, GraphSpec, Pool, graph, seed_archive, write_pool};

fn parsed(spec: &GraphSpec, seed: u32) -> Value {
    serde_json::from_str(&graph(spec, seed)).expect("the generator writes JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// Asserts everything that holds in every graph of format 4.4.
fn check(graph: &Value) {
    let nodes = graph["nodes"].as_object().expect("nodes");
    let total_layers = graph["total_layers"].as_u64().expect("a number");
    assert_eq!(graph["version"], "4.4");
    assert_eq!(graph["total_nodes"], nodes.len());
    let of_type = |kind: &str| {
        let mut ids = nodes
            .iter()
            .filter(|(_, node)| node["type"] == kind)
            .map(|(id, _)| id.as_str());
        let only = ids.next().unwrap_or_else(|| panic!("no {kind}"));
        assert!(ids.next().is_none(), "more than one {kind}");
        only
    };
    let (start, last) = (of_type("start"), of_type("final_boss"));
    assert_eq!(nodes[start]["layer"], 0);
    assert_eq!(
        nodes[start]["zones"],
        serde_json::json!(["chapel_start", "roundtable"])
    );
    assert_eq!(nodes[last]["layer"], total_layers - 1);

    check_layers(graph);
    check_edges(graph, start, last);
    check_flags(graph, start);
}

fn check_layers(graph: &Value) {
    let nodes = graph["nodes"].as_object().expect("nodes");
    let mut layers: BTreeMap<u64, Vec<&Value>> = BTreeMap::new();
    let mut zones = HashSet::new();
    for (id, node) in nodes {
        layers
            .entry(node["layer"].as_u64().expect("a number"))
            .or_default()
            .push(node);
        let (name, digits) = id.rsplit_once('_').expect("an underscore");
        assert!(
            digits.len() == 4 && digits.chars().all(|c| c.is_ascii_hexdigit()),
            "{id}"
        );
        assert!(
            name.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        );
        for zone in list(&node["zones"]) {
            assert!(zones.insert(text(zone)), "{zone} is in two nodes");
            assert_eq!(graph["area_tiers"][text(zone)], node["tier"]);
        }
    }
    assert_eq!(graph["total_zones"], zones.len());
    assert!(
        layers.keys().copied().eq(0..layers.len() as u64),
        "a layer is missing"
    );
    let mut tier = 0;
    for layer in layers.values() {
        assert!(layer.len() <= 4);
        assert!(layer.iter().all(|node| node["type"] == layer[0]["type"]));
        assert!(layer.iter().all(|node| node["tier"] == layer[0]["tier"]));
        let own = layer[0]["tier"].as_u64().expect("a number");
        assert!(
            (1..=28).contains(&own) && own >= tier,
            "tier {own} after {tier}"
        );
        tier = own;
    }
}

fn check_edges(graph: &Value, start: &str, last: &str) {
    let nodes = graph["nodes"].as_object().expect("nodes");
    let pair = |from: &Value, to: &Value| (text(from).to_owned(), text(to).to_owned());
    let edges: Vec<_> = list(&graph["edges"])
        .iter()
        .map(|e| pair(&e["from"], &e["to"]))
        .collect();
    let distinct: BTreeSet<_> = edges.iter().cloned().collect();
    assert_eq!(edges.len(), distinct.len(), "an edge is listed twice");
    for (from, to) in &edges {
        let depth = |id: &str| nodes[id]["layer"].as_u64().expect("a number");
        assert_eq!(depth(from) + 1, depth(to), "{from} to {to}");
    }
    let mut exits = BTreeSet::new();
    let mut entrances = BTreeSet::new();
    let mut owner = BTreeMap::new();
    for (id, node) in nodes {
        owner.extend(
            list(&node["zones"])
                .iter()
                .map(|zone| (text(zone), id.as_str())),
        );
        let gates: HashSet<_> = list(&node["exits"])
            .iter()
            .map(|exit| text(&exit["text"]))
            .collect();
        assert_eq!(
            gates.len(),
            list(&node["exits"]).len(),
            "two exits of {id} read the same"
        );
        assert!(gates.len() <= 3 && list(&node["entrances"]).len() <= 4);
        for exit in list(&node["exits"]) {
            assert!(list(&node["zones"]).contains(&exit["from"]));
            exits.insert((id.clone(), text(&exit["to"]).to_owned()));
        }
        for entrance in list(&node["entrances"]) {
            assert!(list(&node["zones"]).contains(&entrance["to"]));
            entrances.insert((text(&entrance["from"]).to_owned(), id.clone()));
        }
        assert_eq!(list(&node["entrances"]).is_empty(), id == start);
        assert_eq!(list(&node["exits"]).is_empty(), id == last);
    }
    let connections: BTreeSet<_> = list(&graph["connections"])
        .iter()
        .map(|link| {
            let (from, to) = (
                owner[text(&link["exit_area"])],
                owner[text(&link["entrance_area"])],
            );
            assert_eq!(graph["event_map"][link["flag_id"].to_string()], to);
            (from.to_owned(), to.to_owned())
        })
        .collect();
    assert_eq!(exits, distinct);
    assert_eq!(entrances, distinct);
    assert_eq!(connections, distinct);
}

fn check_flags(graph: &Value, start: &str) {
    let nodes = graph["nodes"].as_object().expect("nodes");
    let events = graph["event_map"].as_object().expect("a table");
    let mut flags: HashSet<u64> = events
        .keys()
        .map(|flag| flag.parse().expect("a number"))
        .collect();
    assert_eq!(flags.len(), list(&graph["connections"]).len());
    assert!(flags.iter().all(|flag| *flag >= 1_050_294_000));
    assert!(flags.insert(graph["finish_event"].as_u64().expect("a number")));
    let deaths = graph["death_flags"].as_object().expect("a table");
    assert_eq!(deaths.len() + 1, nodes.len());
    for (id, three) in deaths {
        assert!(nodes.contains_key(id) && id != start);
        assert_eq!(list(three).len(), 3);
        for flag in list(three) {
            assert!(
                flags.insert(flag.as_u64().expect("a number")),
                "{flag} is used twice"
            );
        }
    }
    assert!(
        list(&graph["care_package"])
            .iter()
            .any(|item| item["type"] == 4)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_graph_keeps_the_promises_of_the_format(seed: u32, size in 0_usize..4) {
        let specs = [GraphSpec::sprint(), GraphSpec::standard(), GraphSpec::boss_shuffle(), GraphSpec::large(400)];
        check(&parsed(&specs[size], seed));
    }

    #[test]
    fn the_rules_accept_every_graph(seed: u32) {
        for spec in [GraphSpec::sprint(), GraphSpec::boss_shuffle()] {
            let json = graph(&spec, seed);
            let parsed = SeedGraph::parse(json.as_bytes()).expect("a valid graph");
            prop_assert!(parsed.start().is_some());
        }
    }
}

#[test]
fn graphs_are_as_large_as_their_pool_says() {
    let rows = [
        (GraphSpec::sprint(), 20..=50),
        (GraphSpec::standard(), 80..=115),
        (GraphSpec::large(2_000), 1_800..=2_000),
    ];
    for (spec, expected) in rows {
        for seed in 0..12 {
            let nodes = parsed(&spec, seed)["total_nodes"]
                .as_u64()
                .expect("a number");
            assert!(expected.contains(&nodes), "{nodes} nodes for {spec:?}");
        }
    }
}

#[test]
fn the_same_number_gives_the_same_graph() {
    let spec = GraphSpec::standard();
    assert_eq!(graph(&spec, 7), graph(&spec, 7));
    assert_ne!(graph(&spec, 7), graph(&spec, 8));
}

#[test]
fn shuffled_seeds_name_their_bosses() {
    let graph = parsed(&GraphSpec::boss_shuffle(), 3);
    let nodes = graph["nodes"].as_object().expect("nodes");
    let shuffled = nodes
        .values()
        .filter(|node| node.get("randomized_bosses").is_some());
    assert!(shuffled.clone().count() > 20);
    for node in shuffled {
        assert_eq!(node["randomized_bosses"][0], node["boss_name"]);
    }
}

fn entries(bytes: Vec<u8>) -> Vec<String> {
    let zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a readable archive");
    zip.file_names()
        .map(|name| name.expect("a readable name").into_owned())
        .collect()
}

#[test]
fn archives_have_one_top_folder_and_no_spoilers() {
    let small = ArchiveOptions {
        payload: 4096,
        ..ArchiveOptions::default()
    };
    let names = entries(seed_archive("00ff00ff00ff", "{}", 1, small).expect("packs"));
    assert!(
        names
            .iter()
            .all(|name| name.starts_with("speedfog_00ff00ff00ff/"))
    );
    assert!(
        names
            .iter()
            .any(|name| name.ends_with("/lib/RandomizerHelper.dll"))
    );
    let spoils = |name: &&String| name.contains("/logs/") || name.contains("item_");
    assert_eq!(names.iter().find(spoils), None);

    let with = ArchiveOptions {
        spoilers: true,
        ..small
    };
    let names = entries(seed_archive("00ff00ff00ff", "{}", 1, with).expect("packs"));
    assert_eq!(names.iter().filter(spoils).count(), 4);
}

#[test]
fn pools_are_written_once_and_kept() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let options = ArchiveOptions {
        payload: 1024,
        spoilers: false,
    };
    let pools = Pool::samples();
    for pool in &pools {
        let _: toml::Table = pool.config.parse().expect("a valid config.toml");
        let first = write_pool(root.path(), pool, 2, 1, options).expect("writes");
        assert_eq!(first.len(), 2);
    }
    let folder = root.path().join("sprint");
    let seed = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|kind| kind == "zip"))
        .expect("a seed");
    fs::write(&seed, b"mine").expect("writes");
    fs::write(folder.join("config.toml"), b"# mine").expect("writes");

    let again = write_pool(root.path(), &pools[0], 3, 1, options).expect("writes");
    assert_eq!(again.len(), 1, "only the third seed is new");
    assert_eq!(fs::read(&seed).expect("reads"), b"mine");
    assert_eq!(
        fs::read(folder.join("config.toml")).expect("reads"),
        b"# mine"
    );
    let leftovers = fs::read_dir(&folder).expect("a folder").filter(|entry| {
        entry
            .as_ref()
            .expect("an entry")
            .path()
            .extension()
            .is_some_and(|kind| kind == "tmp")
    });
    assert_eq!(leftovers.count(), 0);
}

#[test]
fn the_graph_in_an_archive_is_the_one_given() {
    let json = graph(&GraphSpec::sprint(), 5);
    let bytes = seed_archive("0123456789ab", &json, 5, ArchiveOptions::default()).expect("packs");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a readable archive");
    let mut file = zip
        .by_name("speedfog_0123456789ab/graph.json")
        .expect("the graph");
    let mut read = String::new();
    file.read_to_string(&mut read).expect("reads");
    assert_eq!(read, json);
}
