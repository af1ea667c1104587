//! The reader of the running game, on memory made by hand.

use std::collections::BTreeMap;
use std::time::Duration;

use speedfog_protocol::ws::{SeedInfo, SpawnItem};
use speedfog_race_mod::game::live::{
    Executable, Gifts, LiveGame, Object, Process, Travel, Unsupported, VERSIONS, Version, supported,
};
use speedfog_race_mod::game::{GameReader, Reading, Snapshot};

const DATA: u64 = 0x1000;
const WORLD: u64 = 0x10_0000;
const PLAYER: u64 = 0x20_0000;
const FLAGS: u64 = 0x30_0000;
const HEAD: u64 = 0x31_0000;
const NODE: u64 = 0x32_0000;
const PAGES: u64 = 0x33_0000;
const TRAVELS: u64 = 0x40_0000;
const SCRIPT: u64 = 0x41_0000;
const GAME: u64 = 0x50_0000;
const ITEMS: u64 = 0x60_0000;
const SLOTS: u64 = 0x70_0000;

/// Categories in the tree, ascending.
const CATEGORIES: [u32; 3] = [9, 1_040_292, 1_050_294];

/// A game whose memory is a list of blocks.
struct FakeGame {
    blocks: BTreeMap<u64, Vec<u8>>,
    travel: Travel,
    gives: bool,
    given: Vec<u32>,
}

impl FakeGame {
    /// A player who stands in the world.
    fn new() -> Self {
        let blocks = [
            (DATA, 0x200),
            (WORLD, 0x1_F3E0),
            (PLAYER, 0x740),
            (FLAGS, 0x270),
            (HEAD, 0x38),
            (NODE, 0x38 * CATEGORIES.len()),
            (PAGES, 125 * CATEGORIES.len()),
            (TRAVELS, 0x100),
            (SCRIPT, 0x100),
            (GAME, 0xE80),
            (ITEMS, 0x10),
            (SLOTS, 0x100),
        ];
        let mut game = Self {
            blocks: blocks
                .into_iter()
                .map(|(at, size)| (at, vec![0; size]))
                .collect(),
            travel: Travel::Noticed(None),
            gives: true,
            given: Vec::new(),
        };
        for (object, address) in OBJECTS {
            game.put(slot_of(object), &address.to_le_bytes());
        }
        game.put(DATA + 0xA0, &754_321_u32.to_le_bytes());
        game.put(DATA + 0x94, &7_u32.to_le_bytes());
        game.put(WORLD + 0x1_E508, &PLAYER.to_le_bytes());
        for (axis, value) in [(0, 1.5_f32), (4, -2.0), (8, 300.25)] {
            game.put(PLAYER + 0x6C0 + axis, &value.to_le_bytes());
        }
        game.put(PLAYER + 0x6D0, &[0, 36, 42, 60]);
        game.put(PLAYER + 0x6E8, &6_101_000_u32.to_le_bytes());
        game.put(FLAGS + 0x1C, &1000_u32.to_le_bytes());
        game.put(FLAGS + 0x20, &125_u32.to_le_bytes());
        game.put(FLAGS + 0x28, &PAGES.to_le_bytes());
        game.put(FLAGS + 0x38, &HEAD.to_le_bytes());
        // The middle category is the root.
        game.put(HEAD + 0x08, &node(1).to_le_bytes());
        game.put(HEAD + 0x19, &[1]);
        for (index, category) in CATEGORIES.iter().enumerate() {
            let (left, right) = if index == 1 {
                (node(0), node(2))
            } else {
                (HEAD, HEAD)
            };
            game.put(node(index), &left.to_le_bytes());
            game.put(node(index) + 0x10, &right.to_le_bytes());
            game.put(node(index) + 0x20, &category.to_le_bytes());
            game.put(node(index) + 0x28, &1_u32.to_le_bytes());
            game.put(node(index) + 0x30, &(index as u64).to_le_bytes());
        }
        game.put(TRAVELS + 0x18, &SCRIPT.to_le_bytes());
        game
    }

    fn put(&mut self, address: u64, bytes: &[u8]) {
        let (start, block) = self
            .blocks
            .range_mut(..=address)
            .next_back()
            .expect("there is a block");
        let at = (address - start) as usize;
        block[at..at + bytes.len()].copy_from_slice(bytes);
    }

    fn set_flag(&mut self, flag: u32, set: bool) {
        let index = CATEGORIES
            .iter()
            .position(|category| *category == flag / 1000)
            .expect("the category exists");
        let address = PAGES + 125 * index as u64 + u64::from(flag % 1000 / 8);
        let mut byte = [0];
        assert!(self.read(address, &mut byte));
        let mask = 0x80 >> (flag % 8);
        self.write(address, if set { byte[0] | mask } else { byte[0] & !mask });
    }
}

