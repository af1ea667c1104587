//! The seed graph: nodes, edges, event flags and what viewers may see of them.
//!
//! A graph is parsed once per seed and shared, never changed. It keeps its JSON, since unknown keys
//! are passed on to viewers, and refers to texts inside it instead of copying them.

use std::sync::{Arc, Mutex, OnceLock, Weak};

mod discovered;
mod error;
mod json;
mod loose;
mod node;
mod nodes;
mod outline;
mod parse;
mod paths;
mod raw;
mod routes;
mod rules;
mod span;
mod view;

pub use error::GraphError;
pub use node::{Exit, Node, NodeId, SpawnItem};
pub use routes::RouteStats;
pub use view::{MapAccess, MapPolicy, Viewer, map_access};

use crate::progress::Visit;
use node::NodeData;
use span::Span;

/// The largest file accepted, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The largest number of nodes accepted.
pub const MAX_NODES: usize = 50_000;

/// The deepest layer accepted.
pub const MAX_LAYER: u32 = 65_535;

/// The longest node id accepted, in characters.
pub const MAX_NODE_ID: usize = 100;

/// Flag to index into the nodes, ascending; no index if the node does not exist.
type Flags = Box<[(u32, Option<u32>)]>;

/// An immutable seed graph.
#[derive(Debug)]
pub struct SeedGraph {
    json: Arc<str>,
    decoded: Box<str>,
    version: Option<Span>,
    total_layers: u32,
    total_nodes: Option<u32>,
    total_paths: Option<u64>,
    nodes: Box<[NodeData]>,
    /// Indexes into `nodes`, in the order of the ids.
    by_id: Box<[u32]>,
    start: Option<u32>,
    edges: Box<[(u32, u32)]>,
    flags: Flags,
    finish_event: Option<u32>,
    spawn_items: Box<[SpawnItem]>,
    items_spawned_flag: Option<u32>,
    /// Kept only while somebody is being sent them.
    masked: Mutex<Option<Weak<str>>>,
    keyed: Mutex<Option<Weak<str>>>,
    /// See [`outline::places`].
    places: OnceLock<Box<[u32]>>,
}

impl SeedGraph {
    /// Reads a graph with every check that a new seed must pass.
    ///
    /// # Errors
    ///
    /// The first fault, with its place.
    pub fn parse(bytes: &[u8]) -> Result<Self, GraphError> {
        parse::parse(bytes, true)
    }

    /// Reads a graph that was accepted before, perhaps under laxer checks: what is missing or of a
    /// wrong type takes its default, and references to unknown nodes are dropped.
    ///
    /// # Errors
    ///
    /// Only if the bytes are too many, or no JSON object at all.
    pub fn parse_stored(bytes: &[u8]) -> Result<Self, GraphError> {
        parse::parse(bytes, false)
    }

    fn text(&self, span: Span) -> &str {
        span::resolve(&self.json, &self.decoded, span)
    }

