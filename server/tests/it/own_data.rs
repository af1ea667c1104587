//! What people take along, have forgotten, and may no longer see.

use reqwest::Method;
use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use uuid::Uuid;

use crate::common::{Answer, Api, Game, Socket, TestServer, Watcher};

async fn delete(api: &Api, login: &str) -> Answer {
    let body = json!({ "twitch_username": login });
    let request = api.request(Method::DELETE, "/api/users/me").json(&body);
    api.send(request).await
}

/// A finished race that `ann` has won.
async fn won_race(organizer: &Api, ann: &Api) -> Uuid {
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(organizer, ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.flag(FIRST_FLAG, 60_000).await;
    game.flag(FINISH_FLAG, 61_000).await;
    game.socket.expect(&["race_status_change"]).await;
    race
}

#[tokio::test]
async fn everything_is_in_the_export_but_no_secret() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let settings = json!({ "font_size": 20 });
    ann.patch("/api/users/me/settings", &settings)
        .await
        .ok::<Value>();
    let race = won_race(&organizer, &ann).await;
    let token = ann.mod_token(race).await;
    let other = organizer.create_race().await.id;
    ann.act(other, "cast-join").await.ok::<Value>();

    let answer = ann.get("/api/users/me/export").await;
    assert_eq!(
        answer.headers["content-disposition"],
        "attachment; filename=\"speedfog_account.json\""
    );
    let text = String::from_utf8(answer.body.clone()).unwrap();
    let export: Value = answer.ok();
    assert_eq!(export["account"]["twitch_username"], "ann");
    assert_eq!(
        export["account"]["overlay_settings"],
        json!({ "font_size": 20.0 })
    );
    assert_eq!(export["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(export["participations"][0]["race_id"], race.to_string());
    assert_eq!(export["participations"][0]["igt_ms"], 61_000);
    assert!(export["participations"][0]["zone_history"].is_array());
    assert_eq!(export["casts"][0]["race_id"], other.to_string());
    assert_eq!(export["organized_races"], json!([]));
    assert_eq!(export["training_sessions"], json!([]));
    let journal = export["journal"].to_string();
    for event in ["left", "61000", "joined"] {
        assert!(journal.to_lowercase().contains(event), "{event}: {journal}");
    }
    for secret in [ann.token(), &token] {
        assert!(!text.contains(secret));
    }
    let export: Value = organizer.get("/api/users/me/export").await.ok();
    assert_eq!(export["organized_races"].as_array().unwrap().len(), 2);
    assert_eq!(export["participations"], json!([]));
    assert!(
        !export["journal"].to_string().contains("61000"),
        "that is not theirs"
    );
}

#[tokio::test]
async fn an_account_goes_and_its_results_stay() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("Ann", "user").await;
    let elsewhere = server.sign_in("Ann", "user").await;
    let race = won_race(&organizer, &ann).await;
    let entered = organizer.create_race().await.id;
    let mut mod_socket = Game::enter(&organizer, &ann, entered).await.socket;
    let cast = organizer.create_race().await.id;
    ann.act(cast, "cast-join").await.ok::<Value>();
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    let mut own = Watcher::signed_in(&ann, entered).await;

    for wrong in ["", "ann2", "organizer"] {
        delete(&ann, wrong).await.refused(400);
    }
    ann.send(ann.request(Method::DELETE, "/api/users/me"))
        .await
        .refused(422);
    assert_eq!(delete(&ann, " aNN ").await.status, 204);

    for api in [&ann, &elsewhere] {
        api.get("/api/users/me").await.refused(401);
    }
    assert_eq!(own.socket.closed().await, (1000, "signed out".into()));
    assert_eq!(mod_socket.closed().await.0, 4003);
    watcher.until(|w| w.player("Ann").is_null()).await;
    let left = &watcher.state["participants"][0];
    assert_eq!(left["twitch_display_name"], "Deleted user");
    assert_eq!(left["igt_ms"], 61_000);
    let login = left["twitch_username"].as_str().unwrap();
    assert!(login.starts_with("deleted_"), "{login}");
    let detail = organizer.race(race).await;
    assert_eq!(detail.participants[0].user.twitch_username, login);
    assert_eq!(detail.participants[0].user.twitch_avatar_url, None);
    assert!(organizer.race(entered).await.participants.is_empty());
    assert!(organizer.race(cast).await.casters.is_empty());
    server.anonymous().get("/api/users/ann").await.refused(404);
    // The name is free, and whoever takes it is somebody new.
    let again = server.sign_in("Ann", "user").await;
    let activity: Value = again.get("/api/users/ann/activity").await.ok();
    assert_eq!(activity["total"], 0);
}

#[tokio::test]
async fn nobody_vanishes_from_a_race_under_way() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer
        .create_race_with(json!({ "name": "Big one" }))
        .await
        .id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let detail = delete(&organizer, "organizer").await.refused(409);
    assert!(
        detail.contains("Big one") && detail.contains("organize"),
        "{detail}"
    );
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    let detail = delete(&ann, "ann").await.refused(409);
    assert!(
        detail.contains("Big one") && detail.contains("abandon"),
        "{detail}"
    );
    delete(&organizer, "organizer").await.refused(409);
    assert_eq!(organizer.race(race).await.participants.len(), 1);

    ann.act(race, "abandon").await.ok::<Value>();
    assert_eq!(delete(&ann, "ann").await.status, 204);
    assert_eq!(delete(&organizer, "organizer").await.status, 204);
    let detail = server.anonymous().race(race).await;
    let organizer = detail.organizer.twitch_display_name;
    assert_eq!(organizer.as_deref(), Some("Deleted user"));
}

#[tokio::test]
async fn a_socket_ends_with_the_session_it_came_with() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let elsewhere = server.sign_in("organizer", "organizer").await;
    let path = format!("/ws/race/{race}");
    let origin = format!("http://{}", server.address());
    let cookie = format!("speedfog_session={}", elsewhere.token());
    let mut by_message = Watcher::signed_in(&organizer, race).await;
    let mut by_cookie = Socket::open_as(&server.address(), &path, &cookie, &origin).await;
    let mut anonymous = Watcher::anonymous(&server.anonymous(), race).await;
    // Organizers who do not race see the whole map already.
    by_message
        .until(|w| w.state["seed"]["graph_json"]["nodes"].is_object())
        .await;

    let sessions: Value = organizer.get("/api/auth/sessions").await.ok();
    let mut all = sessions["sessions"].as_array().unwrap().iter();
    let other = all.rfind(|session| session["current"] == false);
    let id = other.unwrap()["id"].as_str().unwrap();
    let answer = organizer.delete(&format!("/api/auth/sessions/{id}")).await;
    assert_eq!(answer.status, 204);
    assert_eq!(by_cookie.closed().await, (1000, "signed out".into()));
    organizer
        .post("/api/auth/logout", &Value::Null)
        .await
        .ok::<Value>();
    assert_eq!(
        by_message.socket.closed().await,
        (1000, "signed out".into())
    );

    // Others stay, and the same token is nobody's any more.
    let mut again = Watcher::signed_in(&organizer, race).await;
    let renamed = server.sign_in("organizer", "organizer").await;
    renamed.act(race, "release-seeds").await.ok::<Value>();
    anonymous
        .until(|w| !w.state["race"]["seeds_released_at"].is_null())
        .await;
    again
        .until(|w| !w.state["race"]["seeds_released_at"].is_null())
        .await;
    assert_eq!(
        again.state["seed"]["graph_json"],
        anonymous.state["seed"]["graph_json"]
    );
}
