//! Refusals that no other test meets on its way, row by row. A refusal changes nothing.

use reqwest::Method;
use serde_json::{Value, json};
use speedfog_race::fixtures::FIRST_FLAG;
use uuid::Uuid;

use crate::common::{Api, Game, TestServer};

/// A request and how it is refused: method, path below the race, body, status, word in the detail.
type Row<'a> = (&'a Api, Method, &'a str, Value, u16, &'a str);

/// Asks all of them about one race, which must be the same afterwards.
async fn all_refused(race: Uuid, organizer: &Api, rows: Vec<Row<'_>>) {
    let path = format!("/api/races/{race}");
    let before: Value = organizer.get(&path).await.ok();
    for (api, method, below, body, status, word) in rows {
        let mut request = api.request(method.clone(), &format!("{path}{below}"));
        if !body.is_null() {
            request = request.json(&body);
        }
        let detail = api.send(request).await.refused(status);
        assert!(detail.contains(word), "{method} {below} {body}: {detail}");
    }
    let after: Value = organizer.get(&path).await.ok();
    assert_eq!(before, after);
}

fn login(login: &str) -> Value {
    json!({ "twitch_username": login })
}

#[tokio::test]
async fn wishes_for_a_race_in_setup() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let wishes = json!({ "organizer_participates": true, "open_registration": false,
        "max_participants": null });
    let race = organizer.create_race_with(wishes).await.id;
    let (ann, carl) = (
        server.sign_in("ann", "user").await,
        server.sign_in("carl", "user").await,
    );
    let participants = format!("/api/races/{race}/participants");
    organizer
        .post(&participants, &login("ann"))
        .await
        .ok::<Value>();
    let casters = format!("/api/races/{race}/casters");
    organizer.post(&casters, &login("carl")).await.ok::<Value>();

    let nobody = Uuid::new_v4();
    let (participant, invite, caster) = (
        format!("/participants/{nobody}"),
        format!("/invites/{nobody}"),
        format!("/casters/{nobody}"),
    );
    let (get, post, patch, delete) = (Method::GET, Method::POST, Method::PATCH, Method::DELETE);
    let (o, nothing) = (&organizer, || Value::Null);
    let past = json!({ "is_public": false, "scheduled_at": "2001-01-01T00:00:00Z" });
    let rows: Vec<Row> = vec![
        (o, patch.clone(), "", past, 400, "past"),
        (o, patch.clone(), "", json!({ "scheduled_at": 5 }), 422, ""),
        (o, patch, "", json!({ "is_public": "yes" }), 422, ""),
        (
            o,
            post.clone(),
            "/participants",
            login("carl"),
            409,
            "caster",
        ),
        (
            o,
            post.clone(),
            "/participants",
            login("ann"),
            400,
            "already a participant",
        ),
        (
            o,
            post.clone(),
            "/participants",
            login("organizer"),
            400,
            "already a participant",
        ),
        (
            o,
            post.clone(),
            "/casters",
            login("ann"),
            409,
            "participant",
        ),
        (
            o,
            post.clone(),
            "/casters",
            login("carl"),
            409,
            "already a caster",
        ),
        (o, post.clone(), "/casters", login("nobody"), 404, ""),
        (
            o,
            delete.clone(),
            &participant,
            nothing(),
            404,
            "participant",
        ),
        (o, delete.clone(), &invite, nothing(), 404, "invite"),
        (o, delete.clone(), &caster, nothing(), 404, "caster"),
        (o, delete.clone(), "/participants/ann", nothing(), 422, ""),
        (o, delete, "/casters/carl", nothing(), 422, ""),
        (o, post.clone(), "/leave", nothing(), 403, "organizer"),
        (
            &carl,
            post.clone(),
            "/join",
            nothing(),
            403,
            "open registration",
        ),
        (&carl, post.clone(), "/leave", nothing(), 404, "participant"),
        (&ann, post.clone(), "/cast-leave", nothing(), 404, "caster"),
        (&ann, post.clone(), "/abandon", nothing(), 400, "running"),
        (o, post.clone(), "/start", nothing(), 400, "elease"),
        (o, post.clone(), "/finish", nothing(), 400, "running"),
        (
            o,
            post.clone(),
            "/reset",
            nothing(),
            400,
            "running or finished",
        ),
        (o, post, "/cancel-countdown", nothing(), 400, "countdown"),
        (
            &ann,
            get.clone(),
            "/my-seed-pack",
            nothing(),
            403,
            "released",
        ),
        (o, get, "/download/unknown", nothing(), 403, "released"),
    ];
    all_refused(race, &organizer, rows).await;
}