const OBJECTS: [(Object, u64); 6] = [
    (Object::GameData, DATA),
    (Object::Game, GAME),
    (Object::World, WORLD),
    (Object::EventFlags, FLAGS),
    (Object::Travels, TRAVELS),
    (Object::Items, ITEMS),
];

fn slot_of(object: Object) -> u64 {
    let index = OBJECTS.iter().position(|(of, _)| *of == object);
    SLOTS + 8 * index.expect("every object has one") as u64
}

fn node(index: usize) -> u64 {
    NODE + 0x38 * index as u64
}

impl Process for FakeGame {
    fn read(&self, address: u64, into: &mut [u8]) -> bool {
        let Some((start, block)) = self.blocks.range(..=address).next_back() else {
            return false;
        };
        let at = (address - start) as usize;
        let Some(bytes) = block.get(at..at + into.len()) else {
            return false;
        };
        into.copy_from_slice(bytes);
        true
    }

    fn write(&mut self, address: u64, byte: u8) -> bool {
        self.put(address, &[byte]);
        true
    }

    fn slot(&mut self, object: Object) -> Option<u64> {
        Some(slot_of(object))
    }

    fn travel(&mut self) -> Travel {
        let begun = self.travel;
        if begun != Travel::Unnoticed {
            self.travel = Travel::Noticed(None);
        }
        begun
    }

    fn give(&mut self, item: u32) -> bool {
        self.given.push(item);
        self.gives
    }
}

fn version() -> &'static Version {
    &VERSIONS[0]
}

fn live() -> LiveGame<FakeGame> {
    LiveGame::new(FakeGame::new(), version())
}

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn readings(snapshot: &Snapshot) -> Vec<Reading<bool>> {
    snapshot.flags.iter().map(|flag| flag.set).collect()
}

#[test]
fn a_snapshot_shows_what_lies_in_memory() {
    let mut game = live();
    game.process().set_flag(1_040_292_801, true);
    game.process().set_flag(1_050_294_007, true);
    game.process().travel = Travel::Noticed(Some(1_042_362_950));
    let flags = [9_000, 1_040_292_800, 1_040_292_801, 1_050_294_007, 77_000];
    let snapshot = game.snapshot(at(0), &flags);
    assert_eq!(snapshot.igt_ms, Reading::Present(754_321));
    assert_eq!(snapshot.deaths, Reading::Present(7));
    assert_eq!(snapshot.travel, Some(1_042_362_950));
    let place = snapshot.readable().expect("the player is in the world");
    assert_eq!(place.map.to_string(), "m60_42_36_00");
    assert_eq!(place.position, [1.5, -2.0, 300.25]);
    assert_eq!(place.play_region, 6_101_000);
    let (on, off) = (Reading::Present(true), Reading::Present(false));
    assert_eq!(readings(&snapshot), [off, off, on, on, Reading::NotFound]);
    assert_eq!(game.snapshot(at(1), &[]).travel, None);
}

#[test]
fn what_is_not_there_yet_is_told_from_what_will_not_come() {
    let mut game = live();
    for (object, _) in OBJECTS {
        game.process().put(slot_of(object), &[0; 8]);
    }
    let snapshot = game.snapshot(at(0), &[9_000]);
    assert_eq!(snapshot.igt_ms, Reading::NotYet);
    assert_eq!(snapshot.place, Reading::NotYet);
    assert_eq!(readings(&snapshot), [Reading::NotYet]);

    /// A game that has nothing the mod knows.
    struct Empty;
    impl Process for Empty {
        fn read(&self, _: u64, _: &mut [u8]) -> bool {
            false
        }
        fn write(&mut self, _: u64, _: u8) -> bool {
            false
        }
        fn slot(&mut self, _: Object) -> Option<u64> {
            None
        }
        fn travel(&mut self) -> Travel {
            Travel::Unnoticed
        }
        fn give(&mut self, _: u32) -> bool {
            false
        }
    }
    let mut game = LiveGame::new(Empty, version());
    assert_eq!(game.snapshot(at(5), &[]).igt_ms, Reading::NotYet);
    assert_eq!(game.snapshot(at(64), &[]).deaths, Reading::NotYet);
    assert_eq!(game.snapshot(at(65), &[]).place, Reading::NotFound);
    assert!(!game.write_flag(9_000, true));
}

