//! Lengths of routes, against walking every one of them.

use proptest::prelude::*;
use speedfog_race::{SeedGraph, fixtures::GraphBuilder};

/// Length and chance of each route from a node to the final boss, one by one.
fn walk(graph: &SeedGraph, id: &str, chance: f64) -> Vec<(f64, f64)> {
    let node = graph.node(id).unwrap();
    if node.kind() == "final_boss" {
        return vec![(node.weight(), chance)];
    }
    let ways: Vec<&str> = graph
        .edges()
        .filter(|(from, to)| from.id().as_str() == id && leads_on(graph, to.id()))
        .map(|(_, to)| to.id().as_str())
        .collect();
    let share = chance / ways.len() as f64;
    ways.iter()
        .flat_map(|to| walk(graph, to, share))
        .map(|(length, chance)| (length + node.weight(), chance))
        .collect()
}

fn leads_on(graph: &SeedGraph, id: &str) -> bool {
    graph.node(id).unwrap().kind() == "final_boss"
        || graph
            .edges()
            .any(|(from, to)| from.id().as_str() == id && leads_on(graph, to.id()))
}

/// Up to three places on each of six layers; gates may jump over layers and end nowhere.
fn graphs() -> impl Strategy<Value = SeedGraph> {
    (prop::collection::vec(1..=3_usize, 6), any::<u64>()).prop_map(|(widths, mut bits)| {
        let mut builder = GraphBuilder::new().node("start", 0, "start");
        let mut above = vec!["start".to_owned()];
        for (layer, width) in widths.into_iter().enumerate() {
            let here: Vec<String> = (0..width).map(|at| format!("n{layer}_{at}")).collect();
            for name in &here {
                builder = builder.node(name, 1 + u32::try_from(layer).unwrap(), "mini_dungeon");
            }
            for (at, name) in here.iter().enumerate() {
                let sure = above.len() - 1 - at.min(above.len() - 1);
                for (index, from) in above.iter().enumerate() {
                    bits = bits.rotate_left(7) ^ 0x9e37;
                    if index == sure || bits.is_multiple_of(3) {
                        builder = builder.edge(from, name);
                    }
                }
            }
            above.extend(here);
        }
        builder = builder.node("end", 7, "final_boss");
        for from in above.iter().rev().take(2) {
            builder = builder.edge(from, "end");
        }
        SeedGraph::parse(builder.json().as_bytes()).unwrap()
    })
}

proptest! {
    #[test]
    fn as_if_every_route_were_walked(graph in graphs()) {
        let routes = walk(&graph, "start", 1.0);
        let stats = graph.route_stats().unwrap();
        let lengths = routes.iter().map(|(length, _)| *length);
        prop_assert_eq!(stats.shortest, lengths.clone().fold(f64::INFINITY, f64::min));
        prop_assert_eq!(stats.longest, lengths.fold(0.0, f64::max));
        let mean: f64 = routes.iter().map(|(length, chance)| length * chance).sum();
        prop_assert!((stats.likely - mean).abs() < 1e-9, "{} is not {mean}", stats.likely);
        let square: f64 = routes.iter().map(|(length, chance)| (length - mean).powi(2) * chance).sum();
        prop_assert!((stats.deviation.powi(2) - square).abs() < 1e-6, "{} is not {}", stats.deviation, square.sqrt());
        prop_assert!(stats.branching >= 1.0);
    }
}

#[test]
fn a_corridor_has_no_spread() {
    let graph = GraphBuilder::new()
        .node("start", 0, "start")
        .node("hall", 1, "mini_dungeon")
        .node("end", 2, "final_boss")
        .edge("start", "hall")
        .edge("hall", "end");
    let graph = SeedGraph::parse(graph.json().as_bytes()).unwrap();
    let stats = graph.route_stats().unwrap();
    assert_eq!((stats.shortest, stats.longest), (4.5, 4.5));
    assert_eq!((stats.likely, stats.deviation), (4.5, 0.0));
    assert_eq!(stats.branching, 1.0);
}

#[test]
fn no_route_no_figures() {
    let graph = GraphBuilder::new()
        .node("start", 0, "start")
        .node("hall", 1, "mini_dungeon")
        .edge("start", "hall");
    let graph = SeedGraph::parse(graph.json().as_bytes()).unwrap();
    assert_eq!(graph.route_stats(), None);
}
