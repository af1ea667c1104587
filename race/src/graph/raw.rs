//! The keys of a graph file that the rules use, as serde reads them.

use serde::Deserialize;

use super::loose::{List, Loose, Number, Object, Text, Whole};

#[derive(Debug, Deserialize)]
pub(super) struct RawNode<'a> {
    #[serde(borrow, default, rename = "type")]
    pub(super) kind: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) display_name: Loose<Text<'a>>,
    #[serde(default)]
    pub(super) layer: Loose<Number>,
    #[serde(default)]
    pub(super) tier: Loose<Number>,
    #[serde(default)]
    pub(super) original_tier: Loose<Number>,
    #[serde(default)]
    pub(super) weight: Loose<Number>,
    #[serde(borrow, default)]
    pub(super) zones: Loose<List<Text<'a>>>,
    #[serde(borrow, default)]
    pub(super) randomized_boss: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) randomized_bosses: Loose<List<Text<'a>>>,
    #[serde(borrow, default)]
    pub(super) exits: Loose<List<Object<RawExit<'a>>>>,
    #[serde(borrow, default)]
    pub(super) entrances: Loose<List<Object<RawEntrance<'a>>>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawExit<'a> {
    #[serde(borrow, default)]
    pub(super) text: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) from: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) from_text: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) to: Loose<Text<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawEntrance<'a> {
    #[serde(borrow, default)]
    pub(super) text: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) from: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) to: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) to_text: Loose<Text<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawEdge<'a> {
    #[serde(borrow, default)]
    pub(super) from: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) to: Loose<Text<'a>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct RawItem<'a> {
    #[serde(default, rename = "type")]
    pub(super) kind: Loose<Whole>,
    #[serde(default)]
    pub(super) id: Loose<Whole>,
    #[serde(borrow, default)]
    pub(super) name: Loose<Text<'a>>,
}