#[test]
fn a_wild_pointer_reads_as_loading() {
    let mut game = live();
    game.process()
        .put(WORLD + 0x1_E508, &0xdead_beef_u64.to_le_bytes());
    assert_eq!(game.snapshot(at(0), &[]).place, Reading::NotYet);
}

#[test]
fn pages_are_found_again_after_they_moved() {
    let mut game = live();
    let flag = 1_040_292_801;
    assert_eq!(game.flag(at(0), flag), Reading::Present(false));
    // The page becomes the third, and is there that the flag is on.
    game.process().put(node(1) + 0x30, &2_u64.to_le_bytes());
    game.process().set_flag(1_050_294_801, true);
    assert_eq!(game.flag(at(0), flag), Reading::Present(false));
    assert_eq!(game.flag(at(1), flag), Reading::Present(true));
    // A page of its own, which the node points to.
    game.process().put(node(1) + 0x28, &2_u32.to_le_bytes());
    game.process().put(node(1) + 0x30, &PAGES.to_le_bytes());
    assert_eq!(game.flag(at(2), flag), Reading::Present(false));
    // No page in a way that we know.
    game.process().put(node(1) + 0x28, &3_u32.to_le_bytes());
    assert_eq!(game.flag(at(3), flag), Reading::NotFound);
}

#[test]
fn a_tree_that_goes_in_circles_ends() {
    let mut game = live();
    game.process().put(node(0), &node(1).to_le_bytes());
    assert_eq!(game.flag(at(0), 5_000), Reading::NotFound);
}

#[test]
fn flags_of_another_form_are_not_believed() {
    let mut game = live();
    game.process().put(FLAGS + 0x1C, &500_u32.to_le_bytes());
    assert_eq!(game.flag(at(0), 9_000), Reading::NotFound);
    assert!(!game.write_flag(9_000, true));
}

#[test]
fn writing_a_flag_changes_one_bit() {
    let mut game = live();
    game.process().set_flag(1_050_294_008, true);
    assert!(game.write_flag(1_050_294_010, true));
    let page = |game: &mut LiveGame<FakeGame>| game.process().blocks[&PAGES].clone();
    let mut expected = vec![0; 375];
    expected[251] = 0b1010_0000;
    assert_eq!(page(&mut game), expected);
    game.clear_flag(1_050_294_010);
    expected[251] = 0b1000_0000;
    assert_eq!(page(&mut game), expected);
}

#[test]
fn a_travel_that_is_not_noticed_is_seen_when_the_game_remembers_it() {
    let mut game = live();
    game.process().travel = Travel::Unnoticed;
    assert_eq!(game.snapshot(at(0), &[]).travel, None);
    game.process()
        .put(SCRIPT + 0x1C, &1_042_361_950_u32.to_le_bytes());
    assert_eq!(game.snapshot(at(1), &[]).travel, Some(1_042_362_950));
    assert_eq!(game.snapshot(at(2), &[]).travel, None);
}

fn seed(event_ids: Vec<u32>) -> SeedInfo {
    let item = |id, qty| SpawnItem { id, qty };
    SeedInfo {
        seed_id: None,
        total_layers: 3,
        graph_json: None,
        total_nodes: None,
        total_paths: None,
        event_ids,
        finish_event: None,
        spawn_items: vec![item(10_500, 1), item(20_300, 2)],
        items_spawned_flag: None,
    }
}

/// Lets the game run from `from` to `to` seconds with four looks in each.
fn play(game: &mut LiveGame<FakeGame>, gifts: &mut Gifts, seed: &SeedInfo, from: u64, to: u64) {
    for quarter in from * 4..to * 4 {
        let now = Duration::from_millis(quarter * 250);
        let snapshot = game.snapshot(now, &[]);
        gifts.step(now, game, &snapshot, seed);
    }
}

const BOTH: [u32; 3] = [0x8000_2904, 0x8000_4F4C, 0x8000_4F4C];
const GUARD: u32 = 1_040_292_900;

#[test]
fn every_character_gets_the_items_once() {
    let (mut game, mut gifts, seed) = (live(), Gifts::default(), seed(vec![]));
    play(&mut game, &mut gifts, &seed, 0, 2);
    assert!(game.process().given.is_empty());
    play(&mut game, &mut gifts, &seed, 2, 30);
    assert_eq!(game.process().given, BOTH);
    assert_eq!(game.flag(at(30), GUARD), Reading::Present(true));

    // The game forgets the guard, but it is the same character.
    game.process().set_flag(GUARD, false);
    play(&mut game, &mut gifts, &seed, 30, 40);
    assert_eq!(game.process().given.len(), 3);

    // Another character, in another slot or with less time.
    game.process().put(GAME + 0xAC0, &1_u32.to_le_bytes());
    play(&mut game, &mut gifts, &seed, 40, 50);
    assert_eq!(game.process().given.len(), 6);
    game.process().set_flag(GUARD, false);
    game.process().put(DATA + 0xA0, &500_u32.to_le_bytes());
    play(&mut game, &mut gifts, &seed, 50, 60);
    assert_eq!(game.process().given.len(), 9);
}

