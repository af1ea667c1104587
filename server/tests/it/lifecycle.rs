//! Countdown, reset, deletion and the end by force.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use speedfog_protocol::{ParticipantStatus, RaceStatus, rest::Pools};
use speedfog_race::fixtures::FIRST_FLAG;

use crate::common::{Game, TestServer, Watcher};

#[tokio::test]
async fn everybody_sees_the_same_countdown() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;

    let start = format!("/api/races/{race}/start");
    let answer: Value = organizer
        .post(&start, &json!({ "countdown_seconds": 60 }))
        .await
        .ok();
    assert_eq!(answer["status"], "setup");
    let starts_at: DateTime<Utc> = answer["starts_at"]
        .as_str()
        .unwrap()
        .parse()
        .expect("a start instant");
    let told = game.socket.expect(&["countdown"]).await;
    assert_eq!(told["starts_at_ms"], starts_at.timestamp_millis());
    assert!(told["server_now_ms"].as_i64().unwrap() < starts_at.timestamp_millis());
    watcher
        .until(|w| w.heard.last().is_some_and(|kind| kind == "countdown"))
        .await;

    // Whoever comes late is told right after the first state.
    let mut late = Watcher::anonymous(&server.anonymous(), race).await;
    late.until(|w| w.heard.len() >= 3).await;
    assert_eq!(late.heard[..3], ["race_state", "lobby", "countdown"]);

    organizer.post(&start, &json!({})).await.refused(400);
    organizer.act(race, "cancel-countdown").await.ok::<Value>();
    let cancelled = game.socket.expect(&["countdown"]).await;
    assert_eq!(cancelled["starts_at_ms"], Value::Null);
    organizer.act(race, "cancel-countdown").await.refused(400);
    assert_eq!(organizer.race(race).await.starts_at, None);

    let answer: Value = organizer
        .post(&start, &json!({ "countdown_seconds": 1 }))
        .await
        .ok();
    game.socket.expect(&["race_start"]).await;
    let detail = organizer.race(race).await;
    assert_eq!(detail.status, RaceStatus::Running);
    assert_eq!(
        json!(speedfog_protocol::time::format(&detail.started_at.unwrap())),
        answer["starts_at"]
    );
}

#[tokio::test]
async fn a_countdown_survives_a_restart() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    let start = format!("/api/races/{race}/start");
    organizer
        .post(&start, &json!({ "countdown_seconds": 1 }))
        .await
        .ok::<Value>();
    server.restart().await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher.until(|w| w.status() == "running").await;
}

#[tokio::test]
async fn a_reset_forgets_the_run_and_closes_everybody() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.status(1000, 1).await;
    game.flag(FIRST_FLAG, 5000).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher
        .until(|w| w.player("ann")["current_zone"] == "left")
        .await;

    organizer.act(race, "reset").await.ok::<Value>();
    assert_eq!(game.socket.closed().await.0, 1000);
    assert_eq!(watcher.socket.closed().await.0, 1000);
    organizer.act(race, "reset").await.refused(400);
    let detail = organizer.race(race).await;
    assert_eq!(detail.status, RaceStatus::Setup);
    assert_eq!(detail.started_at, None);
    assert!(detail.seeds_released_at.is_some(), "packs stay released");
    let ann = &detail.participants[0];
    assert_eq!((ann.status, ann.igt_ms), (ParticipantStatus::Registered, 0));

    let (mut again, auth_ok) = Game::connect(&server.address(), race, &game.token).await;
    assert_eq!(auth_ok["race"]["status"], "setup");
    organizer.act(race, "start").await.ok::<Value>();
    again.expect(&["race_start"]).await;
}

