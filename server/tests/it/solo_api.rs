//! Solo sessions over the API.

use serde_json::{Value, json};
use speedfog_race::fixtures::FINISH_FLAG;
use uuid::Uuid;

use crate::common::{Answer, Api, Solo, TRAINING_POOL, TestServer, write_training_pool};

async fn server() -> TestServer {
    TestServer::start_with(|settings| {
        write_training_pool(
            &settings.data_dir,
            TRAINING_POOL,
            &["dddddddddddd", "eeeeeeeeeeee"],
        );
    })
    .await
}

async fn begin(api: &Api, changes: Value) -> Answer {
    let mut body = json!({ "pool_name": TRAINING_POOL });
    for (key, value) in changes.as_object().unwrap() {
        body[key] = value.clone();
    }
    api.post("/api/training", &body).await
}

#[tokio::test]
async fn a_session_begins_on_a_seed_that_stays_available() {
    let server = server().await;
    let ann = server.sign_in("Ann", "user").await;
    let answer = begin(&ann, json!({ "exclude_from_stats": true })).await;
    assert_eq!(answer.status, 201);
    let session: Value = answer.ok();
    for (field, expected) in [
        ("status", json!("active")),
        ("pool_name", json!(TRAINING_POOL)),
        ("igt_ms", json!(0)),
        ("death_count", json!(0)),
        ("current_layer", json!(0)),
        ("exclude_from_stats", json!(true)),
        ("finished_at", json!(null)),
        ("progress_nodes", json!(null)),
        ("seed_total_layers", json!(5)),
        ("seed_total_nodes", json!(7)),
    ] {
        assert_eq!(session[field], expected, "{field}");
    }
    assert_eq!(session["user"]["twitch_username"], "Ann");
    assert_eq!(session["pool_config"]["type"], "training");
    assert!(session["graph_json"]["nodes"].is_object());
    assert!(session.get("mod_token").is_none());

    let id = session["id"].as_str().unwrap();
    let read: Value = server
        .anonymous()
        .get(&format!("/api/training/{id}"))
        .await
        .ok();
    assert_eq!(read, session, "everybody may read it");
    let list: Value = ann.get("/api/training").await.ok();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["id"], id);
    assert!(list[0].get("graph_json").is_none());

    let pools: Value = ann.get("/api/pools?type=training").await.ok();
    assert_eq!(pools[TRAINING_POOL]["available"], 2);
    assert_eq!(pools[TRAINING_POOL]["played_by_user"], 1);
    let pools: Value = server.anonymous().get("/api/pools").await.ok();
    assert_eq!(pools[TRAINING_POOL]["played_by_user"], json!(null));
    assert_eq!(pools["sprint"]["played_by_user"], json!(null));
}

#[tokio::test]
async fn a_session_is_refused_in_words() {
    let server = server().await;
    let ann = server.sign_in("ann", "user").await;
    let anonymous = server.anonymous();
    let nowhere = Uuid::new_v4();
    begin(&anonymous, json!({})).await.refused(401);
    begin(&ann, json!({ "pool_name": "../sprint" }))
        .await
        .refused(422);
    begin(&ann, json!({ "exclude_from_stats": "yes" }))
        .await
        .refused(422);
    for pool in ["sprint", "nowhere"] {
        begin(&ann, json!({ "pool_name": pool })).await.refused(400);
    }
    anonymous.get("/api/training").await.refused(401);
    for path in [
        format!("/api/training/{nowhere}"),
        format!("/api/training/{nowhere}/ghosts"),
    ] {
        anonymous.get(&path).await.refused(404);
    }
    anonymous.get("/api/training/nonsense").await.refused(422);
    let pack = format!("/api/training/{nowhere}/pack");
    anonymous.get(&pack).await.refused(401);
    ann.get(&pack).await.refused(404);

    begin(&ann, json!({})).await.ok::<Value>();
    let detail = begin(&ann, json!({})).await.refused(409);
    assert!(detail.contains("active"), "{detail}");
    // Whoever plays already learns that before anything about the pool.
    begin(&ann, json!({ "pool_name": "sprint" }))
        .await
        .refused(409);
}

