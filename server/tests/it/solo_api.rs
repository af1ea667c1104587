//! Solo sessions over the API.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Answer, Api, TestServer, write_training_pool};

const POOL: &str = "training_sprint";

async fn server() -> TestServer {
    TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, POOL, &["dddddddddddd", "eeeeeeeeeeee"]);
    })
    .await
}

async fn begin(api: &Api, changes: Value) -> Answer {
    let mut body = json!({ "pool_name": POOL });
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
        ("pool_name", json!(POOL)),
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
    assert_eq!(pools[POOL]["available"], 2);
    assert_eq!(pools[POOL]["played_by_user"], 1);
    let pools: Value = server.anonymous().get("/api/pools").await.ok();
    assert_eq!(pools[POOL]["played_by_user"], json!(null));
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

    std::fs::remove_dir_all(server.path().join("pools").join(POOL)).unwrap();
    ann.get(&path).await.refused(410);
}
