//! Mods at the door.

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use uuid::Uuid;

use crate::common::{Api, Game, Socket, TestServer};

async fn race(server: &TestServer) -> (Api, Uuid) {
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    (organizer, race)
}

/// Sends one first frame and asserts the refusal.
async fn check(server: &TestServer, race: Uuid, first: Message, message: &str) {
    let mut socket = Socket::open(&server.address(), &format!("/ws/mod/{race}")).await;
    socket.send(first).await;
    let refusal = socket.next().await.unwrap();
    assert_eq!(refusal, json!({ "type": "auth_error", "message": message }));
    assert_eq!(socket.closed().await.0, 4003);
}

#[tokio::test]
async fn bad_handshakes_are_refused_in_words() {
    let server = TestServer::start().await;
    let (organizer, race) = race(&server).await;
    let ann = server.sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    let auth =
        |token: &str| Message::text(json!({ "type": "auth", "mod_token": token }).to_string());
    for (first, message) in [
        (Message::text("nonsense"), "Invalid JSON"),
        (Message::text("[1]"), "Invalid JSON"),
        (Message::binary(vec![1, 2]), "Invalid JSON"),
        (Message::text(r#"{"type":"ready"}"#), "Invalid auth message"),
        (Message::text(r#"{"type":"auth"}"#), "Invalid auth message"),
        (
            Message::text(r#"{"type":"auth","mod_token":7}"#),
            "Invalid auth message",
        ),
        (
            Message::text(r#"{"mod_token":"x"}"#),
            "Invalid auth message",
        ),
        (auth("wrong"), "Invalid mod token"),
        (auth(&game.token.to_uppercase()), "Invalid mod token"),
    ] {
        check(&server, race, first, message).await;
    }
    check(
        &server,
        Uuid::new_v4(),
        auth(&game.token),
        "Invalid mod token",
    )
    .await;
}

#[tokio::test]
async fn the_race_is_over() {
    let server = TestServer::start().await;
    let (organizer, race) = race(&server).await;
    let ann = server.sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    for what in ["start", "finish"] {
        organizer.act(race, what).await.ok::<serde_json::Value>();
    }
    game.socket.close().await;
    let auth = json!({ "type": "auth", "mod_token": game.token }).to_string();
    check(&server, race, Message::text(auth), "Race already finished").await;
}

#[tokio::test]
async fn an_address_without_a_race_id_is_not_upgraded() {
    let server = TestServer::start().await;
    for path in ["/ws/mod/nonsense", "/ws/race/7", "/ws/other"] {
        assert!(
            Socket::try_open(&server.address(), path).await.is_err(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn auth_ok_tells_what_the_mod_needs_and_no_more() {
    let server = TestServer::start().await;
    let (organizer, race) = race(&server).await;
    let ann = server.sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    let auth_ok = &game.auth_ok;
    assert_eq!(auth_ok["participant_id"], game.participant.id.to_string());
    assert_eq!(auth_ok["race"]["status"], "setup");
    let seed = &auth_ok["seed"];
    assert_eq!(seed["graph_json"], json!(null));
    assert_eq!(seed["total_layers"], 5);
    assert_eq!(seed["event_ids"].as_array().unwrap().len(), 9);
    assert_eq!(seed["finish_event"], seed["event_ids"][8]);
    assert_eq!(seed["spawn_items"], json!([{ "id": 10100, "qty": 1 }]));
    assert_eq!(auth_ok["participants"][0]["mod_connected"], true);
}

#[tokio::test]
async fn a_living_connection_keeps_its_place_and_a_dead_one_loses_it() {
    let server = TestServer::start().await;
    let (organizer, race) = race(&server).await;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;

    // The first connection answers the probe while it is being read.
    let path = format!("/ws/mod/{race}");
    let mut second = Socket::open(&server.address(), &path).await;
    second
        .say(&json!({ "type": "auth", "mod_token": game.token }))
        .await;
    let refusal = tokio::select! {
        answer = second.next() => answer.unwrap(),
        closed = game.socket.closed() => panic!("the living connection was closed: {closed:?}"),
    };
    assert_eq!(
        refusal,
        json!({ "type": "auth_error", "message": "Already connected" })
    );

    // Nobody reads the first connection any more, so the probe goes unanswered.
    let (mut third, _) = Game::connect(&server.address(), race, &game.token).await;
    assert_eq!(game.socket.closed().await.0, 1000);
    // The end of the old connection must not take the new one out of the room.
    third.say(&json!({ "type": "ready" })).await;
    loop {
        let update = third.expect(&["leaderboard_update"]).await;
        if update["participants"][0]["status"] == "ready" {
            assert_eq!(update["participants"][0]["mod_connected"], true);
            break;
        }
    }
}

#[tokio::test]
async fn silence_is_not_an_introduction() {
    let server = TestServer::start().await;
    let (_, race) = race(&server).await;
    let mut socket = Socket::open(&server.address(), &format!("/ws/mod/{race}")).await;
    assert_eq!(socket.closed().await.0, 4001);
}
