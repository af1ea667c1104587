//! The main job, end to end: a race is created, raced, watched and won.

use serde_json::{Value, json};
use speedfog_protocol::{
    RaceStatus,
    rest::{Pools, RaceList},
};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};

use crate::common::{Game, TestServer, Watcher};

#[tokio::test]
async fn a_race_from_creation_to_podium() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let (ann, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    let race = organizer.create_race().await;
    assert_eq!(race.pool_name.as_deref(), Some("sprint"));

    let mut watcher = Watcher::anonymous(&server.anonymous(), race.id).await;
    let mut first = Game::enter(&organizer, &ann, race.id).await;
    let mut second = Game::enter(&organizer, &bob, race.id).await;
    first.say(json!({ "type": "ready" })).await;
    second.say(json!({ "type": "ready" })).await;
    watcher
        .until(|w| w.player("ann")["status"] == "ready" && w.player("bob")["status"] == "ready")
        .await;

    organizer.act(race.id, "start").await.ok::<Value>();
    watcher.until(|w| w.status() == "running").await;
    assert_eq!(
        first.socket.expect(&["race_start"]).await,
        json!({ "type": "race_start" })
    );
    let start = first.socket.expect(&["zone_update"]).await;
    assert_eq!(start["node_id"], "start");
    assert_eq!(start["exits"][0]["to_name"], "LEFT");
    assert_eq!(start["exits"][0]["discovered"], false);

    first.status(1000, 0).await;
    first.flag(FIRST_FLAG, 60_000).await;
    second.flag(FIRST_FLAG + 1, 62_000).await;
    watcher
        .until(|w| {
            w.player("ann")["current_zone"] == "left" && w.player("bob")["current_zone"] == "right"
        })
        .await;
    assert_eq!(watcher.order(), ["ann", "bob"]);
    assert_eq!(watcher.player("bob")["gap_ms"], 2000);

    // Bob takes the shorter way and overtakes.
    second.status(100_000, 3).await;
    second.flag(FIRST_FLAG + 3, 120_000).await;
    watcher.until(|w| w.order() == ["bob", "ann"]).await;
    assert_eq!(
        watcher.player("bob")["zone_history"],
        json!([
            { "node_id": "start", "igt_ms": 0 },
            { "node_id": "right", "igt_ms": 62_000, "deaths": 3 },
            { "node_id": "tower", "igt_ms": 120_000 },
        ])
    );
    second.flag(FIRST_FLAG + 6, 180_000).await;
    second.flag(FINISH_FLAG, 240_000).await;
    watcher
        .until(|w| w.player("bob")["status"] == "finished")
        .await;
    assert_eq!(watcher.status(), "running");

    ann.act(race.id, "abandon").await.ok::<Value>();
    watcher.heard.clear();
    watcher
        .until(|w| {
            w.heard
                .last()
                .is_some_and(|kind| kind == "leaderboard_update")
        })
        .await;
    assert_eq!(
        watcher.heard,
        ["race_state", "race_status_change", "leaderboard_update"],
        "the end of a race is told in this order"
    );
    assert_eq!(watcher.status(), "finished");

    let detail = organizer.race(race.id).await;
    assert_eq!(detail.status, RaceStatus::Finished);
    let list: RaceList = organizer
        .get("/api/races?status=finished&limit=10")
        .await
        .ok();
    assert_eq!(list.total, Some(1));
    assert_eq!(list.has_more, Some(false));
    let previews = &list.races[0].participant_previews;
    assert_eq!(previews[0].twitch_username, "bob");
    assert_eq!(previews[0].placement, Some(1));
    assert_eq!(previews[1].placement, None);
    let mine: RaceList = bob.get("/api/users/me/races").await.ok();
    assert_eq!(mine.races[0].my_igt_ms, Some(240_000));
    assert_eq!(mine.races[0].my_death_count, Some(3));
    assert_eq!(mine.races[0].seed_total_layers, Some(5));
}

#[tokio::test]
async fn pools_say_what_is_in_stock() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    organizer.create_race().await;
    let pools: Pools = server.anonymous().get("/api/pools?type=race").await.ok();
    let sprint = &pools["sprint"];
    assert_eq!((sprint.available, sprint.consumed), (2, 1));
    assert_eq!(sprint.pool_config.as_ref().unwrap().min_layers, Some(5));
    let pools: Pools = server
        .anonymous()
        .get("/api/pools?type=training")
        .await
        .ok();
    assert!(pools.is_empty());
}

#[tokio::test]
async fn the_organizer_may_race_and_races_are_listed_in_order() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let unlisted = organizer
        .create_race_with(json!({ "is_public": false }))
        .await;
    let later = organizer
        .create_race_with(json!({
            "name": "later", "scheduled_at": "2999-01-02T10:00:00", "organizer_participates": true,
        }))
        .await;
    let sooner = organizer
        .create_race_with(json!({ "scheduled_at": "2999-01-01T10:00:00+02:00" }))
        .await;
    assert_eq!(later.participant_previews[0].twitch_username, "organizer");
    let list: RaceList = server
        .anonymous()
        .get("/api/races?status=setup,%20running")
        .await
        .ok();
    let ids: Vec<_> = list.races.iter().map(|race| race.id).collect();
    assert_eq!(ids, [sooner.id, later.id]);
    assert_eq!(list.total, None);

    let text = String::from_utf8(
        organizer
            .get(&format!("/api/races/{}", sooner.id))
            .await
            .body,
    );
    assert!(
        text.unwrap()
            .contains(r#""scheduled_at":"2999-01-01T08:00:00Z""#)
    );
    let cleared = organizer
        .patch(
            &format!("/api/races/{}", sooner.id),
            &json!({ "scheduled_at": null }),
        )
        .await;
    assert_eq!(cleared.ok::<Value>()["scheduled_at"], Value::Null);
    let shown = organizer
        .patch(
            &format!("/api/races/{}", unlisted.id),
            &json!({ "is_public": true }),
        )
        .await;
    assert_eq!(shown.ok::<Value>()["is_public"], true);
}

#[tokio::test]
async fn documents_and_health_are_served() {
    let server = TestServer::start().await;
    let api = server.anonymous();
    let health: Value = api.get("/health").await.ok();
    assert_eq!(health["status"], "ok");
    assert_eq!(api.get("/docs/").await.status, 200);
    let document: Value = api.get("/docs/openapi.json").await.ok();
    assert!(document["paths"]["/api/races/{race_id}"]["get"].is_object());
    assert!(document["components"]["schemas"]["ToSpectator"].is_object());
    assert_eq!(
        api.get("/api/races/").await.status,
        200,
        "a trailing slash does no harm"
    );
}
