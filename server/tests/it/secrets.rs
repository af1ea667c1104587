//! What must never be read in a log.

use serde_json::{Value, json};
use speedfog_protocol::rest::AddedParticipant;

use crate::common::{Api, Game, ServerProcess, Solo, Watcher};

/// The lines of a log that have one of these.
fn leaks<'l>(log: &'l str, secrets: &[&str]) -> Vec<&'l str> {
    let leaks = |line: &&str| secrets.iter().any(|secret| line.contains(secret));
    log.lines().filter(leaks).collect()
}

#[tokio::test]
async fn no_token_is_logged_at_any_level() {
    let settings = vec![("LOG_LEVEL", "trace".to_owned())];
    let server = ServerProcess::start_with_settings(settings).await;
    let organizer = server.anonymous().sign_in("organizer", "organizer").await;
    let ann = server.anonymous().sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let path = format!("/api/races/{race}/participants");
    let body = json!({ "twitch_username": "newcomer" });
    let invited: AddedParticipant = organizer.post(&path, &body).await.ok();
    let invite = invited.invite.unwrap().token;
    let path = format!("/api/invite/{invite}");
    organizer.get(&path).await.ok::<Value>();
    ann.post(&format!("{path}/accept"), &Value::Null)
        .await
        .refused(403);

    let mut game = Game::enter(&organizer, &ann, race).await;
    let by_token = format!("/api/races/{race}/download/{}", game.token);
    assert_eq!(ann.get(&by_token).await.status, 200);
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.status(1_000, 0).await;
    let mut watcher = Watcher::signed_in(&ann, race).await;
    watcher.until(|w| w.player("ann")["igt_ms"] == 1_000).await;
    game.say(json!({ "type": "auth", "mod_token": game.token, "more": 1 }))
        .await;
    game.say(json!({ "type": "clock", "client_ms": 1 })).await;
    game.socket.expect(&["clock"]).await;

    let solo = Solo::begin(&ann).await;
    let socket = solo.play().await;
    socket.close().await;
    let wrong: Api = server.anonymous().with_token("a-token-that-is-none");
    wrong.get("/api/auth/me").await.refused(401);

    let log = server.log();
    assert!(log.contains("race created"), "there is a log: {log}");
    let secrets = [
        organizer.token(),
        ann.token(),
        &invite,
        &game.token,
        &solo.token,
        "a-token-that-is-none",
    ];
    assert_eq!(leaks(&log, &secrets), [""; 0]);
}