#[tokio::test]
async fn only_one_of_many_beginnings_succeeds() {
    let server = server().await;
    let ann = server.sign_in("ann", "user").await;
    let attempts = (0..8).map(|_| begin(&ann, json!({})));
    let answers = futures_util::future::join_all(attempts).await;
    let count = |status| answers.iter().filter(|a| a.status == status).count();
    assert_eq!((count(201), count(409)), (1, 7), "{answers:?}");
}

#[tokio::test]
async fn the_pack_is_the_owners_and_says_it_is_for_training() {
    let server = server().await;
    let ann = server.sign_in("Ann!", "user").await;
    let session: Value = begin(&ann, json!({})).await.ok();
    let path = format!("/api/training/{}/pack", session["id"].as_str().unwrap());
    let bob = server.sign_in("bob", "user").await;
    bob.get(&path).await.refused(403);
    let answer = ann.get(&path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.headers["content-disposition"],
        "attachment; filename=\"speedfog_training_Ann.zip\""
    );
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(
        answer.headers["content-length"],
        answer.body.len().to_string()
    );
    let config = answer.player_config();
    assert_eq!(config["server"]["training"].as_bool(), Some(true));
    assert_eq!(config["server"]["race_id"].as_str(), session["id"].as_str());

    std::fs::remove_dir_all(server.path().join("pools").join(TRAINING_POOL)).unwrap();
    ann.get(&path).await.refused(410);
}

/// Plays a session to its end in this time.
async fn finish(solo: &Solo, igt_ms: u32, deaths: u32) {
    let mut socket = solo.play().await;
    socket
        .say(&json!({ "type": "status_update", "igt_ms": 1000, "death_count": deaths }))
        .await;
    socket
        .say(&json!({ "type": "event_flag", "flag_id": FINISH_FLAG, "igt_ms": igt_ms }))
        .await;
    socket.expect(&["race_status_change"]).await;
}

#[tokio::test]
async fn unplayed_seeds_come_first_and_then_any() {
    let server = server().await;
    let ann = server.sign_in("ann", "user").await;
    let mut seeds = Vec::new();
    for _ in 0..3 {
        let session: Value = begin(&ann, json!({})).await.ok();
        seeds.push(session["seed_number"].as_str().unwrap().to_owned());
        let id = session["id"].as_str().unwrap();
        let abandoned: Value = ann
            .post(&format!("/api/training/{id}/abandon"), &json!({}))
            .await
            .ok();
        assert_eq!(abandoned["status"], "abandoned");
        assert!(abandoned["finished_at"].is_string());
        for path in ["abandon", "pack"] {
            let path = format!("/api/training/{id}/{path}");
            let method = if path.ends_with("pack") {
                "GET"
            } else {
                "POST"
            };
            let request = ann.request(method.parse().unwrap(), &path);
            ann.send(request).await.refused(400);
        }
    }
    assert_ne!(seeds[0], seeds[1]);
    let list: Value = ann.get("/api/training").await.ok();
    let listed: Vec<_> = list.as_array().unwrap().iter().collect();
    assert_eq!(listed.len(), 3);
    assert!(listed.is_sorted_by_key(|session| {
        std::cmp::Reverse(session["created_at"].as_str().unwrap().to_owned())
    }));
    let pools: Value = ann.get("/api/pools").await.ok();
    assert_eq!(pools[TRAINING_POOL]["played_by_user"], 2);
    assert_eq!(pools[TRAINING_POOL]["available"], 2, "seeds stay available");
}

