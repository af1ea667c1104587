//! How large a sample graph is to be.

use std::ops::RangeInclusive;

use super::layout::MAX_ENTRANCES;

/// Measures of a graph to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphSpec {
    /// Number of layers, start and final boss included; at least 3.
    pub layers: RangeInclusive<usize>,
    /// Nodes in a full layer, 1 to 4.
    pub width: usize,
    /// Tier of the final boss, 2 to 28.
    pub final_tier: u8,
    /// Whether the bosses change places, so that nodes carry `randomized_bosses`.
    pub shuffle_bosses: bool,
}

impl GraphSpec {
    /// A short race: 10 to 15 layers, about 25 to 50 nodes.
    #[must_use]
    pub fn sprint() -> Self {
        Self {
            layers: 10..=15,
            width: MAX_ENTRANCES,
            final_tier: 12,
            shuffle_bosses: false,
        }
    }

    /// The usual race: 25 to 30 layers, about 85 to 110 nodes.
    #[must_use]
    pub fn standard() -> Self {
        Self {
            layers: 25..=30,
            width: MAX_ENTRANCES,
            final_tier: 20,
            shuffle_bosses: false,
        }
    }

    /// A usual race in which bosses stand where others used to stand.
    #[must_use]
    pub fn boss_shuffle() -> Self {
        Self {
            shuffle_bosses: true,
            ..Self::standard()
        }
    }

    /// A graph of about `nodes` nodes, for tests of size. Far beyond what a real seed holds:
    /// places then recur under numbered names.
    #[must_use]
    pub fn large(nodes: usize) -> Self {
        let layers = (nodes / MAX_ENTRANCES).max(3);
        Self {
            layers: layers..=layers,
            ..Self::standard()
        }
    }
}
