//! Public pages of users, their feeds and figures, and search.

use serde_json::{Value, json};
use speedfog_race::fixtures::FINISH_FLAG;

use crate::common::{Game, TestServer, Watcher};

fn logins(found: &Value) -> Vec<&str> {
    let people = found.as_array().unwrap();
    people
        .iter()
        .map(|person| person["twitch_username"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn people_are_found_by_the_beginning_of_their_name() {
    let server = TestServer::start().await;
    for number in 0..12 {
        server.sign_in(&format!("Runner_{number:02}"), "user").await;
    }
    let ann = server.sign_in("rune%bear", "user").await;
    let found: Value = ann.get("/api/users/search?q=RUNNER").await.ok();
    assert_eq!(logins(&found).len(), 10);
    assert_eq!(logins(&found)[0], "Runner_00");
    let found: Value = ann.get("/api/users/search?q=rune%25").await.ok();
    assert_eq!(logins(&found), ["rune%bear"], "wildcards mean themselves");
    let found: Value = ann.get("/api/users/search?q=run_er").await.ok();
    assert!(logins(&found).is_empty());
    server.sign_in("Élodie", "user").await;
    let found: Value = ann.get("/api/users/search?q=%C3%89L").await.ok();
    assert_eq!(
        logins(&found),
        ["Élodie"],
        "whatever the database knows of É"
    );
    for query in ["", "?q=", &format!("?q={}", "x".repeat(101))] {
        ann.get(&format!("/api/users/search{query}"))
            .await
            .refused(422);
    }
    server
        .anonymous()
        .get("/api/users/search?q=r")
        .await
        .refused(401);
}

#[tokio::test]
async fn a_profile_counts_and_a_feed_tells() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("Organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let first = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, first).await;
    organizer.act(first, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.status(1000, 3).await;
    game.flag(FINISH_FLAG, 61_000).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), first).await;
    watcher.until(|w| w.status() == "finished").await;
    let second = organizer
        .create_race_with(json!({ "name": "Hidden", "is_public": false }))
        .await
        .id;
    ann.join(second).await;
    organizer.act(second, "cast-join").await.ok::<Value>();

    let anonymous = server.anonymous();
    let profile: Value = anonymous.get("/api/users/ANN").await.ok();
    assert_eq!(profile["twitch_username"], "ann");
    assert_eq!(
        profile["stats"]["race_count"], 1,
        "the second has not begun"
    );
    let profile: Value = anonymous.get("/api/users/organizer").await.ok();
    assert_eq!(profile["role"], "organizer");
    assert_eq!(
        (
            &profile["stats"]["organized_count"],
            &profile["stats"]["casted_count"]
        ),
        (&json!(2), &json!(1))
    );
    anonymous.get("/api/users/nobody").await.refused(404);

    let feed: Value = anonymous.get("/api/users/ann/activity").await.ok();
    assert_eq!(
        (&feed["total"], &feed["has_more"]),
        (&json!(2), &json!(false))
    );
    assert_eq!(feed["items"][0]["race_name"], "Hidden");
    assert!(feed["items"][0].get("placement").is_none());
    assert!(feed["items"][0].get("user").is_none());
    let finished = &feed["items"][1];
    assert_eq!(finished["type"], "race_participant");
    assert_eq!(finished["placement"], 1);
    assert_eq!(finished["igt_ms"], 61_000);
    assert_eq!(finished["death_count"], 3);
    assert_eq!(finished["status"], "finished");

    let page: Value = anonymous
        .get("/api/users/organizer/activity?offset=1&limit=1")
        .await
        .ok();
    assert_eq!(
        (&page["total"], &page["has_more"]),
        (&json!(3), &json!(true))
    );
    assert_eq!(page["items"][0]["type"], "race_caster");
    anonymous
        .get("/api/users/ann/activity?limit=0")
        .await
        .refused(422);
    anonymous
        .get("/api/users/nobody/activity")
        .await
        .refused(404);

    let stats: Value = anonymous.get("/api/users/ann/pool-stats").await.ok();
    assert_eq!(
        stats,
        json!({ "pools": [{
            "pool_name": "sprint",
            "race": { "runs": 1, "avg_time_ms": 61_000, "avg_deaths": 3.0, "best_time_ms": 61_000 },
            "training": null,
            "total_runs": 1,
        }] })
    );
}
