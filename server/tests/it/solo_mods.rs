//! Mods at the door of solo sessions, and what they are told there.

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use crate::common::{Api, Socket, Solo, TRAINING_POOL, TestServer, write_training_pool};

async fn server() -> TestServer {
    TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, TRAINING_POOL, &["dddddddddddd"]);
    })
    .await
}

fn auth(token: &str) -> Message {
    Message::text(json!({ "type": "auth", "mod_token": token }).to_string())
}

/// Sends one first frame and asserts the refusal.
async fn check(api: &Api, session: Uuid, first: Message, message: &str) {
    let mut socket = Socket::open(api.address(), &format!("/ws/training/{session}")).await;
    socket.send(first).await;
    let refusal = socket.next().await.unwrap();
    assert_eq!(refusal, json!({ "type": "auth_error", "message": message }));
    assert_eq!(socket.closed().await.0, 4003);
}

#[tokio::test]
async fn bad_handshakes_are_refused_in_words() {
    let server = server().await;
    let ann = server.sign_in("ann", "user").await;
    let solo = Solo::begin(&ann).await;
    let bob = server.sign_in("bob", "user").await;
    let other = Solo::begin(&bob).await;
    for (first, message) in [
        (Message::text("nonsense"), "Invalid JSON"),
        (Message::text("[1]"), "Invalid JSON"),
        (Message::binary(vec![1, 2]), "Invalid JSON"),
        (Message::text(r#"{"type":"ready"}"#), "Invalid auth message"),
        (
            Message::text(r#"{"type":"auth","mod_token":7}"#),
            "Invalid auth message",
        ),
        (auth("wrong"), "Invalid mod token"),
        (auth(&other.token), "Invalid mod token"),
    ] {
        check(&ann, solo.id, first, message).await;
    }
    check(&ann, Uuid::new_v4(), auth(&solo.token), "Invalid mod token").await;
    ann.post(&format!("/api/training/{}/abandon", solo.id), &json!({}))
        .await
        .ok::<Value>();
    check(&ann, solo.id, auth(&solo.token), "Session not active").await;
    for path in ["/ws/training/nonsense", "/ws/training/7/spectate"] {
        assert!(Socket::try_open(ann.address(), path).await.is_err());
    }
}

#[tokio::test]
async fn silence_is_not_an_introduction() {
    let server = server().await;
    let solo = Solo::begin(&server.sign_in("ann", "user").await).await;
    let mut socket = Socket::open(solo.api.address(), &solo.path()).await;
    assert_eq!(socket.closed().await.0, 4001);
}

#[tokio::test]
async fn a_living_connection_keeps_its_place_and_a_dead_one_loses_it() {
    let server = server().await;
    let solo = Solo::begin(&server.sign_in("ann", "user").await).await;
    let mut first = solo.play().await;
    let mut second = Socket::open(solo.api.address(), &solo.path()).await;
    second.send(auth(&solo.token)).await;
    let refusal = tokio::select! {
        answer = second.next() => answer.unwrap(),
        closed = first.closed() => panic!("the living connection was closed: {closed:?}"),
    };
    assert_eq!(refusal["message"], "Already connected");
    // Nobody reads the first connection any more, so the probe goes unanswered.
    let mut third = solo.play().await;
    assert_eq!(first.closed().await.0, 1000);
    third
        .say(&json!({ "type": "status_update", "igt_ms": 5, "death_count": 0 }))
        .await;
    let update = third.expect(&["leaderboard_update"]).await;
    assert_eq!(update["participants"][0]["mod_connected"], true);
}

/// Everything that installed mods of version 1 require is there, with the types they require.
#[tokio::test]
async fn a_mod_is_told_what_installed_ones_expect() {
    let server = server().await;
    let solo = Solo::begin(&server.sign_in("Ann", "user").await).await;
    let (mut socket, auth_ok) = solo.connect().await;
    let session = solo.read().await;
    assert_eq!(
        auth_ok["race"],
        json!({
            "id": solo.id,
            "name": "Sprint",
            "status": "running",
            "started_at": session["created_at"],
            "seeds_released_at": null,
        })
    );
    let flags: Vec<u32> = (FIRST_FLAG..FIRST_FLAG + 8).chain([FINISH_FLAG]).collect();
    let mut seed = auth_ok["seed"].clone();
    assert!(seed["seed_id"].take().is_string());
    assert_eq!(
        seed,
        json!({
            "seed_id": null,
            "total_layers": 5,
            "graph_json": null,
            "total_nodes": null,
            "total_paths": null,
            "event_ids": flags,
            "finish_event": FINISH_FLAG,
            "spawn_items": [{ "id": 10100, "qty": 1 }],
            "items_spawned_flag": null,
        })
    );
    assert_eq!(auth_ok["participant_id"], solo.id.to_string());
    let fresh = json!({
        "id": solo.id,
        "twitch_username": "Ann",
        "twitch_display_name": "Ann",
        "status": "playing",
        "current_zone": null,
        "current_layer": 0,
        "current_layer_tier": null,
        "igt_ms": 0,
        "death_count": 0,
        "color_index": 0,
        "mod_connected": true,
        "zone_history": null,
        "gap_ms": null,
        "layer_entry_igt": null,
        "held": false,
        "corrected": false,
        "is_live": false,
        "stream_url": null,
    });
    assert_eq!(auth_ok["participants"], json!([fresh]));
    assert_eq!(
        socket.next().await.unwrap(),
        json!({ "type": "race_start" })
    );
    let gate = |to: &str| {
        json!({
            "text": format!("the gate to {to}"), "to_name": to.to_uppercase(), "discovered": false,
        })
    };
    assert_eq!(
        socket.next().await.unwrap(),
        json!({
            "type": "zone_update",
            "node_id": "start",
            "display_name": "START",
            "tier": 1,
            "original_tier": 1,
            "exits": [gate("left"), gate("right")],
        })
    );
    socket
        .say(&json!({ "type": "event_flag", "flag_id": FIRST_FLAG, "igt_ms": 9_000 }))
        .await;
    let update = socket.next().await.unwrap();
    let mut playing = fresh;
    playing["current_zone"] = json!("left");
    playing["current_layer"] = json!(1);
    playing["current_layer_tier"] = json!(2);
    playing["igt_ms"] = json!(9_000);
    playing["zone_history"] = json!([
        { "node_id": "start", "igt_ms": 0 },
        { "node_id": "left", "igt_ms": 9_000 },
    ]);
    assert_eq!(
        update,
        json!({ "type": "leaderboard_update", "participants": [playing], "leader_splits": null })
    );
    socket.close().await;
    // A new connection is told where its runner was.
    let (mut again, auth_ok) = solo.connect().await;
    assert_eq!(auth_ok["participants"], json!([playing]));
    again.expect(&["race_start"]).await;
    assert_eq!(again.next().await.unwrap()["node_id"], "left");
}

#[tokio::test]
async fn hostile_frames_are_ignored_or_end_the_connection() {
    let server = server().await;
    let solo = Solo::begin(&server.sign_in("ann", "user").await).await;
    let mut socket = solo.play().await;
    let flag = FIRST_FLAG;
    for frame in [
        "".to_owned(),
        "nonsense".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        r#"{"type":7}"#.to_owned(),
        r#"{"type":"unknown"}"#.to_owned(),
        r#"{"type":"auth","mod_token":"again"}"#.to_owned(),
        r#"{"type":"event_flag"}"#.to_owned(),
        r#"{"type":"event_flag","flag_id":true,"igt_ms":1}"#.to_owned(),
        r#"{"type":"event_flag","flag_id":4294967296,"igt_ms":1}"#.to_owned(),
        r#"{"type":"event_flag","flag_id":1,"igt_ms":1}"#.to_owned(),
        format!(r#"{{"type":"event_flag","flag_id":{flag},"igt_ms":-5}}"#),
        format!(r#"{{"type":"event_flag","flag_id":{flag},"igt_ms":2147483648}}"#),
        format!(r#"{{"type":"event_flag","flag_id":{flag},"igt_ms":1.5}}"#),
        r#"{"type":"finished","igt_ms":"soon"}"#.to_owned(),
        r#"{"type":"zone_entered","to_zone":7,"igt_ms":1}"#.to_owned(),
        r#"{"type":"zone_query","map_id":[],"position":"x"}"#.to_owned(),
    ] {
        socket.send_text(&frame).await;
    }
    socket
        .say(&json!({ "type": "status_update", "igt_ms": 3, "death_count": 1 }))
        .await;
    let update = socket.next().await.unwrap();
    let runner = &update["participants"][0];
    assert_eq!(
        (&runner["igt_ms"], &runner["current_zone"]),
        (&json!(3), &json!("start")),
        "nothing else had an effect"
    );
    socket.send(Message::binary(vec![0])).await;
    assert_eq!(socket.closed().await.0, 1003);

    let mut socket = solo.play().await;
    socket.send_text(&"x".repeat(65 * 1024)).await;
    assert_eq!(socket.closed().await.0, 1009);
}
