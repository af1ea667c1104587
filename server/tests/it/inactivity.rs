//! Participants who have gone silent are taken out of a running race, and with the last it ends.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Api, Game, PATIENCE, TestServer, Watcher};

/// A server that looks often and has little patience with one kind of participants.
async fn server(playing: Duration, waiting: Duration) -> (TestServer, Api, Uuid) {
    let server = TestServer::start_with(|settings| {
        settings.inactivity.playing = playing;
        settings.inactivity.waiting = waiting;
        settings.inactivity.look_every = Duration::from_millis(20);
    })
    .await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    (server, organizer, race)
}

const SHORT: Duration = Duration::from_millis(300);

#[tokio::test]
async fn whoever_never_begins_is_taken_out_and_the_others_go_on() {
    let (server, organizer, race) = server(PATIENCE * 60, SHORT).await;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    bob.join(race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.status(1_000, 0).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher
        .until(|w| w.player("bob")["status"] == "abandoned")
        .await;
    assert_eq!(watcher.player("ann")["status"], "playing");
    assert_eq!(watcher.status(), "running");
    // A finish ends the race, since nobody else is in it.
    game.say(json!({ "type": "finished", "igt_ms": 2_000 }))
        .await;
    watcher.until(|w| w.status() == "finished").await;
    assert_eq!(watcher.player("ann")["status"], "finished");
    assert_eq!(organizer.race(race).await.participants.len(), 2);
}

#[tokio::test]
async fn the_last_silence_ends_the_race_in_the_usual_order() {
    let (server, organizer, race) = server(SHORT, PATIENCE * 60).await;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    game.status(1_000, 2).await;
    watcher
        .until(|w| w.player("ann")["status"] == "playing")
        .await;
    watcher.heard.clear();
    watcher
        .until(|w| w.heard.iter().any(|kind| kind == "race_status_change"))
        .await;
    watcher.fold_one().await;
    let end = watcher.heard.split_off(watcher.heard.len() - 3);
    assert_eq!(
        end,
        ["race_state", "race_status_change", "leaderboard_update"]
    );
    let ann = watcher.player("ann");
    assert_eq!(ann["status"], "abandoned");
    assert_eq!(
        (&ann["igt_ms"], &ann["death_count"]),
        (&json!(1_000), &json!(2))
    );
    game.socket.expect(&["race_status_change"]).await;
    let change = game.socket.expect(&["race_status_change"]).await;
    assert_eq!(change["status"], "finished");
}
