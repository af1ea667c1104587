//! Small seed graphs for tests, here and in other crates.

use std::fmt::Write as _;

use crate::graph::SeedGraph;

/// First flag of the graphs made here; the n-th edge (from 0) has this plus n.
pub const FIRST_FLAG: u32 = 1_050_294_000;

/// The flag that finishes a run on the graphs made here.
pub const FINISH_FLAG: u32 = FIRST_FLAG + 999_999;

/// Builds graph files of format 4.4, node by node and edge by edge.
#[derive(Clone, Debug, Default)]
pub struct GraphBuilder {
    nodes: Vec<(String, u32, &'static str)>,
    edges: Vec<(String, String)>,
}

impl GraphBuilder {
    /// An empty graph.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node with the main zone `<id>_zone`, in upper case as display name.
    #[must_use]
    pub fn node(mut self, id: &str, layer: u32, kind: &'static str) -> Self {
        self.nodes.push((id.to_owned(), layer, kind));
        self
    }

    /// Adds an edge with a gate and a flag.
    #[must_use]
    pub fn edge(mut self, from: &str, to: &str) -> Self {
        self.edges.push((from.to_owned(), to.to_owned()));
        self
    }

    /// The graph file.
    #[must_use]
    pub fn json(&self) -> String {
        let layers = self
            .nodes
            .iter()
            .map(|(_, layer, _)| layer + 1)
            .max()
            .unwrap_or(0);
        let mut out = String::new();
        let mut add = |text: std::fmt::Arguments<'_>| {
            out.write_fmt(text)
                .expect("writing to a string cannot fail");
        };
        add(format_args!(
            "{{\"version\":\"4.4\",\"seed\":1,\"total_layers\":{layers},\"total_nodes\":{},",
            self.nodes.len()
        ));
        add(format_args!("\"nodes\":{{"));
        for (at, (id, layer, kind)) in self.nodes.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let name = id.to_uppercase();
            let tier = layer + 1;
            add(format_args!(
                "{comma}\"{id}\":{{\"type\":\"{kind}\",\"display_name\":\"{name}\",\
                 \"zones\":[\"{id}_zone\"],\"layer\":{layer},\"tier\":{tier},\
                 \"original_tier\":{tier},\"weight\":1.5,\"exits\":["
            ));
            let exits = self.edges.iter().filter(|(from, _)| from == id);
            for (at, (_, to)) in exits.enumerate() {
                let comma = if at == 0 { "" } else { "," };
                add(format_args!(
                    "{comma}{{\"fog_id\":\"AEG099_001_9000\",\"text\":\"the gate to {to}\",\
                     \"from\":\"{id}_zone\",\"from_text\":\"{name}\",\"to\":\"{to}\"}}"
                ));
            }
            add(format_args!("],\"entrances\":["));
            let entrances = self.edges.iter().filter(|(_, to)| to == id);
            for (at, (from, _)) in entrances.enumerate() {
                let comma = if at == 0 { "" } else { "," };
                add(format_args!(
                    "{comma}{{\"text\":\"before {name}\",\"from\":\"{from}\",\
                     \"to\":\"{id}_zone\",\"to_text\":\"{name}\"}}"
                ));
            }
            add(format_args!("]}}"));
        }
        add(format_args!("}},\"edges\":["));
        for (at, (from, to)) in self.edges.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            add(format_args!(
                "{comma}{{\"from\":\"{from}\",\"to\":\"{to}\"}}"
            ));
        }
        add(format_args!("],\"event_map\":{{"));
        for (flag, (_, to)) in (FIRST_FLAG..).zip(&self.edges) {
            let comma = if flag == FIRST_FLAG { "" } else { "," };
            add(format_args!("{comma}\"{flag}\":\"{to}\""));
        }
        add(format_args!(
            "}},\"finish_event\":{FINISH_FLAG},\
             \"care_package\":[{{\"type\":0,\"id\":5,\"name\":\"Sword\"}},\
             {{\"type\":4,\"id\":10100,\"name\":\"Ash of War: Test\"}}]}}"
        ));
        out
    }

    /// The graph, parsed strictly.
    ///
    /// # Panics
    ///
    /// If what was built is not a valid graph.
    #[must_use]
    pub fn build(&self) -> SeedGraph {
        SeedGraph::parse(self.json().as_bytes()).expect("the fixture is a valid graph")
    }
}

/// Seven nodes on five layers:
///
/// ```text
/// layer  0      1        2       3      4
///        start ─ left  ─ crypt ─ keep ─ boss
///              └ right ─ tower ┘      ↗
///                          └─────────┘  (tower leads past layer 3 too)
/// ```
///
/// Flags, counted from [`FIRST_FLAG`]: 0 left, 1 right, 2 crypt, 3 tower, 4 keep (from crypt),
/// 5 keep (from tower), 6 boss (from tower), 7 boss (from keep).
#[must_use]
pub fn small_graph_builder() -> GraphBuilder {
    GraphBuilder::new()
        .node("start", 0, "start")
        .node("left", 1, "mini_dungeon")
        .node("right", 1, "legacy_dungeon")
        .node("crypt", 2, "boss_arena")
        .node("tower", 2, "mini_dungeon")
        .node("keep", 3, "major_boss")
        .node("boss", 4, "final_boss")
        .edge("start", "left")
        .edge("start", "right")
        .edge("left", "crypt")
        .edge("right", "tower")
        .edge("crypt", "keep")
        .edge("tower", "keep")
        .edge("tower", "boss")
        .edge("keep", "boss")
}

/// The file of [`small_graph_builder`].
#[must_use]
pub fn small_graph_json() -> String {
    small_graph_builder().json()
}

/// The graph of [`small_graph_builder`].
///
/// # Panics
///
/// Never: the graph is valid.
#[must_use]
pub fn small_graph() -> SeedGraph {
    small_graph_builder().build()
}

/// A graph of `layers` full layers of `width` nodes between a start and a final boss; every node
/// leads to two of the next layer.
#[must_use]
pub fn wide_graph_builder(layers: u32, width: u32) -> GraphBuilder {
    let id = |layer: u32, at: u32| format!("zone_{layer}_{at}");
    let mut builder = GraphBuilder::new().node("start", 0, "start");
    for layer in 1..=layers {
        for at in 0..width {
            builder = builder.node(&id(layer, at), layer, "mini_dungeon");
            builder = match layer {
                1 => builder.edge("start", &id(1, at)),
                _ => builder
                    .edge(&id(layer - 1, at), &id(layer, at))
                    .edge(&id(layer - 1, (at + 1) % width), &id(layer, at)),
            };
        }
    }
    builder = builder.node("boss", layers + 1, "final_boss");
    for at in 0..width {
        builder = builder.edge(&id(layers, at), "boss");
    }
    builder
}
