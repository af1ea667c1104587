//! Bad input over HTTP: a clear answer, and nothing changed.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{Answer, Socket, TestServer};

#[tokio::test]
async fn nobody_without_a_valid_token() {
    let server = TestServer::start().await;
    let anonymous = server.anonymous();
    for api in [
        anonymous.clone(),
        anonymous.with_token("wrong"),
        anonymous.with_token(""),
    ] {
        let answer = api.get("/api/auth/me").await;
        answer.refused(401);
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
        api.post("/api/races", &json!({ "name": "x" }))
            .await
            .refused(401);
    }
    let other_scheme = anonymous
        .request(Method::GET, "/api/auth/me")
        .header("authorization", "Basic eA==");
    anonymous.send(other_scheme).await.refused(401);
}

#[tokio::test]
async fn creating_a_race_is_for_organizers_with_sensible_wishes() {
    let server = TestServer::start().await;
    let user = server.sign_in("user", "user").await;
    user.post("/api/races", &json!({ "name": "x" }))
        .await
        .refused(403);
    let organizer = server.sign_in("organizer", "organizer").await;
    for (body, status) in [
        (json!({}), 422),
        (json!([]), 422),
        (json!({ "name": "   " }), 422),
        (json!({ "name": "x".repeat(201) }), 422),
        (json!({ "name": 7 }), 422),
        (json!({ "name": "x", "pool_name": "../../etc" }), 422),
        (json!({ "name": "x", "pool_name": "nowhere" }), 400),
        (json!({ "name": "x", "open_registration": true }), 422),
        (json!({ "name": "x", "max_participants": 1 }), 422),
        (json!({ "name": "x", "max_participants": 101 }), 422),
        (json!({ "name": "x", "max_participants": -3 }), 422),
        (json!({ "name": "x", "scheduled_at": "yesterday" }), 422),
        (
            json!({ "name": "x", "scheduled_at": "2001-01-01T00:00:00Z" }),
            400,
        ),
        (json!({ "name": "x", "config": [] }), 422),
    ] {
        organizer.post("/api/races", &body).await.refused(status);
    }
    let list: Value = organizer.get("/api/races").await.ok();
    assert_eq!(list["races"], json!([]));
    let raw = organizer
        .request(Method::POST, "/api/races")
        .body("{not json");
    organizer.send(raw).await.refused(422);
}

#[tokio::test]
async fn a_pool_runs_dry() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let creating = (0..5).map(|_| {
        let organizer = organizer.clone();
        async move {
            let body = json!({ "name": "x", "pool_name": "sprint" });
            organizer.post("/api/races", &body).await
        }
    });
    let answers = futures_util::future::join_all(creating).await;
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 201).count(),
        3
    );
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        assert!(answer.refused(400).contains("No available seeds"));
    }
    let mut seeds = Vec::new();
    for answer in answers.iter().filter(|answer| answer.status == 201) {
        let race: Value = answer.ok();
        let id: Uuid = race["id"].as_str().unwrap().parse().unwrap();
        seeds.push(organizer.race(id).await.seed_number);
    }
    seeds.sort();
    seeds.dedup();
    assert_eq!(seeds.len(), 3, "no seed is given twice");
}

#[tokio::test]
async fn only_the_organizer_runs_the_race_and_only_in_order() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let admin = server.sign_in("admin", "admin").await;
    let race = organizer.create_race().await.id;
    for what in [
        "release-seeds",
        "start",
        "cancel-countdown",
        "finish",
        "reset",
    ] {
        admin.act(race, what).await.refused(403);
        server.anonymous().act(race, what).await.refused(401);
        organizer.act(Uuid::new_v4(), what).await.refused(404);
    }
    admin
        .delete(&format!("/api/races/{race}"))
        .await
        .refused(403);
    admin
        .patch(
            &format!("/api/races/{race}"),
            &json!({ "is_public": false }),
        )
        .await
        .refused(403);

    organizer.act(race, "start").await.refused(400);
    organizer.act(race, "finish").await.refused(400);
    organizer.act(race, "reset").await.refused(400);
    organizer.act(race, "abandon").await.refused(404);
    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.act(race, "release-seeds").await.refused(400);
    let start = format!("/api/races/{race}/start");
    for body in [
        json!({ "countdown_seconds": 61 }),
        json!({ "countdown_seconds": -1 }),
    ] {
        organizer.post(&start, &body).await.refused(422);
    }
    organizer.act(race, "start").await.ok::<Value>();
    organizer.act(race, "start").await.refused(400);
    let late = json!({ "scheduled_at": "2999-01-01T00:00:00Z" });
    organizer
        .patch(&format!("/api/races/{race}"), &late)
        .await
        .refused(400);
}

