//! Whole races.

use serde_json::Value;
use speedfog_tools::race_sim::Place;

use crate::moves::{cross, die, way};
use crate::race_server::{Race, RaceServer};
use crate::stand_in::{Renderer, StandIn};
use crate::wait_for;

pub(crate) fn is_in_layer(layer: u32) -> impl Fn(&Value) -> bool {
    move |of| of["current_layer"] == layer
}

pub(crate) fn has_status(status: &str) -> impl Fn(&Value) -> bool {
    move |of| of["status"] == status
}

/// Waits until everybody's mod has said that it is there.
fn wait_for_mods(race: &Race<'_>, names: &[&str]) {
    for name in names {
        race.wait_for(name, "the mod", has_status("ready"));
    }
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn two_games_play_a_whole_race_over_directx_12() {
    let server = RaceServer::start();
    let race = server.race(&["alice", "bob"]);
    let (pack, packs) = (race.pack(0), race.pack(1));
    let mut alice = StandIn::start(&pack, Renderer::Dx12);
    let mut bob = StandIn::start(&packs, Renderer::Dx12);
    wait_for_mods(&race, &["alice", "bob"]);
    alice.wait_for_overlay("race-setup");
    bob.wait_for_overlay("race-setup-bob");

    race.start(4);
    alice.let_pass();
    alice.wait_for_overlay("race-countdown");
    race.wait_for_status("running");
    for game in [&mut alice, &mut bob] {
        game.tell("igt 1000");
        game.tell("tick on");
    }
    race.wait_for("alice", "the first status", has_status("playing"));
    race.wait_for("bob", "the first status", has_status("playing"));

    let way = way(&server);
    cross(&mut alice, way[0], 61_000);
    race.wait_for("alice", "the first gate", is_in_layer(way[0].layer));
    // The game keeps such flags, so the mod clears them once the server has them.
    let flag = way[0].flags[0];
    wait_for("the flag to be cleared", || {
        (alice.tell(&format!("flag {flag} ?")) == "0").then_some(())
    });
    die(&mut alice, 1);
    race.wait_for("alice", "a death", |of| of["death_count"] == 1);
    alice.wait_for_overlay("race-running");

    // A fast travel is noticed, with its grace.
    alice.tell("grace 1042362950");
    alice.tell("loading on");
    alice.let_pass();
    alice.tell("loading off");
    alice.wait_for_log("grace=1042362950");

    cross(&mut bob, way[0], 70_000);
    race.wait_for("bob", "the first gate", is_in_layer(way[0].layer));
    // Quits to the title screen, where no time is shown, and comes back.
    bob.tell("quitout");
    bob.let_pass();
    bob.tell("igt 75000");
    bob.tell("loading off");

    // The server dies in the middle of a crossing and comes back after it.
    server.kill();
    alice.wait_for_log("Lost");
    cross(&mut alice, way[1], 122_000);
    alice.wait_for_overlay("race-disconnected");
    server.run();
    alice.wait_for_log_times("happening=Connected", 2);
    race.wait_for("alice", "the gate of meanwhile", is_in_layer(way[1].layer));
    race.wait_for("bob", "his return", |of| {
        of["igt_ms"].as_u64().is_some_and(|igt_ms| igt_ms >= 75_000)
    });

    for (index, place) in way.iter().enumerate().skip(2) {
        cross(&mut alice, place, 180_000 + 60_000 * index as u32);
        race.wait_for("alice", "a gate", is_in_layer(place.layer));
    }
    alice.wait_for_overlay("race-boss");
    let finish = format!("flag {} on", server.course.finish_flag());
    alice.tell("tick off");
    alice.tell("igt 654321");
    alice.let_pass();
    alice.tell(&finish);
    let result = race.wait_for("alice", "the finish", has_status("finished"));
    assert_eq!(result["igt_ms"], 654_321);
    assert_eq!(result["death_count"], 1);

    for (index, place) in way.iter().enumerate().skip(1) {
        cross(&mut bob, place, 200_000 + 60_000 * index as u32);
        race.wait_for("bob", "a gate", is_in_layer(place.layer));
    }
    bob.tell("tick off");
    bob.tell("igt 765432");
    bob.let_pass();
    bob.tell(&finish);
    race.wait_for("bob", "the finish", has_status("finished"));
    race.wait_for_status("finished");
    alice.let_pass();
    alice.wait_for_overlay("race-finished");
    bob.wait_for_overlay("race-finished-bob");

    check_journal(&race.journal(0), &way, 654_321);
    check_journal(&race.journal(1), &way, 765_432);
    for game in [alice, bob] {
        assert!(!game.log().contains("panicked"), "{}", game.log());
        game.quit();
    }

    // Whoever starts the game once more reads that there is nothing left to do.
    let alice = StandIn::start(&pack, Renderer::Dx12);
    alice.wait_for_log("Race already finished");
    alice.wait_for_warning("race-over");
    alice.quit();
}

/// Every gate of the way is in the journal once and in order, then the finish.
pub(crate) fn check_journal(journal: &[Value], way: &[&Place], finished_ms: u64) {
    let of_kind = |kind: &str| -> Vec<&Value> {
        let events = journal.iter().filter(|event| event["kind"] == kind);
        events.collect()
    };
    let layers: Vec<_> = of_kind("zone_entered")
        .iter()
        .map(|event| event["layer"].as_u64().expect("a layer"))
        .collect();
    let expected: Vec<_> = way.iter().map(|place| u64::from(place.layer)).collect();
    assert_eq!(layers, expected, "{journal:?}");
    let finished = of_kind("finished");
    assert_eq!(finished.len(), 1, "{journal:?}");
    assert_eq!(finished[0]["igt_ms"], finished_ms);
}

/// A short race over another library that draws.
fn play_over(renderer: Renderer) {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    pack.draw_with(renderer);
    let mut game = StandIn::start(&pack, renderer);
    wait_for_mods(&race, &["alice"]);
    game.wait_for_overlay(&format!("{}-setup", renderer.name()));
    race.start(0);
    race.wait_for_status("running");
    game.tell("igt 1000");
    let place = way(&server)[0];
    cross(&mut game, place, 31_000);
    race.wait_for("alice", "the first gate", is_in_layer(place.layer));
    game.wait_for_overlay(&format!("{}-running", renderer.name()));
    game.quit();
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_race_is_played_over_directx_11() {
    play_over(Renderer::Dx11);
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_race_is_played_over_opengl() {
    play_over(Renderer::OpenGl);
}
