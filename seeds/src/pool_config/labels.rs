//! The labels of what a participant starts with.

use super::Settings;

/// Key items, in the order they are shown.
const KEY_ITEMS: [(&str, &str); 13] = [
    ("academy_key", "Academy Key"),
    ("pureblood_medal", "Pureblood Medal"),
    ("drawing_room_key", "Drawing Room Key"),
    ("lantern", "Lantern"),
    ("physick_flask", "Physick Flask"),
    ("great_runes", "Great Runes"),
    ("whetblades", "Whetblades"),
    ("omother", "O, Mother"),
    ("welldepthskey", "Well Depths Key"),
    ("gaolupperlevelkey", "Gaol Upper Level Key"),
    ("gaollowerlevelkey", "Gaol Lower Level Key"),
    ("holeladennecklace", "Hole-Laden Necklace"),
    ("messmerskindling", "Messmer's Kindling"),
];

/// Kinds of random start items, in the order they are shown.
const CARE_PACKAGE: [(&str, &str); 8] = [
    ("weapons", "Weapons"),
    ("shields", "Shields"),
    ("catalysts", "Catalysts"),
    ("talismans", "Talismans"),
    ("sorceries", "Sorceries"),
    ("incantations", "Incantations"),
    ("crystal_tears", "Crystal Tears"),
    ("ashes_of_war", "Ashes of War"),
];

/// Armour is counted together, whatever it covers.
const ARMOR: [&str; 4] = ["head_armor", "body_armor", "arm_armor", "leg_armor"];

/// Labels of `[starting_items]`; `None` instead of an empty list.
pub(super) fn starting_items(items: &Settings<'_>) -> Option<Vec<String>> {
    let key_items = KEY_ITEMS.iter().filter(|(key, _)| items.truthy(key));
    let mut labels: Vec<String> = key_items.map(|(_, label)| (*label).to_owned()).collect();
    let mut count = |key: &str, label: fn(i64) -> String| {
        labels.extend(items.count(key).map(label));
    };
    count("talisman_pouches", |n| {
        counted(n, "Talisman Pouch", "Talisman Pouches")
    });
    count("golden_seeds", |n| format!("{n} Golden Seeds"));
    count("sacred_tears", |n| format!("{n} Sacred Tears"));
    count("starting_runes", runes);
    count("larval_tears", |n| {
        counted(n, "Larval Tear", "Larval Tears")
    });
    count("stonesword_keys", |n| {
        counted(n, "Stonesword Key", "Stonesword Keys")
    });
    (!labels.is_empty()).then_some(labels)
}

/// Labels of `[care_package]` if it is enabled; `None` instead of an empty list.
pub(super) fn care_package_items(care_package: &Settings<'_>) -> Option<Vec<String>> {
    if !care_package.truthy("enabled") {
        return None;
    }
    let kinds = CARE_PACKAGE.iter();
    let labelled = kinds.filter_map(|(key, label)| Some((care_package.count(key)?, label)));
    let mut labels: Vec<String> = labelled.map(|(n, label)| format!("{n} {label}")).collect();
    let armor = ARMOR.iter().filter_map(|key| care_package.count(key));
    let armor = armor.fold(0, i64::saturating_add);
    if armor > 0 {
        labels.push(format!("{armor} Armor pieces"));
    }
    (!labels.is_empty()).then_some(labels)
}

fn counted(n: i64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Thousands are cut to a `k`.
fn runes(n: i64) -> String {
    if n >= 1000 {
        format!("{}k Runes", n / 1000)
    } else {
        format!("{n} Runes")
    }
}
