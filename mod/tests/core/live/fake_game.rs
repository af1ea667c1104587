//! A game whose memory is made by hand.

use std::collections::BTreeMap;
use std::time::Duration;

use speedfog_race_mod::game::live::{LiveGame, Object, Process, Travel, VERSIONS, Version};

pub(super) const DATA: u64 = 0x1000;
pub(super) const WORLD: u64 = 0x10_0000;
pub(super) const PLAYER: u64 = 0x20_0000;
pub(super) const FLAGS: u64 = 0x30_0000;
pub(super) const HEAD: u64 = 0x31_0000;
pub(super) const NODE: u64 = 0x32_0000;
pub(super) const PAGES: u64 = 0x33_0000;
pub(super) const TRAVELS: u64 = 0x40_0000;
pub(super) const SCRIPT: u64 = 0x41_0000;
pub(super) const GAME: u64 = 0x50_0000;
pub(super) const ITEMS: u64 = 0x60_0000;
pub(super) const SLOTS: u64 = 0x70_0000;

/// Categories in the tree, ascending.
pub(super) const CATEGORIES: [u32; 3] = [9, 1_040_292, 1_050_294];

/// A game whose memory is a list of blocks.
pub(super) struct FakeGame {
    pub(super) blocks: BTreeMap<u64, Vec<u8>>,
    pub(super) travel: Travel,
    pub(super) given: Vec<u32>,
    gives: bool,
}

impl FakeGame {
    /// A player who stands in the world.
    pub(super) fn new() -> Self {
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

    pub(super) fn put(&mut self, address: u64, bytes: &[u8]) {
        let (start, block) = self
            .blocks
            .range_mut(..=address)
            .next_back()
            .expect("there is a block");
        let at = (address - start) as usize;
        block[at..at + bytes.len()].copy_from_slice(bytes);
    }

    pub(super) fn set_flag(&mut self, flag: u32, set: bool) {
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

pub(super) const OBJECTS: [(Object, u64); 6] = [
    (Object::GameData, DATA),
    (Object::Game, GAME),
    (Object::World, WORLD),
    (Object::EventFlags, FLAGS),
    (Object::Travels, TRAVELS),
    (Object::Items, ITEMS),
];

pub(super) fn slot_of(object: Object) -> u64 {
    let index = OBJECTS.iter().position(|(of, _)| *of == object);
    SLOTS + 8 * index.expect("every object has one") as u64
}

pub(super) fn node(index: usize) -> u64 {
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

pub(super) fn version() -> &'static Version {
    &VERSIONS[0]
}

pub(super) fn live() -> LiveGame<FakeGame> {
    LiveGame::new(FakeGame::new(), version())
}

pub(super) fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
