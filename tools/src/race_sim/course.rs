//! A seed graph as somebody who runs through it knows it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use speedfog_race::graph::SeedGraph;
use speedfog_race_mod::game::MapId;

/// Where a racer stands when the graph does not say which map a node lies in.
const SOMEWHERE: MapId = MapId([10, 0, 0, 0]);

/// A node of the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Id of the node.
    pub id: String,
    /// Depth of the node.
    pub layer: u32,
    /// About how many minutes it takes to cross.
    pub minutes: f64,
    /// Whether somebody has to be beaten here.
    pub boss: bool,
    /// A map that the node lies in.
    pub map: MapId,
    /// Flags that the game sets when the node is entered.
    pub flags: Vec<u32>,
    /// Nodes behind the gates out, as indexes; empty for the final boss.
    pub exits: Vec<usize>,
}

/// The whole way from the start to the final boss.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    places: Vec<Place>,
    start: usize,
    finish_flag: u32,
    total_layers: u32,
}

/// The part of a graph that the rules have no use for.
#[derive(Deserialize)]
struct Links {
    #[serde(default)]
    connections: Vec<Connection>,
}

#[derive(Deserialize)]
struct Connection {
    #[serde(default)]
    exit_area: String,
    #[serde(default)]
    exit_gate: String,
    #[serde(default)]
    entrance_area: String,
    #[serde(default)]
    entrance_gate: String,
}

impl Course {
    /// Reads the text of a graph.
    ///
    /// # Errors
    /// When the graph is refused by the rules or cannot be run through from start to finish.
    pub fn read(graph_json: &str) -> Result<Self> {
        let graph = SeedGraph::parse(graph_json.as_bytes()).context("the graph is refused")?;
        let links: Links = serde_json::from_str(graph_json)?;
        let maps = maps(&links);
        let finish_flag = graph
            .finish_event()
            .context("the graph has no finish flag")?;
        let mut flags: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for flag in graph.event_ids() {
            if let Some(node) = graph.node_for_flag(flag) {
                flags.entry(node.id().as_str()).or_default().push(flag);
            }
        }
        let index: BTreeMap<&str, usize> = graph
            .nodes()
            .enumerate()
            .map(|(at, node)| (node.id().as_str(), at))
            .collect();
        let mut places: Vec<Place> = graph
            .nodes()
            .map(|node| Place {
                id: node.id().to_string(),
                layer: node.layer(),
                minutes: node.weight().clamp(0.1, 60.0),
                boss: matches!(node.kind(), "boss_arena" | "major_boss" | "final_boss"),
                map: node
                    .zones()
                    .find_map(|zone| maps.get(zone))
                    .copied()
                    .unwrap_or(SOMEWHERE),
                flags: flags.get(node.id().as_str()).cloned().unwrap_or_default(),
                exits: Vec::new(),
            })
            .collect();
        for (from, to) in graph.edges() {
            let to = index[to.id().as_str()];
            // A node without a flag cannot be seen to be entered.
            if !places[to].flags.is_empty() {
                places[index[from.id().as_str()]].exits.push(to);
            }
        }
        let start = graph.start().context("the graph has no start")?;
        let start = index[start.id().as_str()];
        ensure!(
            !places[start].exits.is_empty(),
            "the start of the graph has no way out"
        );
        Ok(Self {
            places,
            start,
            finish_flag,
            total_layers: graph.total_layers(),
        })
    }

    /// The node with this index.
    ///
    /// # Panics
    /// When the index is not one of this course.
    #[must_use]
    pub fn place(&self, index: usize) -> &Place {
        &self.places[index]
    }

    /// Index of the start node.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// The flag that the death of the final boss sets.
    #[must_use]
    pub fn finish_flag(&self) -> u32 {
        self.finish_flag
    }

    /// Number of layers.
    #[must_use]
    pub fn total_layers(&self) -> u32 {
        self.total_layers
    }
}

/// A map for every zone with a gate: gate names begin with the map they stand in.
fn maps(links: &Links) -> BTreeMap<&str, MapId> {
    let mut maps = BTreeMap::new();
    for link in &links.connections {
        for (area, gate) in [
            (&link.exit_area, &link.exit_gate),
            (&link.entrance_area, &link.entrance_gate),
        ] {
            if let Some(map) = gate.get(..12).and_then(|map| map.parse().ok()) {
                maps.entry(area.as_str()).or_insert(map);
            }
        }
    }
    maps
}
