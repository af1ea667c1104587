//! Edits during setup, helpers, and what organizers put right.

use serde_json::{Value, json};
use speedfog_protocol::rest::{Participant, Race, User};
use uuid::Uuid;

use crate::common::{Api, Game, TestServer, Watcher, write_seed};

async fn patch(api: &Api, race: Uuid, body: Value) -> crate::common::Answer {
    api.patch(&format!("/api/races/{race}"), &body).await
}

fn is_full(watcher: &Watcher) -> bool {
    watcher.state["seed"]["graph_json"]["nodes"]["boss"].is_object()
}

#[tokio::test]
async fn everything_can_be_edited_during_setup_and_survives_a_restart() {
    let mut server = TestServer::start_with(|settings| {
        let graph = speedfog_race::fixtures::small_graph_json();
        write_seed(
            &settings.seeds_pool_dir.join("standard"),
            "dddddddddddd",
            &graph,
        );
    })
    .await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    let edited: Race = patch(
        &organizer,
        race,
        json!({
            "name": "  Monday  ", "max_participants": 2, "fog_of_war": false,
            "scheduled_at": "2030-01-01T10:00:00Z", "is_public": false,
        }),
    )
    .await
    .ok();
    assert_eq!(edited.name, "Monday");
    assert_eq!(edited.max_participants, Some(2));
    assert!(!edited.fog_of_war && !edited.is_public && edited.open_registration);
    assert!(edited.scheduled_at.is_some() && edited.seeds_released_at.is_some());

    // The own pool is no change; another one brings another seed, not released.
    let same: Race = patch(&organizer, race, json!({ "pool_name": "sprint" }))
        .await
        .ok();
    assert!(same.seeds_released_at.is_some());
    let other: Race = patch(&organizer, race, json!({ "pool_name": "standard" }))
        .await
        .ok();
    assert_eq!(other.pool_name.as_deref(), Some("standard"));
    assert_eq!(other.seeds_released_at, None);

    server.restart().await;
    let closed = patch(
        &organizer,
        race,
        json!({ "open_registration": false, "max_participants": null, "scheduled_at": null }),
    )
    .await;
    let closed: Race = closed.ok();
    assert_eq!(
        (closed.name.as_str(), closed.max_participants),
        ("Monday", None)
    );
    assert_eq!(closed.scheduled_at, None);
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(watcher.state["race"]["name"], "Monday");
}

#[tokio::test]
async fn edits_that_are_refused_change_nothing() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let before = organizer.race(race).await;
    for (body, status) in [
        (json!({ "name": "  " }), 422),
        (json!({ "name": "x".repeat(201) }), 422),
        (json!({ "max_participants": 1 }), 422),
        (json!({ "max_participants": 101 }), 422),
        (json!({ "max_participants": null }), 422),
        (json!({ "pool_name": "../x" }), 422),
        (json!({ "name": "x", "pool_name": "nowhere" }), 400),
        (
            json!({ "name": "x", "scheduled_at": "2020-01-01T00:00:00Z" }),
            400,
        ),
    ] {
        patch(&organizer, race, body).await.refused(status);
    }
    assert_eq!(organizer.race(race).await, before);

    organizer.act(race, "release-seeds").await.ok::<Value>();
    let start = format!("/api/races/{race}/start");
    organizer
        .post(&start, &json!({ "countdown_seconds": 60 }))
        .await
        .ok::<Value>();
    // The name may change while a countdown runs, the seed may not.
    patch(&organizer, race, json!({ "name": "x" }))
        .await
        .ok::<Race>();
    organizer.act(race, "cancel-countdown").await.ok::<Value>();
    organizer.act(race, "start").await.ok::<Value>();
    for body in [
        json!({ "name": "y" }),
        json!({ "pool_name": "sprint" }),
        json!({ "fog_of_war": false }),
        json!({ "open_registration": false }),
        json!({ "is_public": false, "max_participants": 3 }),
    ] {
        patch(&organizer, race, body).await.refused(400);
    }
    let hidden: Race = patch(&organizer, race, json!({ "is_public": false }))
        .await
        .ok();
    assert!(!hidden.is_public);
    assert_eq!(hidden.name, "x");
}

