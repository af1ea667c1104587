//! Where a runner is, from what the game tells after a death, a warp or a quit-out.
//!
//! The tables come from files that an operator may provide; this module neither reads nor parses
//! them. The answer only moves the display, it never counts as progress.

use crate::graph::{Node, NodeId, SeedGraph};
use crate::progress::Progress;

mod name;
mod tables;

pub use name::{NameUse, resolve_name};
pub use tables::{Bounds, MapId, PositionRule, ZoneTables};

/// What the mod knows about the place. Values that make no sense are left out by the caller.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ZoneQuery {
    /// The grace chosen for a fast travel; 0 means none.
    pub grace_entity_id: Option<u32>,
    /// The game map the character stands in.
    pub map_id: Option<MapId>,
    /// x, y and z in that map's coordinates.
    pub position: Option<[f32; 3]>,
    /// The game's number of the region underfoot; no table for it exists, so it is not used.
    pub play_region_id: Option<u32>,
}

impl ZoneQuery {
    /// The node this points to, if it is certain enough: the grace's node; else the only visited
    /// node (the start counts as visited) on the map, or the current one if there are several.
    #[must_use]
    pub fn resolve(
        &self,
        tables: &ZoneTables,
        graph: &SeedGraph,
        progress: &Progress,
    ) -> Option<NodeId> {
        let by_grace = self
            .grace_entity_id
            .filter(|grace| *grace != 0)
            .and_then(|grace| {
                let zone = tables.zone_of_grace(grace)?;
                only(&owners(graph, |owned| owned == zone))
            });
        if let Some(node) = by_grace {
            return Some(node.id().clone());
        }
        let zones = tables.zones_at(self.map_id?, self.position);
        let visited =
            |node: &Node<'_>| graph.start() == Some(*node) || progress.has_visited(node.id());
        let mut nodes = owners(graph, |owned| zones.iter().any(|zone| &**zone == owned));
        nodes.retain(visited);
        let current = progress.current_zone.as_ref();
        let node = only(&nodes).or_else(|| {
            nodes
                .iter()
                .copied()
                .find(|node| Some(node.id()) == current)
        })?;
        Some(node.id().clone())
    }
}

/// The nodes that own a zone for which `wanted` holds, in file order.
fn owners(graph: &SeedGraph, wanted: impl Fn(&str) -> bool) -> Vec<Node<'_>> {
    graph
        .nodes()
        .filter(|node| node.zones().any(&wanted))
        .collect()
}

/// The only node, if there is exactly one.
fn only<'g>(nodes: &[Node<'g>]) -> Option<Node<'g>> {
    match nodes {
        [node] => Some(*node),
        _ => None,
    }
}
