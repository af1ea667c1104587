//! Real seeds, where they are at hand: a folder next to the workspace that is no part of it.

use std::path::PathBuf;

use serde_json::Value;
use speedfog_race::SeedGraph;

/// Name, nodes, edges, layers, routes and flags of a seed.
type Facts = (&'static str, usize, usize, u32, u128, usize);

const SEEDS: &[Facts] = &[
    ("sprint-656435565", 24, 39, 10, 48, 39),
    ("sprint-65102385", 44, 71, 15, 450, 71),
    ("training_sprint-980918037", 36, 60, 13, 224, 60),
    ("standard-633081460", 86, 145, 25, 155_248, 145),
    ("standard-396032005", 106, 174, 30, 449_412, 174),
    ("training_standard-172110456", 93, 153, 27, 108_920, 153),
    ("hardcore-186740620", 102, 178, 29, 2_168_556, 178),
    ("training_hardcore-390666531", 82, 136, 25, 67_728, 136),
    ("boss_shuffle-425085838", 106, 181, 30, 1_956_672, 181),
    ("training_boss_shuffle-939901124", 83, 144, 25, 125_466, 144),
    ("sprint-232037191", 25, 29, 13, 10, 29),
    ("standard-98051388", 64, 76, 31, 432, 76),
];

fn graphs() -> impl Iterator<Item = (&'static Facts, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/graphs");
    SEEDS.iter().filter_map(move |seed| {
        let bytes = std::fs::read(folder.join(format!("{}.json", seed.0))).ok()?;
        Some((seed, bytes))
    })
}

#[test]
fn counts() {
    for ((name, nodes, edges, layers, paths, flags), bytes) in graphs() {
        let graph = SeedGraph::parse(&bytes).expect(name);
        assert_eq!(graph.nodes().len(), *nodes, "{name}");
        assert_eq!(graph.edges().len(), *edges, "{name}");
        assert_eq!(graph.total_layers(), *layers, "{name}");
        assert_eq!(graph.count_paths(), *paths, "{name}");
        assert_eq!(graph.event_ids().len(), flags + 1, "{name}");
        if let Some(declared) = graph.total_paths() {
            assert_eq!(u128::from(declared), *paths, "{name}");
        }
        assert!(
            graph.memory_bytes() < 190 * 1024,
            "{name}: {}",
            graph.memory_bytes()
        );
    }
}

#[test]
fn contents() {
    for ((name, ..), bytes) in graphs() {
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        for graph in [SeedGraph::parse(&bytes), SeedGraph::parse_stored(&bytes)] {
            let graph = graph.expect(name);
            let mut sent: Value = serde_json::from_str(&graph.full_json()).unwrap();
            for node in graph.nodes() {
                let expected = &file["nodes"][node.id().as_str()];
                assert_eq!(node.display_name(), expected["display_name"], "{name}");
                assert_eq!(node.kind(), expected["type"], "{name}");
                assert_eq!(
                    Some(u64::from(node.layer())),
                    expected["layer"].as_u64(),
                    "{name}"
                );
                assert_eq!(
                    node.original_tier().map(u64::from),
                    expected["original_tier"].as_u64()
                );
                assert!(
                    node.zones()
                        .eq(expected["zones"].as_array().unwrap().iter()),
                    "{name}"
                );
                assert_eq!(
                    node.exits().len(),
                    expected["exits"].as_array().unwrap().len()
                );
                for (exit, expected) in node.exits().zip(expected["exits"].as_array().unwrap()) {
                    assert_eq!(exit.text, expected["text"].as_str());
                    assert_eq!(exit.from_text, expected["from_text"].as_str());
                    assert_eq!(
                        exit.to_node.map(|node| node.id().as_str()),
                        expected["to"].as_str()
                    );
                }
                let sent = sent["nodes"][node.id().as_str()].as_object_mut().unwrap();
                if expected.get("randomized_bosses").is_some() {
                    assert!(sent.remove("randomized_boss").is_some(), "{name}");
                }
            }
            assert_eq!(sent, file, "{name}: nothing else is changed");
            for (flag, node) in file["event_map"].as_object().unwrap() {
                let entered = graph.node_for_flag(flag.parse().unwrap()).unwrap();
                assert_eq!(entered.id().as_str(), node, "{name}");
            }
            let masked: Value = serde_json::from_str(&graph.masked_json()).unwrap();
            assert_eq!(
                masked["edges"].as_array().unwrap().len(),
                graph.edges().len(),
                "{name}"
            );
        }
    }
}