#[tokio::test]
async fn a_helper_has_the_powers_of_the_organizer_but_two() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let helper = server.sign_in("helper", "user").await;
    let race = organizer.create_race().await.id;
    let helpers = format!("/api/races/{race}/co-organizers");
    let body = json!({ "twitch_username": "HELPER" });

    patch(&helper, race, json!({ "name": "x" }))
        .await
        .refused(403);
    helper.post(&helpers, &body).await.refused(403);
    let mut page = Watcher::signed_in(&helper, race).await;
    assert!(!is_full(&page));
    let answer = organizer.post(&helpers, &body).await;
    assert_eq!(answer.status, 201);
    let user: User = answer.ok();
    organizer.post(&helpers, &body).await.refused(409);
    let nobody = json!({ "twitch_username": "nobody" });
    organizer.post(&helpers, &nobody).await.refused(404);
    // The open page shows the map at once.
    page.until(is_full).await;
    assert_eq!(
        organizer.race(race).await.co_organizers,
        std::slice::from_ref(&user)
    );
    let mine: Value = helper.get("/api/users/me/races").await.ok();
    assert_eq!(mine["races"][0]["id"], race.to_string());

    server.restart().await;
    patch(&helper, race, json!({ "name": "Helped" }))
        .await
        .ok::<Race>();
    helper.act(race, "release-seeds").await.ok::<Value>();
    helper.act(race, "reroll-seed").await.ok::<Value>();
    let invited = json!({ "twitch_username": "newcomer" });
    let participants = format!("/api/races/{race}/participants");
    helper.post(&participants, &invited).await.ok::<Value>();
    assert!(helper.race(race).await.pending_invites[0].token.is_some());
    assert_eq!(helper.race(race).await.pending_invites.len(), 1);

    // Whoever knows the map never races, not even later.
    helper.act(race, "join").await.refused(403);
    let own = format!("{helpers}/{}", user.id);
    helper.delete(&own).await.refused(403);
    helper
        .delete(&format!("/api/races/{race}"))
        .await
        .refused(403);
    assert_eq!(organizer.delete(&own).await.status, 204);
    organizer.delete(&own).await.refused(404);
    helper.act(race, "join").await.refused(403);
    server.restart().await;
    helper.act(race, "join").await.refused(403);
    helper.act(race, "release-seeds").await.refused(403);
    assert!(organizer.race(race).await.co_organizers.is_empty());
}

#[tokio::test]
async fn a_helper_who_races_sees_no_more_than_the_others() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    ann.join(race).await;
    let body = json!({ "twitch_username": "ann" });
    let helpers = format!("/api/races/{race}/co-organizers");
    organizer.post(&helpers, &body).await.ok::<User>();
    let mut page = Watcher::signed_in(&ann, race).await;
    page.socket
        .say(&json!({ "type": "clock", "client_ms": 1 }))
        .await;
    page.until(|w| w.heard.last().is_some_and(|kind| kind == "clock"))
        .await;
    assert!(!is_full(&page));
}

fn ruling(race: Uuid, who: &Participant, what: &str) -> String {
    format!("/api/races/{race}/participants/{}/{what}", who.id)
}

#[tokio::test]
async fn a_mistaken_abandon_is_restored_and_the_race_runs_again() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.status(1_000, 0).await;
    let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
    stranger.until(|w| w.player("ann")["igt_ms"] == 1_000).await;
    ann.act(race, "abandon").await.ok::<Value>();
    stranger.until(|w| w.status() == "finished").await;
    stranger
        .until(|w| {
            w.heard
                .last()
                .is_some_and(|kind| kind == "leaderboard_update")
        })
        .await;

    let path = ruling(race, &game.participant, "restore");
    let body = json!({ "reason": "the wrong button" });
    ann.post(&path, &body).await.refused(403);
    organizer
        .post(&path, &json!({ "reason": " " }))
        .await
        .refused(422);
    stranger.heard.clear();
    let restored: Participant = organizer.post(&path, &body).await.ok();
    assert_eq!(
        restored.status,
        speedfog_protocol::ParticipantStatus::Playing
    );
    stranger.until(|w| w.heard.len() >= 3).await;
    assert_eq!(
        stranger.heard,
        ["race_status_change", "race_state", "leaderboard_update"]
    );
    assert_eq!(stranger.status(), "running");
    for status in ["running", "finished"] {
        let change = game.socket.expect(&["race_status_change"]).await;
        assert_eq!(change["status"], status);
    }
    let change = game.socket.expect(&["race_status_change"]).await;
    assert_eq!(change["status"], "running");
    assert!(change["started_at"].is_string());
    organizer.post(&path, &body).await.refused(400);

    // It goes on, also after a restart.
    server.restart().await;
    let (mut socket, _) = Game::connect(&server.address(), race, &game.token).await;
    socket
        .say(&json!({ "type": "finished", "igt_ms": 2_000 }))
        .await;
    let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
    stranger.until(|w| w.status() == "finished").await;
    assert_eq!(stranger.player("ann")["status"], "finished");
    organizer.post(&path, &body).await.refused(400);
}