#[tokio::test]
async fn addresses_methods_and_sizes() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    organizer.get("/api/nothing").await.refused(404);
    organizer.get("/api/races/nonsense").await.refused(422);
    organizer
        .get(&format!("/api/races/{}", Uuid::new_v4()))
        .await
        .refused(404);
    organizer.get("/api/races?status=lost").await.refused(400);
    for query in ["limit=0", "limit=101", "limit=x", "offset=-1"] {
        organizer
            .get(&format!("/api/races?{query}"))
            .await
            .refused(422);
    }
    organizer.get("/api/pools?type=other").await.refused(422);
    let wrong = organizer.delete("/api/races").await;
    wrong.refused(405);
    let allow = wrong.headers["allow"].to_str().unwrap();
    assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
    let huge = json!({ "name": "x".repeat(70 * 1024) });
    organizer.post("/api/races", &huge).await.refused(413);
    for login in [String::new(), "x".repeat(101)] {
        let body = json!({ "twitch_username": login });
        server
            .anonymous()
            .post("/api/auth/dev", &body)
            .await
            .refused(422);
    }
    let body = json!({ "twitch_username": "x", "role": "god" });
    server
        .anonymous()
        .post("/api/auth/dev", &body)
        .await
        .refused(422);
}

/// PostgreSQL stores every character but one.
#[tokio::test]
async fn texts_with_a_character_that_cannot_be_stored() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    let before = organizer.race(race).await;
    let of = |what: &str| format!("/api/races/{race}{what}");
    for path in [
        "/api/users/search?q=%00",
        "/api/users/a%00b",
        "/api/users/a%00b/activity",
        "/api/users/a%00b/pool-stats",
        "/api/users/a%00b/calendar.ics",
        "/api/invite/a%00b",
        &of("/download/a%00b"),
    ] {
        organizer.get(path).await.refused(422);
    }
    let nul = "a\0b";
    let login = json!({ "twitch_username": nul });
    let somebody = Uuid::new_v4();
    let (post, patch) = (Method::POST, Method::PATCH);
    for (method, path, body) in [
        (
            &post,
            "/api/races".into(),
            json!({ "name": nul, "pool_name": "sprint" }),
        ),
        (
            &post,
            "/api/races".into(),
            json!({ "name": "x", "pool_name": "sprint", "config": { "x": [nul] } }),
        ),
        (
            &post,
            "/api/races".into(),
            json!({ "name": "x", "pool_name": "sprint", "config": { nul: 1 } }),
        ),
        (&patch, of(""), json!({ "name": nul })),
        (&post, of("/participants"), login.clone()),
        (&post, of("/casters"), login.clone()),
        (&post, of("/co-organizers"), login.clone()),
        (
            &post,
            of(&format!("/participants/{somebody}/restore")),
            json!({ "reason": nul }),
        ),
        (&post, "/api/auth/dev".into(), login),
        (&post, "/api/auth/exchange".into(), json!({ "code": nul })),
        (&post, "/api/training".into(), json!({ "pool_name": nul })),
        (
            &patch,
            "/api/users/me/locale".into(),
            json!({ "locale": nul }),
        ),
    ] {
        let path: String = path;
        let request = organizer.request(method.clone(), &path).json(&body);
        organizer.send(request).await.refused(422);
    }
    // A backslash before it makes it six harmless characters.
    let body = json!({ "name": r"a\u0000b" });
    let renamed: Value = organizer.patch(&of(""), &body).await.ok();
    assert_eq!(renamed["name"], r"a\u0000b");
    let body = json!({ "name": before.name });
    organizer.patch(&of(""), &body).await.ok::<Value>();
    assert_eq!(organizer.race(race).await, before);

    let mut socket = Socket::open(&server.address(), &format!("/ws/mod/{race}")).await;
    socket
        .say(&json!({ "type": "auth", "mod_token": nul }))
        .await;
    assert_eq!(socket.next().await.unwrap()["message"], "Invalid mod token");
}

#[tokio::test]
async fn what_people_meet_has_a_code_for_clients_that_say_it_in_another_language() {
    let server = TestServer::start().await;
    let check = |answer: &Answer, status, code: &str, values: Value| {
        answer.refused(status);
        let problem: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (&problem["code"], &problem["values"]),
            (&code.into(), &values)
        );
    };
    let nobody = server.anonymous().get("/api/auth/me").await;
    check(&nobody, 401, "sign_in_required", Value::Null);
    let user = server.sign_in("user", "user").await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let closed = json!({ "name": "x", "open_registration": false });
    let race = organizer.create_race_with(closed).await.id;
    let join = user.act(race, "join").await;
    check(&join, 403, "registration_closed", Value::Null);
    let start = organizer.act(race, "start").await;
    check(&start, 400, "not_released", Value::Null);
    let confirmed = json!({ "twitch_username": "organizer" });
    let request = organizer.request(Method::DELETE, "/api/users/me");
    let deletion = organizer.send(request.json(&confirmed)).await;
    check(&deletion, 409, "still_organizing", json!({ "race": "x" }));
}