    fn at(&self, index: u32) -> Node<'_> {
        Node {
            graph: self,
            data: &self.nodes[index as usize],
        }
    }

    fn index(&self, id: &str) -> Option<u32> {
        let id_at = |index: &u32| self.nodes[*index as usize].id.as_str();
        let at = self
            .by_id
            .binary_search_by(|index| id_at(index).cmp(id))
            .ok()?;
        Some(self.by_id[at])
    }

    /// The format version as the file states it.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.map(|span| self.text(span))
    }

    /// The start node: the one of type `start`, else the one that `start_node` names.
    #[must_use]
    pub fn start(&self) -> Option<Node<'_>> {
        self.start.map(|index| self.at(index))
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<Node<'_>> {
        self.index(id).map(|index| self.at(index))
    }

    /// All nodes, in file order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node<'_>> {
        self.nodes.iter().map(|data| Node { graph: self, data })
    }

    /// All edges as (from, to), in file order, without repeats.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = (Node<'_>, Node<'_>)> {
        self.edges
            .iter()
            .map(|(from, to)| (self.at(*from), self.at(*to)))
    }

    /// The nodes one edge away, in either direction, without repeats, in file order of the edges.
    /// Empty for an unknown id.
    #[must_use]
    pub fn neighbours(&self, id: &str) -> Vec<Node<'_>> {
        let mut found = Vec::new();
        let Some(index) = self.index(id) else {
            return found;
        };
        for (from, to) in &self.edges {
            let other = match (*from == index, *to == index) {
                (true, false) => self.at(*to),
                (false, true) => self.at(*from),
                _ => continue,
            };
            if !found.contains(&other) {
                found.push(other);
            }
        }
        found
    }

    /// The node entered when `flag_id` is set.
    #[must_use]
    pub fn node_for_flag(&self, flag_id: u32) -> Option<Node<'_>> {
        let at = self
            .flags
            .binary_search_by_key(&flag_id, |(flag, _)| *flag)
            .ok()?;
        self.flags[at].1.map(|index| self.at(index))
    }

    /// True if the flag means something: it finishes the run or enters a node.
    #[must_use]
    pub fn knows_flag(&self, flag_id: u32) -> bool {
        self.finish_event == Some(flag_id) || self.node_for_flag(flag_id).is_some()
    }

    /// The flag set by the death of the final boss.
    #[must_use]
    pub fn finish_event(&self) -> Option<u32> {
        self.finish_event
    }

    /// Every flag a mod has to watch: those that enter nodes, ascending, then the finish flag if
    /// it is not among them. Empty if the graph has no table of flags.
    #[must_use]
    pub fn event_ids(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = self.flags.iter().map(|(flag, _)| *flag).collect();
        if let Some(finish) = self.finish_event
            && !ids.is_empty()
            && !ids.contains(&finish)
        {
            ids.push(finish);
        }
        ids
    }

    /// Items the mod hands out at the start, in file order.
    #[must_use]
    pub fn spawn_items(&self) -> &[SpawnItem] {
        &self.spawn_items
    }

    /// The flag by which a save remembers that it has got those items; the format has it since
    /// version 4.4.
    #[must_use]
    pub fn items_spawned_flag(&self) -> Option<u32> {
        self.items_spawned_flag
    }

    /// Number of layers; 0 if the file does not say.
    #[must_use]
    pub fn total_layers(&self) -> u32 {
        self.total_layers
    }

    /// The number of nodes the file states, which may differ from the number of entries.
    #[must_use]
    pub fn declared_total_nodes(&self) -> Option<u32> {
        self.total_nodes
    }

    /// The stated number of nodes, else the number of entries.
    #[must_use]
    pub fn total_nodes(&self) -> u32 {
        let counted = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.total_nodes.unwrap_or(counted)
    }

    /// The number of routes the file states; newer files do not.
    #[must_use]
    pub fn total_paths(&self) -> Option<u64> {
        self.total_paths
    }

    /// The number of routes from the start to the final boss, counted without listing them; stops
    /// at `u128::MAX`. Edges that do not lead deeper do not count.
    #[must_use]
    pub fn count_paths(&self) -> u128 {
        paths::count(self)
    }

    /// How long and how different the routes are; `None` when no route leads from a start to a
    /// final boss.
    #[must_use]
    pub fn route_stats(&self) -> Option<RouteStats> {
        routes::route_stats(self)
    }

    /// The whole graph as JSON: everything in the file, with `randomized_boss` (names joined with
    /// ` / `) added to nodes that only have the list. Always holds the same shared text.
    #[must_use]
    pub fn full_json(&self) -> Arc<str> {
        Arc::clone(&self.json)
    }

    /// The graph without anything that gives it away: the same topology under opaque ids. Shared
    /// by everybody who holds it at the same time, and equal at all times.
    #[must_use]
    pub fn masked_json(&self) -> Arc<str> {
        shared(&self.masked, || outline::masked(self))
    }

    /// The whole graph as JSON with one more field, `node_keys`: by id, the key that each node has
    /// in the masked and the discovered graph, so that a drawing keeps its place when everything
    /// becomes known. A graph without nodes has none. Shared like the masked graph.
    #[must_use]
    pub fn keyed_json(&self) -> Arc<str> {
        shared(&self.keyed, || outline::keyed(self))
    }

    /// The graph as somebody knows it who made these visits, made anew for each who asks. What
    /// they have not seen has the keys of the masked graph.
    #[must_use]
    pub fn discovered_json(&self, history: &[Visit]) -> Arc<str> {
        discovered::discovered(self, history).into()
    }

    /// The graph as a viewer with this access and these own visits is sent it.
    #[must_use]
    pub fn json_for(&self, access: MapAccess, history: &[Visit]) -> Arc<str> {
        match access {
            MapAccess::Full => self.keyed_json(),
            MapAccess::Discovered => self.discovered_json(history),
            MapAccess::Masked => self.masked_json(),
        }
    }

    fn places(&self) -> &[u32] {
        self.places.get_or_init(|| outline::places(self))
    }

    /// The memory held by the graph in bytes, without the allocator's own overhead.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        let nodes: usize = self
            .nodes
            .iter()
            .map(|node| {
                size_of_val(node)
                    + node.id.len()
                    + 2 * size_of::<usize>()
                    + size_of_val(&*node.zones)
                    + size_of_val(&*node.exits)
            })
            .sum();
        size_of::<Self>()
            + self.json.len()
            + self.decoded.len()
            + nodes
            + size_of_val(&*self.by_id)
            + size_of_val(&*self.edges)
            + size_of_val(&*self.flags)
            + size_of_val(&*self.spawn_items)
    }
}

/// The text in the slot if somebody still holds it, else a new one.
fn shared(slot: &Mutex<Option<Weak<str>>>, make: impl FnOnce() -> String) -> Arc<str> {
    let mut held = slot
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    held.as_ref().and_then(Weak::upgrade).unwrap_or_else(|| {
        let text: Arc<str> = make().into();
        *held = Some(Arc::downgrade(&text));
        text
    })
}
