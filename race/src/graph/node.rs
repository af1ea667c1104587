//! Nodes of a seed graph and the gates that lead out of them.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::SeedGraph;
use super::span::Span;

/// The id of a node: lower-case letters, digits and underscores. Cloning shares the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(Arc<str>);

impl NodeId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for NodeId {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for NodeId {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Deref for NodeId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for NodeId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for NodeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the graph keeps of a node; texts are places in the graph's text.
#[derive(Debug)]
pub(super) struct NodeData {
    pub(super) id: NodeId,
    pub(super) kind: Span,
    pub(super) display_name: Option<Span>,
    pub(super) layer: u32,
    pub(super) tier: Option<u32>,
    pub(super) original_tier: Option<u32>,
    pub(super) weight: f64,
    pub(super) zones: Box<[Span]>,
    pub(super) exits: Box<[ExitData]>,
}

/// What the graph keeps of an exit.
#[derive(Debug)]
pub(super) struct ExitData {
    pub(super) text: Option<Span>,
    pub(super) from: Option<Span>,
    pub(super) from_text: Option<Span>,
    pub(super) to: Option<Span>,
}

/// A node of a graph, by reference; cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'g> {
    pub(super) graph: &'g SeedGraph,
    pub(super) data: &'g NodeData,
}

impl<'g> Node<'g> {
    /// The id.
    #[must_use]
    pub fn id(self) -> &'g NodeId {
        &self.data.id
    }

    /// The type, such as `mini_dungeon`; empty if the file gives none.
    #[must_use]
    pub fn kind(self) -> &'g str {
        self.graph.text(self.data.kind)
    }

    /// The name for people; the id if the file gives none.
    #[must_use]
    pub fn display_name(self) -> &'g str {
        self.data
            .display_name
            .map_or(self.data.id.as_str(), |span| self.graph.text(span))
    }

    /// The depth; the start is on layer 0.
    #[must_use]
    pub fn layer(self) -> u32 {
        self.data.layer
    }

    /// The difficulty scaling in this seed, if known. Never a measure of progress.
    #[must_use]
    pub fn tier(self) -> Option<u32> {
        self.data.tier
    }

    /// The difficulty of the place in the unmodified game, if known.
    #[must_use]
    pub fn original_tier(self) -> Option<u32> {
        self.data.original_tier
    }

    /// The share of room on the map; 1 if the file gives none.
    #[must_use]
    pub fn weight(self) -> f64 {
        self.data.weight
    }

    /// The zone ids of the node in file order; the first is the main zone. May be empty.
    pub fn zones(self) -> impl ExactSizeIterator<Item = &'g str> {
        self.data
            .zones
            .iter()
            .map(move |span| self.graph.text(*span))
    }

    /// The gates out, in file order. May be empty.
    pub fn exits(self) -> impl ExactSizeIterator<Item = Exit<'g>> {
        let text = move |span: Option<Span>| span.map(|span| self.graph.text(span));
        self.data.exits.iter().map(move |exit| Exit {
            text: text(exit.text),
            from: text(exit.from),
            from_text: text(exit.from_text),
            to: text(exit.to),
            to_node: text(exit.to).and_then(|id| self.graph.node(id)),
        })
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Node").field(&self.data.id.as_str()).finish()
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.data, other.data)
    }
}

impl Eq for Node<'_> {}

/// A gate out of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exit<'g> {
    /// Where the gate stands, for people.
    pub text: Option<&'g str>,
    /// The zone id it stands in.
    pub from: Option<&'g str>,
    /// The name of that zone.
    pub from_text: Option<&'g str>,
    /// The id of the node it leads to, as the file has it.
    pub to: Option<&'g str>,
    /// That node, if the graph has it.
    pub to_node: Option<Node<'g>>,
}

/// An item that the mod hands out at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpawnItem {
    /// The game's id of the item; never 0.
    pub id: u32,
    /// How many; always 1.
    pub qty: u32,
}
