//! Items that are handed out.

use std::time::Duration;

use speedfog_protocol::ws::{SeedInfo, SpawnItem};
use speedfog_race_mod::game::live::{Gifts, LiveGame, Object};
use speedfog_race_mod::game::{GameReader, Reading};

use super::fake_game::{DATA, FLAGS, FakeGame, GAME, ITEMS, PLAYER, WORLD, at, live, slot_of};

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
