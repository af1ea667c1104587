//! What the player sees from the lobby to the podium.

use crate::moves::{cross, way};
use crate::race_server::RaceServer;
use crate::rival::Rival;
use crate::stand_in::{Renderer, StandIn};

/// As long as names may be, in several scripts, and some that are short.
const OTHERS: [&str; 19] = [
    "WWWWWWWWWWWWWWWWWWWWWWWWW",
    "Ranni_the_Witch_of_Caria_",
    "Лесной_Ёж_из_Лимгрейва",
    "Ζέφυρος",
    "Żółw_Ninja",
    "ii",
    "très_lent",
    "øystein_løper",
    "dodge_too_late",
    "Çaylak_Şövalye",
    "ashen_otter",
    "MarrowLight",
    "tin_kettle",
    "qwillow",
    "nachtfalter_",
    "sol_de_invierno",
    "brambleking",
    "mossy_tarn",
    "two_percent_milk",
];

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn every_state_of_a_race_of_twenty_is_shown() {
    let server = RaceServer::start();
    let names: Vec<&str> = ["alice"].into_iter().chain(OTHERS).collect();
    let race = server.race(&names);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    race.wait_for("alice", "the mod", |of| of["status"] == "ready");
    game.wait_for_overlay("state-setup");
    let mut others: Vec<_> = (1..names.len())
        .map(|index| Rival::join(&race.pack(index)))
        .collect();
    for name in OTHERS {
        race.wait_for(name, "the mod", |of| of["status"] == "ready");
    }
    game.let_pass();
    game.wait_for_overlay("state-lobby");

    race.start(4);
    game.let_pass();
    game.wait_for_overlay("state-countdown");
    race.wait_for_status("running");
    game.let_pass();
    game.wait_for_overlay("state-go");

    game.tell("igt 30000");
    game.tell("tick on");
    let way = way(&server);
    for (other, igt_ms) in others.iter_mut().zip((40_000..).step_by(1_500)) {
        other.play(igt_ms, 2);
        other.cross(way[0], igt_ms);
    }
    for name in OTHERS {
        race.wait_for(name, "a gate", |of| of["current_layer"] == way[0].layer);
    }
    game.let_pass();
    game.wait_for_overlay("state-last-of-twenty");

    others[0].cross(way[1], 200_000);
    others[0].cross(way[2], 260_000);
    others[1].cross(way[1], 210_000);
    cross(&mut game, way[0], 61_700);
    race.wait_for("alice", "a gate", |of| of["current_layer"] == way[0].layer);
    game.let_pass();
    game.wait_for_overlay("state-behind");

    cross(&mut game, way[1], 150_300);
    race.wait_for("alice", "a gate", |of| of["current_layer"] == way[1].layer);
    game.let_pass();
    game.wait_for_overlay("state-ahead");

    server.kill();
    game.wait_for_log("Lost");
    game.let_pass();
    game.wait_for_overlay("state-disconnected");
    game.wait_for_log("no connection to the server");
    game.let_pass();
    game.wait_for_overlay("state-unreachable");
    server.run();
    game.wait_for_log_times("happening=Connected", 2);

    for (place, igt_ms) in way.iter().zip((60_000..).step_by(60_000)).skip(2) {
        cross(&mut game, place, igt_ms + 60_000);
        race.wait_for("alice", "a gate", |of| of["current_layer"] == place.layer);
    }
    game.tell(&format!("flag {} on", server.course.finish_flag()));
    race.wait_for("alice", "the finish", |of| of["status"] == "finished");
    game.let_pass();
    game.wait_for_overlay("state-finished");
    assert!(!game.log().contains("panicked"), "{}", game.log());
    game.quit();
}
