//! Who may see how much of the map.

use serde::Serialize;

use super::{Node, SeedGraph};
use crate::status::{ParticipantStatus, RaceStatus};

/// How much of the graph somebody is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapAccess {
    /// The topology alone, under opaque ids.
    Masked,
    /// Everything.
    Full,
}

/// Who looks at a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Nobody in particular: anonymous, not in the race, or a caster. Casters count as outsiders,
    /// because anybody may become one, look, stop, and then race.
    Outsider,
    /// A participant, also when they organize the race.
    Participant(ParticipantStatus),
    /// The organizer of the race, not taking part, who can never become a participant.
    Organizer,
}

/// Decides how much of the map `viewer` may see; the only place that does.
#[must_use]
pub fn map_access(viewer: Viewer, race: RaceStatus) -> MapAccess {
    match (viewer, race) {
        (Viewer::Organizer, _) | (_, RaceStatus::Running | RaceStatus::Finished) => MapAccess::Full,
        (Viewer::Outsider | Viewer::Participant(_), RaceStatus::Setup) => MapAccess::Masked,
    }
}

#[derive(Serialize)]
struct MaskedGraph<'a> {
    version: Option<&'a str>,
    total_layers: u32,
    total_nodes: u32,
    total_paths: u64,
    #[serde(serialize_with = "as_map")]
    nodes: Vec<(String, MaskedNode<'a>)>,
    edges: Vec<MaskedEdge>,
}

#[derive(Serialize)]
struct MaskedNode<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    layer: u32,
    weight: f64,
    tier: u32,
    display_name: &'a str,
    zones: [&'a str; 0],
}

#[derive(Serialize)]
struct MaskedEdge {
    from: String,
    to: String,
}

fn as_map<S: serde::Serializer>(
    entries: &[(String, MaskedNode<'_>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(id, node)| (id, node)))
}

/// The masked graph as JSON. Opaque ids are positions in an order of layers, so that not even the
/// order of the file shows.
pub(super) fn masked(graph: &SeedGraph) -> String {
    let mut order: Vec<usize> = (0..graph.nodes.len()).collect();
    order.sort_by_key(|index| graph.nodes[*index].layer);
    let mut names = vec![String::new(); order.len()];
    for (place, index) in order.iter().enumerate() {
        names[*index] = format!("n{place}");
    }
    let start = graph.start();
    let mask = |node: Node<'_>| MaskedNode {
        kind: graph.text(node.data.kind),
        layer: node.layer(),
        weight: node.weight(),
        tier: 0,
        display_name: "???",
        zones: [],
    };
    let masked = MaskedGraph {
        version: graph.version(),
        total_layers: graph.total_layers(),
        total_nodes: graph.total_nodes(),
        total_paths: graph.total_paths().unwrap_or(0),
        nodes: order
            .iter()
            .map(|index| {
                let node = Node {
                    graph,
                    data: &graph.nodes[*index],
                };
                let mut entry = mask(node);
                if start == Some(node) {
                    entry.display_name = start.map_or("???", Node::display_name);
                }
                (names[*index].clone(), entry)
            })
            .collect(),
        edges: graph
            .edges
            .iter()
            .map(|(from, to)| MaskedEdge {
                from: names[*from as usize].clone(),
                to: names[*to as usize].clone(),
            })
            .collect(),
    };
    serde_json::to_string(&masked).expect("plain structs with text keys always serialise")
}
