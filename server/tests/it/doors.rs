//! What ends a connection, at every kind of socket, before and after its introduction.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::common::{Game, Socket, Solo, TRAINING_POOL, TestServer, Watcher, write_training_pool};

/// One kind of socket.
struct Door {
    path: String,
    /// How one introduces oneself there.
    auth: Value,
    /// The code for a binary frame in place of that: an introduction that is none is refused as such.
    binary_first: u16,
}

fn binary() -> Message {
    Message::binary(vec![0; 4])
}

fn too_big() -> Message {
    Message::text("x".repeat(64 * 1024 + 1))
}

/// Sends all of this and returns the code that the connection ends with.
async fn end(address: &str, door: &Door, auth: bool, frames: Vec<Message>) -> u16 {
    let mut socket = Socket::open(address, &door.path).await;
    if auth {
        socket.say(&door.auth).await;
        // Everybody is told something in answer.
        socket.next().await.unwrap();
    }
    for frame in frames {
        socket.send(frame).await;
    }
    socket.closed().await.0
}

#[tokio::test]
async fn what_is_no_message_ends_the_connection_with_its_code() {
    let server = TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, TRAINING_POOL, &["dddddddddddd"]);
    })
    .await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    game.socket.close().await;
    let solo = Solo::begin(&ann).await;
    let by_token = |token: &str| json!({ "type": "auth", "mod_token": token });
    let viewer = json!({ "type": "auth", "token": ann.token() });
    let doors = [
        (format!("/ws/mod/{race}"), by_token(&game.token), 4003),
        (format!("/ws/race/{race}"), viewer.clone(), 1003),
        (solo.path(), by_token(&solo.token), 4003),
        (format!("{}/spectate", solo.path()), viewer, 4003),
    ];
    let before = organizer.race(race).await;
    for (path, auth, binary_first) in doors {
        let door = Door {
            path,
            auth,
            binary_first,
        };
        let flood = vec![Message::text("{}"); 600];
        for (auth, frames, code) in [
            (false, vec![binary()], door.binary_first),
            (false, vec![too_big()], 1009),
            (true, vec![binary()], 1003),
            (true, vec![too_big()], 1009),
            (true, flood, 1008),
        ] {
            let found = end(&server.address(), &door, auth, frames).await;
            assert_eq!(found, code, "{} {auth}", door.path);
        }
    }
    // Nobody else noticed.
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher
        .until(|w| w.player("ann")["mod_connected"] == false)
        .await;
    assert_eq!(watcher.player("ann")["status"], "registered");
    assert_eq!(organizer.race(race).await, before);
    assert_eq!(solo.read().await["status"], "active");
}
