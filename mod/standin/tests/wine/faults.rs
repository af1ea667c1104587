//! What goes wrong, and what the player sees of it.

use std::fs;

use crate::moves::way;
use crate::pack::Pack;
use crate::race_server::RaceServer;
use crate::settings;
use crate::stand_in::{Boxes, Renderer, StandIn};

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_wrong_token_is_refused_and_told() {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    pack.set("mod_token", "not-the-token");
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    game.wait_for_log("the server refused the mod");
    game.wait_for_warning("fault-token");
    game.let_pass();
    let log = game.log();
    assert!(!log.contains("not-the-token"), "the log has the token");
    game.quit();
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_pack_of_another_seed_is_told() {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    pack.set("seed_id", "00000000-0000-0000-0000-000000000000");
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    game.tell("igt 500");
    game.wait_for_log("SeedOutdated");
    game.wait_for_warning("fault-seed");
    // Another seed's items would be wrong.
    assert_eq!(game.tell("items"), "[]");
    game.quit();
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_missing_configuration_is_told() {
    let pack = Pack::without_config();
    let mut game = StandIn::start(&pack, Renderer::Dx12);
    game.wait_for_log("the configuration cannot be used");
    game.wait_for_warning("fault-config");
    game.let_pass();
    game.quit();
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn a_game_that_ends_in_a_loading_screen_loses_no_gate() {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    pack.draw_with(Renderer::OpenGl);
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    race.wait_for("alice", "the mod", |of| of["status"] == "ready");
    race.start(0);
    race.wait_for_status("running");
    game.tell("igt 61000");
    race.wait_for("alice", "the first status", |of| of["status"] == "playing");
    let gate = way(&server)[0];
    game.tell(&format!("flag {} on", gate.flags[0]));
    game.wait_for_log("FlagSeen");
    game.tell("loading on");
    game.let_pass();
    pack.wait_for_progress();
    game.quit();

    // The game has not saved it, but the mod has.
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    game.tell("igt 62000");
    race.wait_for("alice", "the gate", |of| of["current_layer"] == gate.layer);
    let journal = race.journal(0);
    let entered = journal
        .iter()
        .rfind(|event| event["kind"] == "zone_entered");
    assert_eq!(entered.expect("the gate")["igt_ms"], 61_000);
    game.quit();
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn another_version_of_the_game_is_left_alone() {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    let folder = tempfile::tempdir().expect("a folder");
    let newer = folder.path().join("newer.exe");
    fs::write(&newer, patch_version(settings::stand_in())).expect("a file");
    let options = ["--dx12", "--early"];
    let mut game = StandIn::start_program(&newer, &pack, &options, Boxes::Logged);
    game.wait_for_log("Elden Ring 2.7.1.0 is not supported");
    game.tell("open");
    game.let_pass();
    assert_eq!(game.shot("fault-version").covered(), 0, "nothing is drawn");
    assert!(!game.log().contains("the overlay is installed"));
    let alice = race.wait_for("alice", "her entry", |_| true);
    assert_eq!(alice["status"], "registered");
    game.quit();

    // A player is told, and the game goes on meanwhile.
    let mut game = StandIn::start_program(&newer, &pack, &["--opengl"], Boxes::Shown);
    game.wait_for_log("Elden Ring 2.7.1.0 is not supported");
    game.let_pass();
    game.wait_for_overlay("fault-version-box");
    game.quit();
}

/// The program with product version 2.7.1.0.
fn patch_version(program: std::path::PathBuf) -> Vec<u8> {
    let mut bytes = fs::read(program).expect("the stand-in is built");
    let signature = 0xFEEF_04BD_u32.to_le_bytes();
    let at = bytes
        .windows(4)
        .position(|window| window == signature)
        .expect("it has a version resource");
    // File version at 8, product version at 16, the higher half first.
    for version in [at + 8, at + 16] {
        bytes[version..version + 4].copy_from_slice(&0x0002_0007_u32.to_le_bytes());
        bytes[version + 4..version + 8].copy_from_slice(&0x0001_0000_u32.to_le_bytes());
    }
    bytes
}
