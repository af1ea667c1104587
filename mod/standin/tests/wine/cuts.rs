//! Lines that break between a game and a server that both run on.

use crate::line::Line;
use crate::moves::{cross, way};
use crate::race::{check_journal, has_status, is_in_layer};
use crate::race_server::RaceServer;
use crate::stand_in::{Renderer, StandIn};
use crate::wait_for;

/// Waits until the overlay warns of nothing any more.
fn wait_for_calm(game: &StandIn, name: &str) {
    wait_for("the warning to go", || {
        (game.shot(name).red() == 0).then_some(())
    });
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_line_that_breaks_twice_loses_no_gate() {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    let line = Line::to(server.address());
    pack.set("url", &line.url());
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    race.wait_for("alice", "the mod", has_status("ready"));
    race.start(0);
    race.wait_for_status("running");
    game.tell("igt 1000");
    race.wait_for("alice", "the first status", has_status("playing"));
    let way = way(&server);
    cross(&mut game, way[0], 61_000);
    race.wait_for("alice", "the first gate", is_in_layer(way[0].layer));

    // Connections are reset, and no new one can be made.
    line.tear();
    game.wait_for_log("happening=Lost");
    cross(&mut game, way[1], 122_000);
    game.wait_for_warning("cut-torn");
    cross(&mut game, way[2], 183_000);
    line.mend();
    game.wait_for_log_times("happening=Connected", 2);
    race.wait_for("alice", "the gates of meanwhile", is_in_layer(way[2].layer));
    wait_for_calm(&game, "cut-mended");

    // Nothing arrives any more, and nobody is told. The game believes in its connection until
    // the server's signs of life have been missing for too long.
    line.silence();
    cross(&mut game, way[3], 244_000);
    game.wait_for_log("NoAnswer");
    game.let_pass();
    game.wait_for_overlay("cut-silent");
    game.wait_for_log_times("happening=Lost", 2);
    game.wait_for_overlay("cut-noticed");
    line.mend();
    game.wait_for_log_times("happening=Connected", 3);
    race.wait_for(
        "alice",
        "the gate of the silence",
        is_in_layer(way[3].layer),
    );
    wait_for_calm(&game, "cut-mended-again");

    game.tell("igt 300000");
    game.let_pass();
    game.tell(&format!("flag {} on", server.course.finish_flag()));
    race.wait_for("alice", "the finish", has_status("finished"));
    check_journal(&race.journal(0), &way, 300_000);
    assert!(!game.log().contains("panicked"), "{}", game.log());
    game.quit();
}