#[tokio::test]
async fn ghosts_are_other_finished_runs_on_the_same_seed() {
    let server = TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, TRAINING_POOL, &["dddddddddddd"]);
    })
    .await;
    let ann = server.sign_in("ann", "user").await;
    let mut own = Vec::new();
    for igt_ms in [90_000, 60_000] {
        let solo = Solo::begin(&ann).await;
        finish(&solo, igt_ms, 2).await;
        own.push(solo);
    }
    let bob = server.sign_in("bob", "user").await;
    let other = Solo::begin(&bob).await;
    other.play().await.close().await;
    let ghosts = async |solo: &Solo| -> Value {
        let path = format!("/api/training/{}/ghosts", solo.id);
        server.anonymous().get(&path).await.ok()
    };
    let ghost = |igt_ms| {
        json!({
            "zone_history": [{ "node_id": "start", "igt_ms": 0, "deaths": 2 }],
            "igt_ms": igt_ms,
            "death_count": 2,
        })
    };
    assert_eq!(ghosts(&other).await, json!([ghost(60_000), ghost(90_000)]));
    assert_eq!(
        ghosts(&own[0]).await,
        json!([ghost(60_000)]),
        "not one's own"
    );
}

#[tokio::test]
async fn sessions_count_and_appear_in_feeds() {
    let server = server().await;
    let ann = server.sign_in("ann", "user").await;
    let mut sessions = Vec::new();
    for (igt_ms, slow) in [(60_000, false), (90_001, false), (1_000, true)] {
        let solo = Solo::begin_with(&ann, json!({ "exclude_from_stats": slow })).await;
        finish(&solo, igt_ms, 1).await;
        sessions.push(solo.id.to_string());
    }
    sessions.push(Solo::begin(&ann).await.id.to_string());
    let anonymous = server.anonymous();

    let profile: Value = anonymous.get("/api/users/ann").await.ok();
    assert_eq!(profile["stats"]["training_count"], 4);
    let stats: Value = anonymous.get("/api/users/ann/pool-stats").await.ok();
    assert_eq!(
        stats,
        json!({ "pools": [{
            "pool_name": "sprint",
            "race": null,
            "training": {
                "runs": 2, "avg_time_ms": 75_000, "avg_deaths": 1.0, "best_time_ms": 60_000,
            },
            "total_runs": 2,
        }] })
    );
    let feed: Value = anonymous
        .get("/api/users/ann/activity?offset=1&limit=2")
        .await
        .ok();
    assert_eq!(
        (&feed["total"], &feed["has_more"]),
        (&json!(4), &json!(true))
    );
    let items = feed["items"].as_array().unwrap();
    let ids: Vec<_> = items.iter().map(|item| &item["session_id"]).collect();
    assert_eq!(
        ids,
        [&json!(sessions[2]), &json!(sessions[1])],
        "newest first"
    );
    let mut item = items[0].clone();
    assert!(item.as_object_mut().unwrap().remove("date").is_some());
    assert_eq!(
        item,
        json!({
            "type": "training",
            "session_id": sessions[2],
            "pool_name": TRAINING_POOL,
            "status": "finished",
            "igt_ms": 1_000,
            "death_count": 1,
            "exclude_from_stats": true,
        })
    );
    let admin = server.sign_in("admin", "admin").await;
    let feed: Value = admin.get("/api/admin/activity").await.ok();
    assert_eq!(feed["items"][0]["user"]["twitch_username"], "ann");
    let users: Value = admin.get("/api/admin/users").await.ok();
    let users = users.as_array().unwrap();
    let ann = users.iter().find(|user| user["twitch_username"] == "ann");
    assert_eq!(ann.unwrap()["training_count"], 4);
}

#[tokio::test]
async fn beginnings_are_limited_per_minute() {
    let server = TestServer::start_with(|settings| settings.http.rate_limits = true).await;
    let anonymous = server.anonymous();
    for _ in 0..10 {
        begin(&anonymous, json!({})).await.refused(401);
    }
    let answer = begin(&anonymous, json!({})).await;
    answer.refused(429);
    assert!(answer.headers.contains_key("retry-after"));
}
