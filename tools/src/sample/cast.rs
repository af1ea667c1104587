//! Gives each node of a layout a place: names, zones, gates and bosses.

use std::collections::HashSet;

use rand::{RngExt, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;

use super::{
    layout::{Kind, Layer},
    places::{DUNGEONS, Dungeon, LEGACIES, Legacy, MAJORS, Major},
};

/// A place of the game in the shape all kinds share.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) zones: Vec<String>,
    pub(super) name: String,
    pub(super) map: &'static str,
    pub(super) original_tier: u8,
    /// Where the gate in stands, then where up to three gates out stand.
    pub(super) gates: [String; 4],
    pub(super) boss: Option<Boss>,
}

/// Who is fought in a place.
#[derive(Debug, Clone)]
pub(super) struct Boss {
    /// In the unmodified game.
    pub(super) native: &'static str,
    /// One name per phase, where bosses were shuffled.
    pub(super) shuffled: Vec<&'static str>,
}

/// Casts every node, layer by layer.
///
/// Places are used once each; when a kind runs out, which only oversized graphs reach, its
/// places return under a number.
pub(super) fn cast(layers: &[Layer], shuffle: bool, rng: &mut ChaCha8Rng) -> Vec<Vec<Place>> {
    let mut majors: Vec<&Major> = MAJORS.iter().collect();
    majors.shuffle(rng);
    let last = majors
        .iter()
        .position(|major| major.ending)
        .expect("some boss ends a run");
    let ending = arena_of(majors.remove(last));

    let mut mini = Deck::new(DUNGEONS.iter().map(dungeon), rng);
    let mut arenas = Deck::new(DUNGEONS.iter().map(dungeon_boss), rng);
    let mut great = Deck::new(majors.into_iter().map(arena_of), rng);
    let mut legacies = Deck::new(LEGACIES.iter().map(legacy), rng);
    let mut places: Vec<Vec<Place>> = layers
        .iter()
        .map(|layer| {
            let draw = |_| match layer.kind {
                Kind::Start => start(),
                Kind::MiniDungeon => mini.draw(),
                Kind::BossArena => arenas.draw(),
                Kind::MajorBoss => great.draw(),
                Kind::LegacyDungeon => legacies.draw(),
                Kind::FinalBoss => ending.clone(),
            };
            (0..layer.width).map(draw).collect()
        })
        .collect();
    if shuffle {
        shuffle_bosses(&mut places, rng);
    }
    places
}

/// Places of one kind in random order.
struct Deck {
    places: Vec<Place>,
    drawn: usize,
}

impl Deck {
    fn new(places: impl Iterator<Item = Place>, rng: &mut ChaCha8Rng) -> Self {
        let mut places: Vec<Place> = places.collect();
        places.shuffle(rng);
        Self { places, drawn: 0 }
    }

    fn draw(&mut self) -> Place {
        let (round, index) = (
            self.drawn / self.places.len(),
            self.drawn % self.places.len(),
        );
        self.drawn += 1;
        let mut place = self.places[index].clone();
        if round > 0 {
            place.name = format!("{} {}", place.name, round + 1);
            for zone in &mut place.zones {
                *zone = format!("{zone}_r{}", round + 1);
            }
        }
        place
    }
}

fn start() -> Place {
    Place {
        zones: vec!["chapel_start".to_owned(), "roundtable".to_owned()],
        name: "Chapel of Anticipation".to_owned(),
        map: "m10_01",
        original_tier: 6,
        gates: [
            "at the chapel altar",
            "before Grafted Scion's arena",
            "in Roundtable Hold in the main room",
            "at the cliff behind the chapel",
        ]
        .map(str::to_owned),
        boss: None,
    }
}

fn dungeon(of: &Dungeon) -> Place {
    Place {
        zones: vec![of.zone.to_owned()],
        name: format!("{} - {}", of.region, of.name),
        map: of.map,
        original_tier: of.tier,
        gates: [
            format!("at the entrance from {}", of.region),
            format!("before {} arena", possessive(of.boss)),
            format!("at the far end of {}", of.name),
            format!("on the upper floor of {}", of.name),
        ],
        boss: None,
    }
}

fn dungeon_boss(of: &Dungeon) -> Place {
    Place {
        zones: vec![format!("{}_boss", of.zone)],
        name: format!("{} - {} - {}", of.region, of.name, of.boss),
        map: of.map,
        original_tier: of.tier,
        gates: arena_gates(of.boss),
        boss: Some(Boss {
            native: of.boss,
            shuffled: Vec::new(),
        }),
    }
}

fn legacy(of: &Legacy) -> Place {
    let [way_in, first, second] = of.gates;
    Place {
        zones: of.zones.iter().map(|&zone| zone.to_owned()).collect(),
        name: of.name.to_owned(),
        map: of.map,
        original_tier: of.tier,
        gates: [
            way_in.to_owned(),
            first.to_owned(),
            second.to_owned(),
            format!("at the way back out of {}", of.name),
        ],
        boss: None,
    }
}

fn arena_of(of: &Major) -> Place {
    let name = if of.place.is_empty() {
        of.boss.to_owned()
    } else {
        format!("{} - {}", of.place, of.boss)
    };
    Place {
        zones: vec![of.zone.to_owned()],
        name,
        map: of.map,
        original_tier: of.tier,
        gates: arena_gates(of.boss),
        boss: Some(Boss {
            native: of.boss,
            shuffled: Vec::new(),
        }),
    }
}

fn arena_gates(boss: &str) -> [String; 4] {
    let short = boss.split(',').next().unwrap_or(boss);
    let whose = possessive(short);
    [
        format!("at the front of {whose} arena"),
        format!("at the back of {whose} arena"),
        format!("return to entrance after {short}"),
        format!("at the side of {whose} arena"),
    ]
}

fn possessive(name: &str) -> String {
    let short = name.split(',').next().unwrap_or(name);
    if short.ends_with('s') {
        format!("{short}'")
    } else {
        format!("{short}'s")
    }
}

/// Lets the bosses change places. A great boss may come with a second phase.
fn shuffle_bosses(places: &mut [Vec<Place>], rng: &mut ChaCha8Rng) {
    let mut names: Vec<&'static str> = places
        .iter()
        .flatten()
        .filter_map(|place| place.boss.as_ref())
        .map(|b| b.native)
        .collect();
    names.shuffle(rng);
    let bosses = places
        .iter_mut()
        .flatten()
        .filter_map(|place| place.boss.as_mut());
    for (boss, name) in bosses.zip(names) {
        boss.shuffled = vec![name];
        if rng.random_bool(0.1) {
            boss.shuffled.push("Elden Beast");
        }
    }
}

/// The node id of a place: its main zone and four hex digits that depend on all its zones,
/// so that the same group of places has the same id in every seed.
pub(super) fn node_id(place: &Place, taken: &mut HashSet<String>) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in place.zones.join(",").bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    let mut digits = (hash >> 16) ^ (hash & 0xffff);
    loop {
        let id = format!("{}_{digits:04x}", place.zones[0]);
        if taken.insert(id.clone()) {
            return id;
        }
        digits = (digits + 1) & 0xffff;
    }
}
