//! Who sees what, and when.

use serde_json::{Value, json};
use speedfog_race::fixtures::FIRST_FLAG;
use uuid::Uuid;

use crate::common::{Game, Socket, TestServer, Watcher};

fn node_names(watcher: &Watcher) -> Vec<&str> {
    let nodes = watcher.state["seed"]["graph_json"]["nodes"]
        .as_object()
        .unwrap();
    nodes
        .values()
        .map(|node| node["display_name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_map_is_masked_before_the_start_and_full_after() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(stranger.heard[0], "race_state");
    let masked = node_names(&stranger);
    assert_eq!(masked.iter().filter(|name| **name == "???").count(), 6);
    assert!(masked.contains(&"START"));
    let text = stranger.state.to_string();
    for secret in [
        "tower",
        "TOWER",
        "AEG099",
        "event_map",
        &FIRST_FLAG.to_string(),
    ] {
        assert!(!text.contains(secret), "{secret} was given away");
    }

    // The organizer does not race, so the map may be known; it follows the sign-in.
    let mut owner = Watcher::signed_in(&organizer, race).await;
    owner
        .until(|w| w.state["seed"]["graph_json"]["nodes"]["tower"].is_object())
        .await;
    stranger.until(|w| w.count == 2).await;

    let ann = server.sign_in("ann", "user").await;
    let _game = Game::enter(&organizer, &ann, race).await;
    stranger.heard.clear();
    organizer.act(race, "start").await.ok::<Value>();
    stranger
        .until(|w| w.status() == "running" && node_names(w).contains(&"TOWER"))
        .await;
    let since = stranger
        .heard
        .iter()
        .position(|kind| kind == "race_status_change")
        .unwrap();
    assert_eq!(stranger.heard[since + 1], "race_state");
}

#[tokio::test]
async fn an_organizer_who_races_sees_no_more_than_the_others() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer
        .create_race_with(json!({ "organizer_participates": true }))
        .await
        .id;
    let mut owner = Watcher::signed_in(&organizer, race).await;
    owner
        .socket
        .say(&json!({ "type": "clock", "client_ms": 1 }))
        .await;
    owner
        .until(|w| w.heard.last().is_some_and(|kind| kind == "clock"))
        .await;
    assert!(!node_names(&owner).contains(&"TOWER"));
}

#[tokio::test]
async fn an_unknown_race_is_closed_at_once() {
    let server = TestServer::start().await;
    let path = format!("/ws/race/{}", Uuid::new_v4());
    let mut socket = Socket::open(&server.address(), &path).await;
    assert_eq!(socket.closed().await.0, 4004);
}

#[tokio::test]
async fn nothing_a_spectator_says_does_harm() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    for frame in [
        "nonsense",
        "[1]",
        r#"{"type":"auth"}"#,
        r#"{"type":"auth","token":"wrong"}"#,
        r#"{"type":"auth","token":7}"#,
        r#"{"type":"event_flag","flag_id":1}"#,
        r#"{"type":"pong"}"#,
        r#"{"type":"clock","client_ms":5}"#,
    ] {
        watcher.socket.send_text(frame).await;
    }
    watcher
        .until(|w| w.heard.last().is_some_and(|kind| kind == "clock"))
        .await;
}

#[tokio::test]
async fn spectators_are_counted() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut first = Watcher::anonymous(&server.anonymous(), race).await;
    first.until(|w| w.count == 1).await;
    let second = Watcher::anonymous(&server.anonymous(), race).await;
    first.until(|w| w.count == 2).await;
    drop(second);
    first.until(|w| w.count == 1).await;
}

#[tokio::test]
async fn mods_learn_nothing_about_where_the_others_are() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    let mut first = Game::enter(&organizer, &ann, race).await;
    let mut second = Game::enter(&organizer, &bob, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    first.socket.expect(&["race_start"]).await;
    first.flag(FIRST_FLAG, 10_000).await;
    second.socket.expect(&["race_start"]).await;
    loop {
        let update = second.socket.expect(&["leaderboard_update"]).await;
        let ann = update["participants"]
            .as_array()
            .unwrap()
            .iter()
            .find(|player| player["twitch_username"] == "ann")
            .unwrap()
            .clone();
        assert_eq!(ann["zone_history"], Value::Null);
        assert_eq!(ann["current_zone"], Value::Null);
        if ann["current_layer"] == 1 {
            break;
        }
    }
}

#[tokio::test]
async fn a_newcomer_is_told_who_is_connected_now() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    // Each look at the race leaves an encoded state behind, which must not outlive the change.
    let mut first = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(first.player("ann")["mod_connected"], true);
    game.socket.close().await;
    first
        .until(|w| w.player("ann")["mod_connected"] == false)
        .await;
    let second = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(second.player("ann")["mod_connected"], false);
    let (_socket, _) = Game::connect(&server.address(), race, &game.token).await;
    let third = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(third.player("ann")["mod_connected"], true);
}