#[tokio::test]
async fn wishes_for_a_race_that_runs() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let (ann, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    ann.join(race).await;
    bob.join(race).await;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.act(race, "start").await.ok::<Value>();
    ann.act(race, "abandon").await.ok::<Value>();
    let (get, post) = (Method::GET, Method::POST);
    let (o, nothing) = (&organizer, || Value::Null);
    let rows: Vec<Row> = vec![
        (o, post.clone(), "/start", nothing(), 400, "already started"),
        (o, post.clone(), "/release-seeds", nothing(), 400, "setup"),
        (o, post.clone(), "/reroll-seed", nothing(), 400, "setup"),
        (o, post.clone(), "/participants", login("new"), 400, "setup"),
        (&ann, post.clone(), "/abandon", nothing(), 400, "already"),
        (o, post.clone(), "/abandon", nothing(), 404, "participant"),
        (&ann, post.clone(), "/leave", nothing(), 400, "setup"),
        (o, post.clone(), "/join", nothing(), 400, "setup"),
        (&bob, post, "/cast-join", nothing(), 409, "participant"),
        (
            o,
            get.clone(),
            "/my-seed-pack",
            nothing(),
            403,
            "participants",
        ),
        (o, get, "/download/unknown", nothing(), 404, "token"),
    ];
    all_refused(race, &organizer, rows).await;
}

#[tokio::test]
async fn a_pool_without_another_seed() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let mut races = Vec::new();
    for _ in 0..3 {
        races.push(organizer.create_race().await.id);
    }
    let reroll = vec![(
        &organizer,
        Method::POST,
        "/reroll-seed",
        Value::Null,
        400,
        "No available seeds",
    )];
    all_refused(races[0], &organizer, reroll).await;
}

#[tokio::test]
async fn people_pages_and_names_that_are_none() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let long = "x".repeat(101);
    for (path, status) in [
        ("/api/users/nobody".into(), 404),
        ("/api/users/nobody/activity".into(), 404),
        ("/api/users/nobody/pool-stats".into(), 404),
        ("/api/users/admin/activity?limit=0".into(), 422),
        ("/api/users/admin/activity?limit=101".into(), 422),
        ("/api/users/admin/activity?offset=-1".into(), 422),
        ("/api/admin/activity?limit=x".into(), 422),
        ("/api/users/search".into(), 422),
        ("/api/users/search?q=".into(), 422),
        (format!("/api/users/search?q={long}"), 422),
        ("/api/races?status=setup,lost".into(), 400),
        ("/api/invite/nothing".into(), 404),
    ] {
        admin.get(&path).await.refused(status);
    }
    // The largest numbers that fit are taken and find nothing.
    for path in [
        "/api/races?limit=1&",
        "/api/admin/activity?",
        "/api/admin/audit?",
    ] {
        for offset in [i64::MAX.unsigned_abs(), u64::MAX] {
            let page: Value = admin.get(&format!("{path}offset={offset}")).await.ok();
            assert_eq!(page["has_more"], false);
        }
    }
    for name in ["", "../x", "a b", &"x".repeat(51)] {
        let pool = json!({ "pool_name": name });
        for path in ["/api/admin/seeds/scan", "/api/admin/seeds/discard"] {
            admin.post(path, &pool).await.refused(422);
        }
    }
    let nobody = format!("/api/admin/users/{}", Uuid::new_v4());
    admin
        .patch(&nobody, &json!({ "role": "user" }))
        .await
        .refused(404);
}

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_address_without() {
    let server = TestServer::start().await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let api = server.anonymous().with_http(client.build().unwrap());
    let answer = api.get("/api/races/?limit=1").await;
    assert_eq!(answer.status, 307);
    assert_eq!(answer.headers["location"], "/api/races?limit=1");
}

/// Whether the server answers a message with an error, or not at all.
async fn is_told_off(game: &mut Game, message: &Value) -> bool {
    game.say(message.clone()).await;
    game.say(json!({ "type": "clock", "client_ms": 42 })).await;
    let answer = game.socket.expect(&["error", "clock"]).await;
    if answer["type"] == "clock" {
        return false;
    }
    assert_eq!(answer["message"], "Race not running");
    game.socket.expect(&["clock"]).await;
    true
}

#[tokio::test]
async fn what_a_mod_says_counts_in_a_running_race_only() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let messages = [
        (
            json!({ "type": "status_update", "igt_ms": 5, "death_count": 1 }),
            true,
        ),
        (
            json!({ "type": "event_flag", "flag_id": FIRST_FLAG, "igt_ms": 5 }),
            true,
        ),
        (
            json!({ "type": "zone_entered", "from_zone": "a", "to_zone": "b", "igt_ms": 5 }),
            true,
        ),
        (json!({ "type": "finished", "igt_ms": 5 }), true),
        (
            json!({ "type": "zone_query", "map_id": "m10_00_00_00" }),
            false,
        ),
        (json!({ "type": "pong" }), false),
    ];
    for status in ["setup", "finished"] {
        if status == "finished" {
            for what in ["start", "finish"] {
                organizer.act(race, what).await.ok::<Value>();
            }
        }
        for (message, told_off) in &messages {
            let answer = is_told_off(&mut game, message).await;
            assert_eq!(answer, *told_off, "{message} in {status}");
        }
        let participant = &organizer.race(race).await.participants[0];
        assert_eq!((participant.igt_ms, participant.death_count), (0, 0));
    }
}
