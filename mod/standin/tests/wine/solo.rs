//! A run alone.

use crate::moves::{cross, die, way};
use crate::race_server::RaceServer;
use crate::stand_in::{Renderer, StandIn};

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_solo_session_is_played_to_its_end() {
    let server = RaceServer::start_for_solo();
    let solo = server.solo("alice");
    let pack = solo.pack();
    pack.draw_with(Renderer::OpenGl);
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    game.wait_for_log("happening=Connected");
    game.wait_for_overlay("solo-begin");
    game.tell("igt 1000");
    game.wait_for_log("items given");

    let way = way(&server);
    for (index, place) in way.iter().enumerate() {
        cross(&mut game, place, 60_000 * (1 + index as u32));
        solo.wait_for("a gate", |of| of["current_layer"] == place.layer);
    }
    die(&mut game, 3);
    solo.wait_for("the deaths", |of| of["death_count"] == 3);
    game.wait_for_overlay("solo-running");

    // The server comes back with the same session.
    server.kill();
    game.wait_for_log("Lost");
    server.run();
    game.wait_for_log_times("happening=Connected", 2);

    game.tell("igt 543210");
    game.let_pass();
    game.tell(&format!("flag {} on", server.course.finish_flag()));
    let end = solo.wait_for("the end", |of| of["status"] == "finished");
    assert_eq!(end["igt_ms"], 543_210);
    game.let_pass();
    game.wait_for_overlay("solo-finished");
    assert!(!game.log().contains("panicked"), "{}", game.log());
    game.quit();

    // There is nothing left to do in it.
    let game = StandIn::start(&pack, Renderer::OpenGl);
    game.wait_for_log("Session not active");
    game.wait_for_warning("solo-over");
    game.quit();
}
