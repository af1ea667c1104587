//! Nonsense at every door: it changes nothing, and ends no connection.

use serde_json::{Value, json};

use crate::common::{Game, Socket, Solo, TRAINING_POOL, TestServer, Watcher, write_training_pool};

/// Values that no field takes, as JSON. Those that are whole numbers are out of every range.
fn nasty_values() -> Vec<String> {
    let mut values: Vec<String> = [
        "true",
        "-1",
        "1.5",
        "1e400",
        "-0.0",
        "18446744073709551616",
        "99999999999999999999999999",
        "[]",
        "{}",
        "[5000]",
        r#"{"igt_ms":5000}"#,
        r#""""#,
        r#""5000""#,
        r#""\u0000\ud83d\ude00""#,
    ]
    .map(str::to_owned)
    .into();
    values.push(format!("\"{}\"", "x".repeat(60_000)));
    values.push(format!("{}{}", "[".repeat(500), "]".repeat(500)));
    values
}

/// Every message of a mod or a page with each of its fields replaced by each nasty value. Where half of a
/// message counts, that half says what is known already.
fn nasty_frames() -> Vec<String> {
    let messages: [(&str, &[(&str, &str)]); 9] = [
        ("auth", &[("mod_token", "\"again\"")]),
        ("auth", &[("token", "\"nobodys\"")]),
        (
            "status_update",
            &[
                ("igt_ms", "5000"),
                ("death_count", "1"),
                ("current_zone", "\"nowhere\""),
            ],
        ),
        (
            "event_flag",
            &[("flag_id", "1"), ("igt_ms", "5000"), ("event_id", "1")],
        ),
        (
            "zone_entered",
            &[
                ("from_zone", "\"a\""),
                ("to_zone", "\"nowhere\""),
                ("igt_ms", "5000"),
            ],
        ),
        ("finished", &[("igt_ms", "5000"), ("event_id", "1")]),
        (
            "zone_query",
            &[
                ("grace_entity_id", "1"),
                ("map_id", "\"m99_99_99_99\""),
                ("position", "[1,2,3]"),
            ],
        ),
        ("clock", &[("client_ms", "1")]),
        ("no_such_message", &[("igt_ms", "5000")]),
    ];
    let mut frames = Vec::new();
    for (kind, fields) in messages {
        for (nasty_field, _) in fields {
            for value in nasty_values() {
                let fields = fields.iter().map(|(name, known)| {
                    let value = if name == nasty_field { &value } else { *known };
                    format!(",\"{name}\":{value}")
                });
                let fields: String = fields.collect();
                frames.push(format!("{{\"type\":\"{kind}\"{fields}}}"));
            }
        }
    }
    frames.extend(
        nasty_values()
            .iter()
            .map(|value| format!("{{\"type\":{value}}}")),
    );
    frames.extend(nasty_values());
    frames.extend(
        [
            "",
            "{",
            "\u{feff}{}",
            "null",
            r#"{"type":"ready","type":"ready"}"#,
        ]
        .map(str::to_owned),
    );
    frames
}

/// Says everything nasty on connections that `open` opens; each must answer to the very end.
async fn withstand(mut open: impl AsyncFnMut() -> Socket) {
    // A connection may say only so much in ten seconds, so the frames come over several.
    for frames in nasty_frames().chunks(400) {
        let mut socket = open().await;
        for frame in frames {
            socket.send_text(frame).await;
        }
        socket
            .say(&json!({ "type": "clock", "client_ms": 4_242 }))
            .await;
        while socket.expect(&["clock"]).await["client_ms"] != 4_242 {}
        socket.close().await;
    }
}

#[tokio::test]
async fn nothing_nasty_changes_a_race_or_ends_a_connection() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.status(5_000, 1).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher.until(|w| w.player("ann")["igt_ms"] == 5_000).await;
    let before = watcher.player("ann").clone();
    game.socket.close().await;
    withstand(async || Game::connect(&server.address(), race, &game.token).await.0).await;
    withstand(async || Watcher::anonymous(&server.anonymous(), race).await.socket).await;
    withstand(async || Watcher::signed_in(&ann, race).await.socket).await;
    let (_socket, _) = Game::connect(&server.address(), race, &game.token).await;
    let after = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(after.player("ann"), &before);
    assert_eq!(organizer.race(race).await.participants.len(), 1);
}

#[tokio::test]
async fn nothing_nasty_changes_a_session_or_ends_a_connection() {
    let server = TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, TRAINING_POOL, &["dddddddddddd"]);
    })
    .await;
    let ann = server.sign_in("ann", "user").await;
    let solo = Solo::begin(&ann).await;
    let mut socket = solo.play().await;
    let status = json!({ "type": "status_update", "igt_ms": 5_000, "death_count": 1 });
    socket.say(&status).await;
    socket.expect(&["leaderboard_update"]).await;
    socket.close().await;
    let mut watcher = solo.watch_anonymously().await;
    watcher
        .until(|w| w.player("ann")["mod_connected"] == false)
        .await;
    let before = watcher.player("ann").clone();
    assert_eq!(before["igt_ms"], 5_000);
    withstand(async || solo.play().await).await;
    withstand(async || solo.watch_anonymously().await.socket).await;
    let mut after = solo.watch_anonymously().await;
    after
        .until(|w| w.player("ann")["mod_connected"] == false)
        .await;
    assert_eq!(after.player("ann"), &before);
    assert_eq!(solo.read().await["status"], "active");
}
