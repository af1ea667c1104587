//! Items that the mod hands out.

use crate::race_server::RaceServer;
use crate::stand_in::{Renderer, StandIn};
use crate::wait_for;

fn given(game: &mut StandIn) -> usize {
    game.tell("items").matches('(').count()
}

#[test]
#[ignore = "needs Wine: cargo xtask test mod"]
fn items_are_given_once() {
    let server = RaceServer::start();
    let race = server.race(&["alice"]);
    let pack = race.pack(0);
    // The rest of the mod works without the overlay.
    pack.hide_overlay();
    let mut game = StandIn::start(&pack, Renderer::OpenGl);
    race.wait_for("alice", "the mod", |of| of["status"] == "ready");
    assert_eq!(given(&mut game), 0, "nobody plays yet");
    game.tell("igt 500");
    game.wait_for_log("items given");
    wait_for("the items", || (given(&mut game) == 2).then_some(()));

    // Not again after a new connection, nor after a loading screen.
    server.kill();
    game.wait_for_log("Lost");
    server.run();
    game.wait_for_log_times("happening=Connected", 2);
    game.tell("loading on");
    game.let_pass();
    game.tell("loading off");
    game.let_pass();
    assert_eq!(given(&mut game), 2);

    // Another character of the same account has nothing yet.
    game.tell("slot 1");
    game.tell("igt 100");
    game.tell("flag 1050290000 off");
    wait_for("the items of another character", || {
        (given(&mut game) == 4).then_some(())
    });
    assert_eq!(game.shot("items").covered(), 0, "nothing is drawn");
    game.quit();
}
