use super::*;

/// The settings that `text` gives.
fn config(text: &str) -> PoolConfig {
    parse(&read(text).unwrap())
}

#[track_caller]
fn check<T: PartialEq + std::fmt::Debug>(
    text: &str,
    field: impl FnOnce(PoolConfig) -> T,
    expected: T,
) {
    assert_eq!(field(config(text)), expected, "{text}");
}

#[test]
fn an_empty_file_is_a_race_pool_without_facts() {
    let expected = PoolConfig {
        kind: "race".to_owned(),
        sort_order: 99,
        estimated_duration: None,
        description: None,
        legacy_dungeons: None,
        min_layers: None,
        max_layers: None,
        final_tier: None,
        weapon_upgrade: None,
        starting_items: None,
        care_package_items: None,
        care_package: None,
        items_randomized: None,
        auto_upgrade_weapons: None,
        remove_requirements: None,
        randomize_bosses: None,
        nerf_gargoyles: None,
        major_boss_ratio: None,
        item_difficulty: None,
    };
    assert_eq!(config(""), expected);
    assert_eq!(config("display = 3\nstructure = []"), expected);
}

#[test]
fn display() {
    let kind = |c: PoolConfig| c.kind;
    check("display.type = 'training'", kind, "training".into());
    check("display.type = 'race'", kind, "race".into());
    check("display.type = 'other'", kind, "race".into());
    check("display.type = 1", kind, "race".into());
    check("display.sort_order = 3", |c| c.sort_order, 3);
    check("display.sort_order = -1", |c| c.sort_order, -1);
    check("display.sort_order = 'x'", |c| c.sort_order, 99);
    let duration = |c: PoolConfig| c.estimated_duration;
    check(
        "display.estimated_duration = '1h'",
        duration,
        Some("1h".into()),
    );
    let description = |c: PoolConfig| c.description;
    check(
        "display.description = 'Short.'",
        description,
        Some("Short.".into()),
    );
    check("display.description = ''", description, None);
}

#[test]
fn layers_come_in_two_generations() {
    let layers = |c: PoolConfig| (c.min_layers, c.max_layers);
    check("structure.layers_count = 30", layers, (Some(30), Some(30)));
    check(
        "structure = {min_layers = 5, max_layers = 7}",
        layers,
        (Some(5), Some(7)),
    );
    check(
        "structure = {min_layers = 5, max_layers = 7, layers_count = 9}",
        layers,
        (Some(5), Some(7)),
    );
    check(
        "structure = {min_layers = 5, layers_count = 9}",
        layers,
        (Some(5), None),
    );
}

#[test]
fn plain_numbers_and_flags() {
    check(
        "requirements.legacy_dungeons = 2",
        |c| c.legacy_dungeons,
        Some(2),
    );
    check("structure.final_tier = 28", |c| c.final_tier, Some(28));
    check("structure.final_tier = 17.9", |c| c.final_tier, Some(17));
    check("structure.final_tier = nan", |c| c.final_tier, None);
    check("structure.final_tier = '28'", |c| c.final_tier, None);
    check(
        "care_package.weapon_upgrade = 8",
        |c| c.weapon_upgrade,
        Some(8),
    );
    check(
        "care_package.enabled = false",
        |c| c.care_package,
        Some(false),
    );
    let randomized = |c: PoolConfig| c.items_randomized;
    check("item_randomizer.enabled = true", randomized, Some(true));
    check("item_randomizer.enabled = 1", randomized, None);
    check(
        "item_randomizer = {auto_upgrade_weapons = true, remove_requirements = false, nerf_gargoyles = true}",
        |c| {
            (
                c.auto_upgrade_weapons,
                c.remove_requirements,
                c.nerf_gargoyles,
            )
        },
        (Some(true), Some(false), Some(true)),
    );
}

#[test]
fn numbers_that_become_words() {
    let ratio = |c: PoolConfig| c.major_boss_ratio;
    check("structure.major_boss_ratio = 1", ratio, Some(Ratio::High));
    check(
        "structure.major_boss_ratio = 0.35",
        ratio,
        Some(Ratio::High),
    );
    check(
        "structure.major_boss_ratio = 0.349",
        ratio,
        Some(Ratio::Medium),
    );
    check(
        "structure.major_boss_ratio = 0.15",
        ratio,
        Some(Ratio::Medium),
    );
    check(
        "structure.major_boss_ratio = 0.149",
        ratio,
        Some(Ratio::Low),
    );
    check("structure.major_boss_ratio = 0", ratio, Some(Ratio::Low));
    check("structure.major_boss_ratio = nan", ratio, None);
    let difficulty = |c: PoolConfig| c.item_difficulty;
    check(
        "item_randomizer.difficulty = 100",
        difficulty,
        Some(Difficulty::Hard),
    );
    check(
        "item_randomizer.difficulty = 65",
        difficulty,
        Some(Difficulty::Hard),
    );
    check(
        "item_randomizer.difficulty = 64",
        difficulty,
        Some(Difficulty::Normal),
    );
    check(
        "item_randomizer.difficulty = 45",
        difficulty,
        Some(Difficulty::Normal),
    );
    check(
        "item_randomizer.difficulty = 44.9",
        difficulty,
        Some(Difficulty::Easy),
    );
    check("item_randomizer.difficulty = 'hard'", difficulty, None);
}

