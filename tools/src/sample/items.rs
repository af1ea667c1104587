//! Start equipment of sample seeds.

use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// Goods handed out at the start: keys, bells, whetblades.
pub(super) const STARTING_GOODS: [u32; 12] = [
    8109, 8010, 8134, 2070, 8158, 250, 8590, 8970, 8971, 8972, 10040, 10040,
];

/// `(type, id, name)`; types are 0 weapon, 1 armour, 2 talisman, 3 goods or spell.
const GEAR: [(u8, u32, &str); 20] = [
    (0, 3_000_000, "Bastard Sword"),
    (0, 18_000_000, "Halberd"),
    (0, 15_030_000, "Crescent Moon Axe"),
    (0, 7_000_000, "Falchion"),
    (0, 1_060_000, "Celebrant's Sickle"),
    (0, 31_130_000, "Brass Shield"),
    (0, 33_040_000, "Demi-Human Queen's Staff"),
    (0, 34_010_000, "Godslayer's Seal"),
    (1, 870_000, "Land of Reeds Helm"),
    (1, 200_000, "Banished Knight Helm"),
    (1, 40_100, "Scale Armor"),
    (1, 340_200, "Cleanrot Gauntlets"),
    (2, 2_180, "Claw Talisman"),
    (2, 1_010, "Cerulean Amber Medallion"),
    (2, 1_231, "Shard of Alexander"),
    (3, 4_710, "Rock Sling"),
    (3, 4_000, "Glintstone Pebble"),
    (3, 6_421, "Heal"),
    (3, 6_010, "Flame Sling"),
    (3, 11_012, "Winged Crystal Tear"),
];

/// Ashes of war, type 4: the client hands these out while the game runs.
const ASHES: [(u32, &str); 3] = [
    (50_300, "Kick"),
    (50_100, "Hoarfrost Stomp"),
    (10_000, "Lion's Claw"),
];

/// Draws a care package: most of the gear and two ashes of war.
pub(super) fn care_package(rng: &mut ChaCha8Rng) -> Value {
    let mut gear = GEAR;
    gear.shuffle(rng);
    let mut items: Vec<Value> = gear[..14]
        .iter()
        .map(|(kind, id, name)| json!({ "type": kind, "id": id, "name": name }))
        .collect();
    items.sort_by_key(|item| item["type"].as_u64());
    for (id, name) in ASHES.sample(rng, 2) {
        items.push(json!({ "type": 4, "id": id, "name": name }));
    }
    Value::Array(items)
}
