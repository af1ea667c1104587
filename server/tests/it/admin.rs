//! The admin's side of the server.

use std::time::Duration;

use serde_json::{Value, json};
use speedfog_protocol::rest::{AdminUser, Pools};

use speedfog_race::fixtures::small_graph_json;
use tokio::time::{Instant, sleep};

use crate::common::{PATIENCE, TestServer, Watcher, write_seed};

#[tokio::test]
async fn seeds_are_scanned_counted_and_discarded() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let pool = server.path().join("pools/sprint");
    write_seed(&pool, "dddddddddddd", &small_graph_json());
    std::fs::write(server.path().join("pools/sprint/seed_broken.zip"), "no zip").unwrap();
    let scan = json!({ "pool_name": "sprint" });
    let scanned: Value = admin.post("/api/admin/seeds/scan", &scan).await.ok();
    assert_eq!(scanned, json!({ "added": 1, "pool_name": "sprint" }));
    let again: Value = admin.post("/api/admin/seeds/scan", &scan).await.ok();
    assert_eq!(again["added"], 0);
    let unknown: Value = admin
        .send(admin.request(reqwest::Method::POST, "/api/admin/seeds/scan"))
        .await
        .ok();
    assert_eq!(unknown, json!({ "added": 0, "pool_name": "standard" }));

    let stats: Value = admin.get("/api/admin/seeds/stats").await.ok();
    let sprint = json!({ "available": 3, "consumed": 1, "discarded": 0 });
    assert_eq!(stats["pools"]["sprint"], sprint);
    let discarded: Value = admin.post("/api/admin/seeds/discard", &scan).await.ok();
    assert_eq!(discarded, json!({ "discarded": 4, "pool_name": "sprint" }));
    organizer.act(race, "release-seeds").await.ok::<Value>();

    let path = json!({ "pool_name": "../sprint" });
    admin
        .post("/api/admin/seeds/scan", &path)
        .await
        .refused(422);
    admin
        .post("/api/admin/seeds/discard", &path)
        .await
        .refused(422);
    admin
        .post("/api/admin/seeds/discard", &json!({}))
        .await
        .refused(422);
}

#[tokio::test]
async fn pools_say_how_their_routes_compare_once_every_seed_was_looked_at() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    // Looking at seeds goes on in the background.
    let seeds = async |wanted: u64| {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let pools: Pools = server.anonymous().get("/api/pools").await.ok();
            let routes = pools["sprint"].routes.clone();
            if routes.as_ref().map_or(0, |routes| routes.seeds) == wanted {
                return routes;
            }
            assert!(Instant::now() < deadline, "{routes:?}");
            sleep(Duration::from_millis(20)).await;
        }
    };
    let routes = seeds(3).await.unwrap();
    let same_graph = "every sample seed has the same graph";
    assert_eq!(routes.shortest.min, routes.shortest.max, "{same_graph}");
    assert!(routes.shortest.min > 0.0 && routes.likely.min >= routes.shortest.min);

    let pool = server.path().join("pools/sprint");
    write_seed(&pool, "dddddddddddd", &small_graph_json());
    let scan = json!({ "pool_name": "sprint" });
    admin
        .post("/api/admin/seeds/scan", &scan)
        .await
        .ok::<Value>();
    seeds(4).await;
    admin
        .post("/api/admin/seeds/discard", &scan)
        .await
        .ok::<Value>();
    assert_eq!(seeds(0).await, None);
}

#[tokio::test]
async fn whoever_was_there_last_comes_first() {
    let server = TestServer::start().await;
    let bob = server.sign_in("bob", "user").await;
    server.sign_in("ann", "user").await;
    let admin = server.sign_in("admin", "admin").await;
    let order = async || {
        let users: Vec<Value> = admin.get("/api/admin/users").await.ok();
        let logins = users.iter().map(|user| {
            assert!(user["last_seen"].is_string());
            user["twitch_username"].as_str().unwrap().to_owned()
        });
        logins.collect::<Vec<_>>()
    };
    assert_eq!(order().await, ["admin", "ann", "bob"]);
    // Watching a race as somebody counts.
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut watcher = Watcher::signed_in(&bob, race).await;
    let clock = json!({ "type": "clock", "client_ms": 1 });
    watcher.socket.say(&clock).await;
    watcher.socket.expect(&["clock"]).await;
    assert_eq!(order().await, ["bob", "organizer", "admin", "ann"]);
}

#[tokio::test]
async fn roles_are_given_and_admins_are_left_alone() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let ann = server.sign_in("ann", "user").await;
    ann.post("/api/races", &json!({ "name": "x" }))
        .await
        .refused(403);
    let users: Vec<AdminUser> = admin.get("/api/admin/users").await.ok();
    let id = |login: &str| {
        let user = users.iter().find(|user| user.twitch_username == login);
        user.unwrap().id
    };
    let patch = async |id: uuid::Uuid, role: &str| {
        let path = format!("/api/admin/users/{id}");
        admin.patch(&path, &json!({ "role": role })).await
    };
    let changed: AdminUser = patch(id("ann"), "organizer").await.ok();
    assert_eq!(changed.race_count, 0);
    ann.create_race().await;
    patch(id("ann"), "admin").await.refused(400);
    patch(id("ann"), "god").await.refused(422);
    patch(id("admin"), "user").await.refused(400);
    patch(uuid::Uuid::new_v4(), "user").await.refused(404);

    let feed: Value = admin.get("/api/admin/activity").await.ok();
    assert_eq!(feed["total"], 1);
    assert_eq!(feed["items"][0]["user"]["twitch_username"], "ann");
}

#[tokio::test]
async fn nobody_else_gets_in() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    for path in ["users", "activity", "seeds/stats"] {
        let path = format!("/api/admin/{path}");
        organizer.get(&path).await.refused(403);
        server.anonymous().get(&path).await.refused(401);
    }
    for path in ["seeds/scan", "seeds/discard"] {
        let path = format!("/api/admin/{path}");
        let body = json!({ "pool_name": "sprint" });
        organizer.post(&path, &body).await.refused(403);
        server.anonymous().post(&path, &body).await.refused(401);
    }
}
