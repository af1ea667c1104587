//! What is read from memory.

use speedfog_race_mod::game::live::{LiveGame, Object, Process, Travel};
use speedfog_race_mod::game::{GameReader, Reading, Snapshot};

use super::fake_game::{
    FLAGS, FakeGame, OBJECTS, PAGES, SCRIPT, WORLD, at, live, node, slot_of, version,
};

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
