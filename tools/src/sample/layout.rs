//! The bare shape of a graph: how wide each layer is, what kind of place it holds and which
//! places are joined. Names come later.

use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

use super::{
    places::{DUNGEONS, LEGACIES, MAJORS},
    spec::GraphSpec,
};

/// What a layer consists of; one kind for the whole layer, as in real seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Start,
    MiniDungeon,
    BossArena,
    MajorBoss,
    LegacyDungeon,
    FinalBoss,
}

impl Kind {
    /// The word used in `nodes.<id>.type`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::MiniDungeon => "mini_dungeon",
            Self::BossArena => "boss_arena",
            Self::MajorBoss => "major_boss",
            Self::LegacyDungeon => "legacy_dungeon",
            Self::FinalBoss => "final_boss",
        }
    }
}

/// One layer of the graph.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) kind: Kind,
    /// Number of nodes.
    pub(super) width: usize,
    pub(super) tier: u8,
    /// Expected minutes to cross one of its nodes.
    pub(super) weight: f64,
}

/// Joins of one layer to the next: `(index in this layer, index in the next)`.
pub(super) type Joins = Vec<(usize, usize)>;

/// Most gates that lead out of one node.
const MAX_EXITS: usize = 3;
/// Most nodes that lead into one node; equal to the widest layer.
pub(super) const MAX_ENTRANCES: usize = 4;

/// Draws the layers from the start to the final boss.
pub(super) fn layers(spec: &GraphSpec, rng: &mut ChaCha8Rng) -> Vec<Layer> {
    let count = rng.random_range(spec.layers.clone()).max(3);
    let last = count - 1;
    let mut layers = vec![Layer {
        kind: Kind::Start,
        width: 1,
        tier: 1,
        weight: 1.0,
    }];
    let mut stock = Stock::full();
    for index in 1..last {
        let Layer {
            kind: previous,
            width: before,
            ..
        } = layers[index - 1];
        let width = width(spec, index, last, before, rng);
        let kind = middle_kind(previous, width, &mut stock, rng);
        layers.push(Layer {
            kind,
            width,
            tier: tier(spec.final_tier, index, last),
            weight: weight(kind, rng),
        });
    }
    layers.push(Layer {
        kind: Kind::FinalBoss,
        width: 1,
        tier: spec.final_tier,
        weight: 3.0,
    });
    layers
}

/// Draws the joins between two layers: everybody gets a way in and a way out, then some more.
pub(super) fn joins(from: usize, to: usize, rng: &mut ChaCha8Rng) -> Joins {
    let steps = from.max(to);
    let mut joins: Joins = (0..steps)
        .map(|i| (i * from / steps, i * to / steps))
        .collect();
    for a in 0..from {
        for b in 0..to {
            let exits = joins.iter().filter(|join| join.0 == a).count();
            let entrances = joins.iter().filter(|join| join.1 == b).count();
            let free = exits < MAX_EXITS && entrances < MAX_ENTRANCES;
            if free && !joins.contains(&(a, b)) && rng.random_bool(0.3) {
                joins.push((a, b));
            }
        }
    }
    joins.sort_unstable();
    joins
}

/// How many places of each kind are still unused, so that no place comes up twice.
struct Stock(Vec<(Kind, usize)>);

impl Stock {
    fn full() -> Self {
        Self(vec![
            (Kind::MiniDungeon, DUNGEONS.len()),
            (Kind::BossArena, DUNGEONS.len()),
            // One great boss stays back for the end.
            (Kind::MajorBoss, MAJORS.len() - 1),
            (Kind::LegacyDungeon, LEGACIES.len()),
        ])
    }

    /// Takes `width` places of `kind`, if there are as many.
    fn take(&mut self, kind: Kind, width: usize) -> bool {
        let left = self.0.iter_mut().find(|entry| entry.0 == kind);
        let Some((_, left)) = left.filter(|entry| entry.1 >= width) else {
            return false;
        };
        *left -= width;
        true
    }
}

fn middle_kind(previous: Kind, width: usize, stock: &mut Stock, rng: &mut ChaCha8Rng) -> Kind {
    use Kind::{BossArena, LegacyDungeon, MajorBoss, MiniDungeon};
    const MIX: [Kind; 10] = [
        MiniDungeon,
        MiniDungeon,
        MiniDungeon,
        BossArena,
        BossArena,
        BossArena,
        MajorBoss,
        MajorBoss,
        MajorBoss,
        LegacyDungeon,
    ];
    let drawn = *MIX.choose(rng).expect("the mix is not empty");
    // Two castles in a row would make one stretch of the race far longer than the others.
    let wanted = if drawn == LegacyDungeon && previous == drawn {
        MiniDungeon
    } else {
        drawn
    };
    for kind in [wanted, MiniDungeon, BossArena, MajorBoss, LegacyDungeon] {
        if stock.take(kind, width) {
            return kind;
        }
    }
    *stock = Stock::full();
    wanted
}

fn width(
    spec: &GraphSpec,
    index: usize,
    last: usize,
    previous: usize,
    rng: &mut ChaCha8Rng,
) -> usize {
    // The start opens two ways, and the ways close again in front of the final boss.
    if index == 1 {
        return 2;
    }
    if index == last - 1 {
        return rng.random_range(1..=2);
    }
    let widest = spec.width.min(previous * MAX_EXITS);
    if rng.random_bool(0.85) {
        widest
    } else {
        rng.random_range(2.min(widest)..=widest)
    }
}

/// Rises from 2 behind the start to the final tier, never falling.
fn tier(final_tier: u8, index: usize, last: usize) -> u8 {
    let span = usize::from(final_tier.saturating_sub(2));
    let risen = span * index / last;
    2 + u8::try_from(risen).expect("at most the final tier")
}

fn weight(kind: Kind, rng: &mut ChaCha8Rng) -> f64 {
    let halves: u8 = match kind {
        Kind::Start => 2,
        Kind::MiniDungeon => rng.random_range(2..=7),
        Kind::BossArena => rng.random_range(2..=4),
        Kind::MajorBoss => rng.random_range(2..=8),
        Kind::LegacyDungeon => rng.random_range(4..=8),
        Kind::FinalBoss => 6,
    };
    f64::from(halves) / 2.0
}
