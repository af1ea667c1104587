//! Peers that vanish without a word.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, interval, timeout};

use crate::common::{Game, Line, TestServer, Watcher};

/// The server asks every 20 seconds and waits as long for an answer.
const NOTICED: Duration = Duration::from_secs(60);

#[tokio::test]
async fn whoever_vanishes_loses_the_place() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    let cleo = server.sign_in("cleo", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let bobs = Game::enter(&organizer, &bob, race).await;
    let cleos = Game::enter(&organizer, &cleo, race).await;
    bobs.socket.close().await;
    cleos.socket.close().await;
    organizer.act(race, "start").await.ok::<Value>();
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;

    let line = Line::to(&server.address()).await;
    let far = server.anonymous().at(&line.address());
    let (_bobs, _) = Game::connect(&line.address(), race, &bobs.token).await;
    let (_cleos, _) = Game::connect(&line.address(), race, &cleos.token).await;
    let _watcher = Watcher::anonymous(&far, race).await;
    watcher
        .until(|w| {
            let connected = |login| w.player(login)["mod_connected"] == true;
            connected("bob") && connected("cleo") && w.count == 2
        })
        .await;
    line.falls_silent();

    // Bob comes back on another line and need not wait for the old one to be noticed.
    let began = Instant::now();
    let (mut back, _) = Game::connect(&server.address(), race, &bobs.token).await;
    assert!(began.elapsed() < Duration::from_secs(15));

    // Cleo and the page do not; the others go on and see them leave.
    let mut igt_ms = 1_000;
    let mut second = interval(Duration::from_secs(1));
    let noticed = async {
        let gone = |watcher: &Watcher| {
            watcher.player("cleo")["mod_connected"] == false && watcher.count == 1
        };
        while !gone(&watcher) {
            tokio::select! {
                _ = second.tick() => {
                    igt_ms += 1_000;
                    game.status(igt_ms, 0).await;
                }
                _ = watcher.fold_one() => {}
            }
        }
    };
    timeout(NOTICED, noticed).await.expect("they are missed");
    assert_eq!(watcher.player("bob")["mod_connected"], true);
    back.is_answered().await;
    let (_cleos, _) = Game::connect(&server.address(), race, &cleos.token).await;
}
