//! Zone names as old mods send them.

use super::{MapId, ZoneTables, only, owners};
use crate::graph::{Node, NodeId, SeedGraph};
use crate::progress::Progress;

/// What the name is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameUse {
    /// The runner says where they are: only places they have been count.
    Whereabouts,
    /// The runner says they entered a zone.
    Entry,
}

/// The node that `name` stands for: a node id, else a zone id, else a map id. Among several nodes
/// those next to where the runner comes from (`from`, else their current zone) are kept, if there
/// are any. None if that does not leave exactly one.
#[must_use]
pub fn resolve_name(
    tables: &ZoneTables,
    graph: &SeedGraph,
    progress: &Progress,
    name: &str,
    from: Option<&str>,
    purpose: NameUse,
) -> Option<NodeId> {
    let mut nodes = candidates(tables, graph, name);
    if nodes.len() > 1 {
        let origin = from
            .and_then(|from| only(&candidates(tables, graph, from)))
            .or_else(|| graph.node(progress.current_zone.as_ref()?));
        let near = origin.map_or_else(Vec::new, |origin| graph.neighbours(origin.id()));
        if nodes.iter().any(|node| near.contains(node)) {
            nodes.retain(|node| near.contains(node));
        }
    }
    if nodes.len() > 1 && purpose == NameUse::Whereabouts {
        nodes.retain(|node| progress.has_visited(node.id()));
    }
    only(&nodes).map(|node| node.id().clone())
}

/// All nodes the name may stand for.
fn candidates<'g>(tables: &ZoneTables, graph: &'g SeedGraph, name: &str) -> Vec<Node<'g>> {
    if let Some(node) = graph.node(name) {
        return vec![node];
    }
    let nodes = owners(graph, |zone| zone == name);
    if !nodes.is_empty() {
        return nodes;
    }
    let Ok(map) = name.parse::<MapId>() else {
        return Vec::new();
    };
    let zones = tables.zones_at(map, None);
    owners(graph, |owned| zones.iter().any(|zone| &**zone == owned))
}