#[tokio::test]
async fn what_the_organizer_has_ended_stays_ended() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.status(1_000, 0).await;
    organizer.act(race, "finish").await.ok::<Value>();
    // Also for a server that was not there when it happened.
    server.restart().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let path = ruling(race, &game.participant, "restore");
    let body = json!({ "reason": "let them go on" });
    let detail = organizer.post(&path, &body).await.refused(400);
    assert!(detail.contains("ended by its organizer"), "{detail}");
    let now = organizer.race(race).await;
    assert_eq!(now.status, speedfog_protocol::RaceStatus::Finished);
}

#[tokio::test]
async fn results_are_held_and_corrected() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    let race = organizer.create_race().await.id;
    let mut first = Game::enter(&organizer, &ann, race).await;
    let mut second = Game::enter(&organizer, &bob, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    let hold = ruling(race, &first.participant, "hold");
    let correct = ruling(race, &first.participant, "correct");
    let held = json!({ "held": true, "reason": "to be checked" });
    organizer.post(&hold, &held).await.refused(400);
    let body = json!({ "igt_ms": 3_000, "reason": "measured from the video" });
    organizer.post(&correct, &body).await.refused(400);

    let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
    first
        .say(json!({ "type": "finished", "igt_ms": 1_000 }))
        .await;
    second
        .say(json!({ "type": "finished", "igt_ms": 2_000 }))
        .await;
    stranger.until(|w| w.status() == "finished").await;
    assert_eq!(stranger.order(), ["ann", "bob"]);
    assert!(organizer.post(&hold, &held).await.ok::<Participant>().held);
    stranger.until(|w| w.player("ann")["held"] == true).await;
    let corrected: Participant = organizer.post(&correct, &body).await.ok();
    assert!(corrected.corrected && corrected.held);
    assert_eq!(corrected.igt_ms, 3_000);
    stranger.until(|w| w.order() == ["bob", "ann"]).await;
    for (body, status) in [
        (json!({ "reason": "nothing" }), 422),
        (json!({ "reason": "no time", "igt_ms": 0 }), 422),
        (json!({ "reason": "no status", "status": "playing" }), 422),
        (json!({ "igt_ms": 5 }), 422),
    ] {
        organizer.post(&correct, &body).await.refused(status);
    }
    ann.post(&correct, &body).await.refused(403);
    let unknown = format!("/api/races/{race}/participants/{}/correct", Uuid::new_v4());
    organizer.post(&unknown, &body).await.refused(404);

    server.restart().await;
    let stranger = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(stranger.order(), ["bob", "ann"]);
    assert_eq!(stranger.player("ann")["corrected"], true);
    let preview = &organizer.race(race).await.participants[0];
    assert!(preview.held && preview.corrected);
    let body = json!({ "status": "abandoned", "reason": "skipped the boss" });
    let out: Participant = organizer.post(&correct, &body).await.ok();
    assert_eq!(out.status, speedfog_protocol::ParticipantStatus::Abandoned);
}

#[tokio::test]
async fn a_ruling_can_end_the_race() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.status(1_000, 0).await;
    let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
    stranger.until(|w| w.player("ann")["igt_ms"] == 1_000).await;
    let body = json!({ "status": "finished", "igt_ms": 1_500, "reason": "the game crashed" });
    let path = ruling(race, &game.participant, "correct");
    organizer.post(&path, &body).await.ok::<Participant>();
    stranger.until(|w| w.status() == "finished").await;
    assert_eq!(stranger.player("ann")["current_layer"], 5);
}