#[test]
fn a_save_with_the_guard_has_the_items_already() {
    let (mut game, mut gifts, seed) = (live(), Gifts::default(), seed(vec![]));
    game.process().set_flag(GUARD, true);
    play(&mut game, &mut gifts, &seed, 0, 30);
    assert!(game.process().given.is_empty());
}

#[test]
fn the_guard_that_a_seed_names_is_used() {
    let (mut game, mut gifts) = (live(), Gifts::default());
    let seed = SeedInfo {
        items_spawned_flag: Some(1_050_294_003),
        ..seed(vec![])
    };
    game.process().set_flag(GUARD, true);
    play(&mut game, &mut gifts, &seed, 0, 30);
    assert_eq!(game.process().given, BOTH);
    assert_eq!(game.flag(at(30), 1_050_294_003), Reading::Present(true));
}

#[test]
fn a_guard_that_the_seed_uses_itself_guards_nothing() {
    let (mut game, mut gifts, seed) = (live(), Gifts::default(), seed(vec![GUARD]));
    game.process().set_flag(GUARD, true);
    play(&mut game, &mut gifts, &seed, 0, 30);
    assert_eq!(game.process().given, BOTH);
}

#[test]
fn a_guard_that_cannot_be_read_is_waited_for_but_not_for_ever() {
    let (mut game, mut gifts, seed) = (live(), Gifts::default(), seed(vec![]));
    game.process().put(FLAGS + 0x1C, &500_u32.to_le_bytes());
    play(&mut game, &mut gifts, &seed, 0, 12);
    assert!(game.process().given.is_empty());
    play(&mut game, &mut gifts, &seed, 12, 30);
    assert_eq!(game.process().given, BOTH);
}

#[test]
fn nothing_is_given_while_loading_or_to_nobody() {
    let (mut game, mut gifts, seed) = (live(), Gifts::default(), seed(vec![]));
    game.process().put(WORLD + 0x1_E508, &[0; 8]);
    play(&mut game, &mut gifts, &seed, 0, 10);
    game.process().put(WORLD + 0x1_E508, &PLAYER.to_le_bytes());
    game.process().put(slot_of(Object::Items), &[0; 8]);
    play(&mut game, &mut gifts, &seed, 10, 20);
    assert!(game.process().given.is_empty());
    game.process()
        .put(slot_of(Object::Items), &ITEMS.to_le_bytes());
    play(&mut game, &mut gifts, &seed, 20, 21);
    assert_eq!(game.process().given, BOTH);
}

#[test]
fn only_known_versions_of_the_game_are_read() {
    let program = |name: &str, language, version| Executable::new(name, language, version);
    let name = |program: &Executable| supported(program).map(|row| row.name);
    let game = "ELDEN RING\u{2122}";
    assert_eq!(name(&program(game, 0x409, [2, 6, 2, 0])), Ok("1.16.2"));
    assert_eq!(name(&program(game, 0x809, [2, 6, 1, 0])), Ok("1.16.1"));
    assert_eq!(name(&program(game, 0x411, [2, 6, 2, 1])), Ok("1.16.2"));
    for (language, version) in [
        (0x409, [2, 7, 0, 0]),
        (0x409, [2, 6, 2, 1]),
        (0x411, [2, 6, 2, 0]),
        (0x407, [2, 6, 2, 0]),
    ] {
        let other = program(game, language, version);
        let error = supported(&other).expect_err("there is no row");
        assert_eq!(error, Unsupported::Version(other));
    }
    let newer = supported(&program(game, 0x409, [2, 7, 1, 0])).expect_err("there is no row");
    assert_eq!(
        newer.to_string(),
        "Elden Ring 2.7.1.0 is not supported by this version of the race mod"
    );
    assert_eq!(
        supported(&program("Notepad", 0x409, [2, 6, 2, 0])),
        Err(Unsupported::OtherProgram)
    );
}

#[test]
fn every_version_has_one_row() {
    for (index, row) in VERSIONS.iter().enumerate() {
        let same =
            |other: &&Version| (other.product, other.language) == (row.product, row.language);
        assert_eq!(VERSIONS.iter().position(|other| same(&other)), Some(index));
    }
}
