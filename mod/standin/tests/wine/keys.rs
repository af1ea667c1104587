//! Keys that switch parts of the overlay.

use crate::race_server::RaceServer;
use crate::stand_in::{Renderer, StandIn};

/// Pixels that a part covers, more than the line that tells of a new connection and then goes.
const PART: usize = 15_000;

/// Presses a key and waits until the overlay covers as much as `fits` says.
fn press(game: &mut StandIn, key: &str, what: &str, fits: impl Fn(usize) -> bool) -> usize {
    game.hold(key, what, |game| {
        let covered = game.shot(&format!("keys-{what}")).covered();
        fits(covered).then_some(covered)
    })
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn keys_switch_the_overlay_and_its_parts() {
    let server = RaceServer::start();
    let race = server.race(&["alice", "bob", "carol"]);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    race.wait_for("alice", "the mod", |of| of["status"] == "ready");
    game.wait_for_overlay("keys-begin");
    let full = game.shot("keys-all").covered();
    let without = press(&mut game, "F10", "no-leaderboard", |covered| {
        covered + PART < full
    });
    let with = press(&mut game, "F10", "leaderboard", |covered| {
        covered > without + PART
    });
    press(&mut game, "F3", "debug", |covered| covered > with + PART);
    press(&mut game, "F3", "no-debug", |covered| covered < with + PART);
    press(&mut game, "F9", "hidden", |covered| covered == 0);
    press(&mut game, "F9", "shown", |covered| covered > 5000);
    game.quit();
}
