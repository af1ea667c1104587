//! What mods say during a race, and what becomes of nonsense.

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use tokio_tungstenite::tungstenite::Message;

use crate::common::{Api, Game, TestServer, Watcher};

struct Running {
    server: TestServer,
    organizer: Api,
    race: uuid::Uuid,
    game: Game,
    watcher: Watcher,
}

/// A running race with one participant, `ann`, and a spectator.
async fn running() -> Running {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let bob = server.sign_in("bob", "user").await;
    bob.join(race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    Running {
        server,
        organizer,
        race,
        game,
        watcher,
    }
}

#[tokio::test]
async fn nonsense_is_ignored_and_the_connection_stays() {
    let mut r = running().await;
    for frame in [
        "nonsense",
        "[]",
        "7",
        "{}",
        r#"{"type":"no_such_thing"}"#,
        r#"{"type":"event_flag"}"#,
        r#"{"type":"event_flag","flag_id":"x","igt_ms":5}"#,
        r#"{"type":"event_flag","flag_id":-1}"#,
        r#"{"type":"event_flag","flag_id":4294967296}"#,
        r#"{"type":"event_flag","flag_id":1.5}"#,
        r#"{"type":"finished","igt_ms":true}"#,
        r#"{"type":"zone_entered","to_zone":5}"#,
        r#"{"type":"zone_query","position":"here","map_id":"../..","grace_entity_id":-4}"#,
        r#"{"type":"auth","mod_token":"again"}"#,
    ] {
        r.game.socket.send_text(frame).await;
    }
    r.game.status(5000, 1).await;
    r.watcher.until(|w| w.player("ann")["igt_ms"] == 5000).await;
    let ann = r.watcher.player("ann");
    assert_eq!(
        ann["zone_history"],
        json!([{ "node_id": "start", "igt_ms": 0, "deaths": 1 }])
    );
    assert_eq!(r.watcher.player("bob")["status"], "registered");
}

#[tokio::test]
async fn half_a_status_update_counts_for_its_half() {
    let mut r = running().await;
    r.game
        .say(json!({ "type": "status_update", "igt_ms": 4000, "death_count": "x" }))
        .await;
    r.game
        .say(json!({ "type": "status_update", "igt_ms": 4294967296u64, "death_count": 2 }))
        .await;
    r.game
        .say(json!({ "type": "status_update", "igt_ms": 0, "death_count": true }))
        .await;
    r.game.flag(FIRST_FLAG, 0).await;
    r.watcher
        .until(|w| w.player("ann")["current_zone"] == "left")
        .await;
    let ann = r.watcher.player("ann");
    assert_eq!(
        (&ann["igt_ms"], &ann["death_count"]),
        (&json!(4000), &json!(2))
    );
    assert_eq!(ann["zone_history"][1]["igt_ms"], 4000);
}

#[tokio::test]
async fn frames_of_the_wrong_kind_or_size_end_the_connection() {
    for (frame, code) in [
        (Message::binary(vec![0; 4]), 1003),
        (Message::text("x".repeat(64 * 1024 + 1)), 1009),
    ] {
        let mut r = running().await;
        r.game.socket.send(frame).await;
        assert_eq!(r.game.socket.closed().await.0, code);
        r.watcher
            .until(|w| w.player("ann")["mod_connected"] == false)
            .await;
    }
}

#[tokio::test]
async fn a_flood_ends_the_connection() {
    let mut r = running().await;
    for _ in 0..520 {
        r.game.socket.send_text(r#"{"type":"pong"}"#).await;
    }
    assert_eq!(r.game.socket.closed().await.0, 1008);
}

#[tokio::test]
async fn events_are_acknowledged_once_stored_and_copies_change_nothing() {
    let mut r = running().await;
    let flag = |flag: u32, igt: u32, id: u64| json!({ "type": "event_flag", "flag_id": flag, "igt_ms": igt, "event_id": id });
    for (message, id) in [
        (flag(FIRST_FLAG, 10_000, 7), 7),
        (flag(FIRST_FLAG + 2, 20_000, 8), 8),
        // The acknowledgements were lost, so the mod sends both again.
        (flag(FIRST_FLAG, 10_000, 7), 7),
        (flag(FIRST_FLAG + 2, 20_000, 8), 8),
        // A flag that means nothing here has nothing to be stored.
        (flag(12, 20_000, 9), 9),
    ] {
        r.game.say(message).await;
        let ack = r.game.socket.expect(&["ack"]).await;
        assert_eq!(ack["event_id"], id);
    }
    r.game.status(21_000, 0).await;
    r.watcher
        .until(|w| w.player("ann")["igt_ms"] == 21_000)
        .await;
    let visits = r.watcher.player("ann")["zone_history"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(visits, 3);
}

#[tokio::test]
async fn a_repeated_arrival_only_shows_the_zone_again() {
    let mut r = running().await;
    r.game.flag(FIRST_FLAG + 1, 10_000).await;
    r.game.flag(FIRST_FLAG + 1, 10_900).await;
    assert_eq!(
        r.game.socket.expect(&["zone_update"]).await["node_id"],
        "start"
    );
    for _ in 0..2 {
        assert_eq!(
            r.game.socket.expect(&["zone_update"]).await["node_id"],
            "right"
        );
    }
    r.game.flag(FIRST_FLAG + 1, 11_000).await;
    r.watcher
        .until(|w| {
            w.player("ann")["zone_history"]
                .as_array()
                .is_some_and(|v| v.len() == 3)
        })
        .await;
}

#[tokio::test]
async fn whoever_is_done_stays_done() {
    let mut r = running().await;
    r.game.flag(FINISH_FLAG, 90_000).await;
    r.watcher
        .until(|w| w.player("ann")["status"] == "finished")
        .await;
    assert_eq!(r.watcher.player("ann")["current_layer"], 5);
    r.game.status(99_000, 9).await;
    r.game.flag(FIRST_FLAG, 99_500).await;
    r.game.say(json!({ "type": "finished", "igt_ms": 1 })).await;
    r.game
        .say(json!({ "type": "clock", "client_ms": 42 }))
        .await;
    let clock = r.game.socket.expect(&["clock"]).await;
    assert_eq!(clock["client_ms"], 42);
    let detail = r.organizer.race(r.race).await;
    let ann = &detail.participants[0];
    assert_eq!((ann.igt_ms, ann.death_count), (90_000, 0));
}

#[tokio::test]
async fn nothing_counts_before_the_start() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    for message in [
        json!({ "type": "status_update", "igt_ms": 5, "death_count": 0 }),
        json!({ "type": "event_flag", "flag_id": FIRST_FLAG, "igt_ms": 5, "event_id": 1 }),
        json!({ "type": "zone_entered", "from_zone": "start", "to_zone": "left", "igt_ms": 5 }),
        json!({ "type": "finished", "igt_ms": 5 }),
    ] {
        game.say(message).await;
        let error = game.socket.expect(&["error", "ack"]).await;
        assert_eq!(
            error,
            json!({ "type": "error", "message": "Race not running" })
        );
    }
    assert_eq!(organizer.race(race).await.participants[0].igt_ms, 0);
}

#[tokio::test]
async fn mods_of_the_first_phase_are_understood() {
    let mut r = running().await;
    r.game
        .say(json!({
            "type": "zone_entered", "from_zone": "start_zone", "to_zone": "left_zone", "igt_ms": 9_000,
        }))
        .await;
    r.watcher
        .until(|w| w.player("ann")["current_zone"] == "left")
        .await;
    r.game
        .say(json!({
            "type": "status_update", "igt_ms": 9_500, "death_count": 0, "current_zone": "start",
            "current_layer": 4,
        }))
        .await;
    r.watcher
        .until(|w| w.player("ann")["current_zone"] == "start")
        .await;
    assert_eq!(r.watcher.player("ann")["current_layer"], 1);
    r.game
        .say(json!({ "type": "finished", "igt_ms": 70_000 }))
        .await;
    r.watcher
        .until(|w| w.player("ann")["status"] == "finished")
        .await;
    assert!(!r.server.address().is_empty());
}