#[test]
fn bosses_are_a_flag_or_a_word() {
    let bosses = |c: PoolConfig| c.randomize_bosses;
    check("enemy.randomize_bosses = true", bosses, Some(true));
    check("enemy.randomize_bosses = false", bosses, Some(false));
    check("enemy.randomize_bosses = 'none'", bosses, Some(false));
    check("enemy.randomize_bosses = 'minor'", bosses, Some(true));
    check("enemy.randomize_bosses = 'all'", bosses, Some(true));
    check("enemy.randomize_bosses = 3", bosses, None);
}

#[track_caller]
fn check_starting_items(table: &str, expected: &[&str]) {
    let labels = config(&format!("[starting_items]\n{table}")).starting_items;
    let labels = labels.as_deref().map(|labels| labels.join("|"));
    let expected = (!expected.is_empty()).then(|| expected.join("|"));
    assert_eq!(labels, expected, "{table}");
}

#[test]
fn starting_items_keep_their_order() {
    let every_key_item = "messmerskindling = true\nholeladennecklace = true\n\
        gaollowerlevelkey = true\ngaolupperlevelkey = true\nwelldepthskey = true\n\
        omother = true\nwhetblades = true\ngreat_runes = true\nphysick_flask = true\n\
        lantern = true\ndrawing_room_key = true\npureblood_medal = true\nacademy_key = true";
    let labels = [
        "Academy Key",
        "Pureblood Medal",
        "Drawing Room Key",
        "Lantern",
        "Physick Flask",
        "Great Runes",
        "Whetblades",
        "O, Mother",
        "Well Depths Key",
        "Gaol Upper Level Key",
        "Gaol Lower Level Key",
        "Hole-Laden Necklace",
        "Messmer's Kindling",
    ];
    check_starting_items(every_key_item, &labels);
    check_starting_items("lantern = false\nacademy_key = 0", &[]);
    check_starting_items("lantern = 1\nacademy_key = ''", &["Lantern"]);
    check_starting_items("unknown = true", &[]);
}

#[test]
fn starting_items_are_counted() {
    check_starting_items("talisman_pouches = 1", &["1 Talisman Pouch"]);
    check_starting_items("talisman_pouches = 3", &["3 Talisman Pouches"]);
    check_starting_items("talisman_pouches = 0\ngolden_seeds = -2", &[]);
    check_starting_items("golden_seeds = 1", &["1 Golden Seeds"]);
    check_starting_items("sacred_tears = 12", &["12 Sacred Tears"]);
    check_starting_items("starting_runes = 999", &["999 Runes"]);
    check_starting_items("starting_runes = 1000", &["1k Runes"]);
    check_starting_items("starting_runes = 100_000", &["100k Runes"]);
    check_starting_items("larval_tears = 1", &["1 Larval Tear"]);
    check_starting_items("larval_tears = 10", &["10 Larval Tears"]);
    check_starting_items("stonesword_keys = 1", &["1 Stonesword Key"]);
    check_starting_items(
        "stonesword_keys = 6\nlarval_tears = 2\nstarting_runes = 5\nsacred_tears = 4\n\
         golden_seeds = 3\ntalisman_pouches = 2\nlantern = true",
        &[
            "Lantern",
            "2 Talisman Pouches",
            "3 Golden Seeds",
            "4 Sacred Tears",
            "5 Runes",
            "2 Larval Tears",
            "6 Stonesword Keys",
        ],
    );
}

#[track_caller]
fn check_care_package(table: &str, expected: &[&str]) {
    let labels = config(&format!("[care_package]\n{table}")).care_package_items;
    let labels = labels.as_deref().map(|labels| labels.join("|"));
    let expected = (!expected.is_empty()).then(|| expected.join("|"));
    assert_eq!(labels, expected, "{table}");
}

#[test]
fn the_care_package_is_counted() {
    check_care_package("enabled = true", &[]);
    check_care_package("enabled = false\nweapons = 5", &[]);
    check_care_package("weapons = 5", &[]);
    check_care_package("enabled = true\nweapons = 1\nshields = 0", &["1 Weapons"]);
    check_care_package(
        "enabled = true\nashes_of_war = 8\ncrystal_tears = 7\nincantations = 6\nsorceries = 5\n\
         talismans = 4\ncatalysts = 3\nshields = 2\nweapons = 1\n\
         head_armor = 1\nbody_armor = 2\narm_armor = 0\nleg_armor = 4",
        &[
            "1 Weapons",
            "2 Shields",
            "3 Catalysts",
            "4 Talismans",
            "5 Sorceries",
            "6 Incantations",
            "7 Crystal Tears",
            "8 Ashes of War",
            "7 Armor pieces",
        ],
    );
}
