//! A server that stops, in an orderly way or not.

use serde_json::{Value, json};
use speedfog_race::fixtures::FIRST_FLAG;

use crate::common::{Game, TestServer, Watcher};

#[tokio::test]
async fn an_orderly_restart_keeps_everything() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.flag(FIRST_FLAG, 60_000).await;
    game.status(61_000, 2).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher.until(|w| w.player("ann")["igt_ms"] == 61_000).await;
    let before = watcher.player("ann").clone();

    let (restarted, (), ()) = tokio::join!(
        server.restart(),
        async { assert_eq!(game.socket.closed().await.0, 1001) },
        async { assert_eq!(watcher.socket.closed().await.0, 1001) },
    );
    let () = restarted;
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    let mut after = watcher.player("ann").clone();
    after["mod_connected"] = json!(true);
    assert_eq!(after, before);
    let (mut again, auth_ok) = Game::connect(&server.address(), race, &game.token).await;
    assert_eq!(auth_ok["race"]["status"], "running");
    assert_eq!(again.expect(&["zone_update"]).await["node_id"], "left");
}