#[tokio::test]
async fn an_end_by_force_spares_those_who_never_played() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let (ann, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    let mut game = Game::enter(&organizer, &ann, race).await;
    bob.join(race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.status(1000, 0).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher
        .until(|w| w.player("ann")["status"] == "playing")
        .await;
    organizer.act(race, "finish").await.ok::<Value>();
    assert_eq!(
        game.socket.expect(&["race_status_change"]).await["status"],
        "running"
    );
    let change = game.socket.expect(&["race_status_change"]).await;
    assert_eq!(
        (&change["status"], &change["started_at"]),
        (&json!("finished"), &Value::Null)
    );
    let detail = organizer.race(race).await;
    let statuses: Vec<_> = detail.participants.iter().map(|p| p.status).collect();
    assert_eq!(
        statuses,
        [ParticipantStatus::Abandoned, ParticipantStatus::Registered]
    );
}

#[tokio::test]
async fn a_deleted_race_is_gone_and_its_untouched_seed_is_back() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let stock = async || {
        let pools: Pools = server.anonymous().get("/api/pools").await.ok();
        pools["sprint"].available
    };
    let unreleased = organizer.create_race().await.id;
    let released = organizer.create_race().await.id;
    organizer.act(released, "release-seeds").await.ok::<Value>();
    assert_eq!(stock().await, 1);

    let mut watcher = Watcher::anonymous(&server.anonymous(), unreleased).await;
    assert_eq!(
        organizer
            .delete(&format!("/api/races/{unreleased}"))
            .await
            .status,
        204
    );
    assert_eq!(watcher.socket.closed().await.0, 4001);
    organizer
        .get(&format!("/api/races/{unreleased}"))
        .await
        .refused(404);
    assert_eq!(stock().await, 2);

    assert_eq!(
        organizer
            .delete(&format!("/api/races/{released}"))
            .await
            .status,
        204
    );
    assert_eq!(stock().await, 2, "somebody may have downloaded the pack");
}

#[tokio::test]
async fn a_new_seed_is_told_to_everybody() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let first = game.auth_ok["seed"]["seed_id"].clone();
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    ann.act(race, "reroll-seed").await.refused(403);

    let detail: Value = organizer.act(race, "reroll-seed").await.ok();
    assert_eq!(detail["seeds_released_at"], Value::Null);
    assert_eq!(game.socket.closed().await.0, 1000);
    watcher.until(|w| w.state["seed"]["seed_id"] != first).await;
    let (_, auth_ok) = Game::connect(&server.address(), race, &game.token).await;
    assert_eq!(auth_ok["seed"]["seed_id"], watcher.state["seed"]["seed_id"]);
    assert_eq!(auth_ok["seed"]["event_ids"].as_array().unwrap().len(), 9);

    // The first seed was released, so it stays out of stock; the second was not.
    organizer.act(race, "reroll-seed").await.ok::<Value>();
    let pools: Pools = server.anonymous().get("/api/pools").await.ok();
    assert_eq!(
        (pools["sprint"].available, pools["sprint"].consumed),
        (1, 2)
    );
    organizer.act(race, "reroll-seed").await.ok::<Value>();
    organizer.create_race().await;
    assert!(
        organizer
            .act(race, "reroll-seed")
            .await
            .refused(400)
            .contains("No available seeds")
    );
    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.act(race, "start").await.ok::<Value>();
    organizer.act(race, "reroll-seed").await.refused(400);
}

/// Moves a race on behind the back of its room, as another process would.
async fn overtake(server: &TestServer) {
    let embedded = server.path().join("speedfog-racing.db");
    let embedded = format!("sqlite://{}", embedded.display());
    let url = server.database().unwrap_or(&embedded);
    let db = Database::connect(url).await.unwrap();
    db.execute_unprepared("UPDATE races SET version = version + 1")
        .await
        .unwrap();
}

#[tokio::test]
async fn whoever_comes_second_is_told_so_and_may_try_again() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    // Opens the room, which would otherwise begin with what it finds.
    let _watcher = Watcher::anonymous(&server.anonymous(), race).await;
    for what in ["reroll-seed", "release-seeds", "start", "finish", "reset"] {
        let before = organizer.race(race).await;
        overtake(&server).await;
        let detail = organizer.act(race, what).await.refused(409);
        assert!(detail.contains("modified concurrently"), "{what}: {detail}");
        assert_eq!(organizer.race(race).await, before, "{what}");
        organizer.act(race, what).await.ok::<Value>();
    }
}
