//! Counting routes without walking them: a deep seed has millions.

use super::SeedGraph;

/// The node type that a route ends at.
const FINAL: &str = "final_boss";

/// Adds up, layer by layer, in how many ways each node can be reached.
pub(super) fn count(graph: &SeedGraph) -> u128 {
    let Some(start) = graph.start else { return 0 };
    let layer = |index: u32| graph.nodes[index as usize].layer;
    let mut edges: Vec<_> = graph
        .edges
        .iter()
        .filter(|(from, to)| layer(*from) < layer(*to))
        .collect();
    edges.sort_by_key(|(from, _)| layer(*from));
    let mut ways = vec![0_u128; graph.nodes.len()];
    ways[start as usize] = 1;
    for (from, to) in edges {
        let more = ways[*from as usize];
        let here = &mut ways[*to as usize];
        *here = here.saturating_add(more);
    }
    graph
        .nodes()
        .zip(ways)
        .filter(|(node, _)| node.kind() == FINAL)
        .fold(0, |sum: u128, (_, ways)| sum.saturating_add(ways))
}
