//! Every route, asked by everybody, in every status of a race.
//!
//! The expectations are written down here once more, independently of the server's own table.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use reqwest::Method;
use serde_json::{Value, json};
use speedfog_race::fixtures;
use uuid::Uuid;

use crate::common::{Answer, Api, TestServer, write_seed, write_training_pool};

/// Who asks, in the order of the columns below.
const ROLES: [&str; 7] = [
    "anonymous",
    "user",
    "participant",
    "caster",
    "co-organizer",
    "organizer",
    "admin",
];

/// Status of the race, in the order of the lines below.
const STATUSES: [&str; 4] = ["setup", "released", "running", "finished"];

/// A route with its body, and the answers: one line for all statuses of the race, or one for each.
struct Row {
    route: &'static str,
    body: &'static str,
    answers: &'static [&'static str],
}

const fn row(route: &'static str, body: &'static str, answers: &'static [&'static str]) -> Row {
    Row {
        route,
        body,
        answers,
    }
}

const EVERYBODY: &[&str] = &["200 200 200 200 200 200 200"];
const SIGNED_IN: &[&str] = &["401 200 200 200 200 200 200"];
const ADMIN: &[&str] = &["401 403 403 403 403 403 200"];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    //                         anonymous user participant caster co-organizer organizer admin
    row("GET /health", "", EVERYBODY),
    row("GET /ready", "", EVERYBODY),

    row("GET /api/auth/twitch", "", &["404 404 404 404 404 404 404"]), // not set up here
    row("GET /api/auth/callback", "", &["404 404 404 404 404 404 404"]),
    row("POST /api/auth/exchange", r#"{"code":"x"}"#, &["400 400 400 400 400 400 400"]),
    row("POST /api/auth/dev", r#"{"twitch_username":"dave"}"#, EVERYBODY),
    row("GET /api/auth/me", "", SIGNED_IN),
    row("POST /api/auth/logout", "", SIGNED_IN),
    row("GET /api/auth/sessions", "", SIGNED_IN),
    row("DELETE /api/auth/sessions/{id}", "", &["401 404 404 404 404 404 404"]), // of somebody else

    row("GET /api/i18n/locales", "", EVERYBODY),
    row("GET /api/pools", "", EVERYBODY),

    row("GET /api/users/search?q=a", "", SIGNED_IN),
    row("GET /api/users/me", "", SIGNED_IN),
    row("GET /api/users/me/races", "", SIGNED_IN),
    row("GET /api/users/me/export", "", SIGNED_IN),
    row("DELETE /api/users/me", r#"{"twitch_username":"nobody"}"#, &["401 400 400 400 400 400 400"]), // not their name
    row("PATCH /api/users/me/locale", r#"{"locale":"en"}"#, SIGNED_IN),
    row("PATCH /api/users/me/settings", "{}", SIGNED_IN),
    row("GET /api/users/{username}", "", EVERYBODY),
    row("GET /api/users/{username}/activity", "", EVERYBODY),
    row("GET /api/users/{username}/pool-stats", "", EVERYBODY),
    row("GET /api/users/{username}/calendar.ics", "", EVERYBODY),

    row("GET /api/races", "", EVERYBODY),
    row("POST /api/races", r#"{"name":"x","pool_name":"sprint"}"#, &["401 403 403 403 403 201 201"]),
    row("GET /api/races/{race_id}", "", EVERYBODY),
    row("GET /api/races/calendar.ics", "", EVERYBODY),
    row("GET /api/races/{race_id}/calendar.ics", "", &["404 404 404 404 404 404 404"]), // no schedule
    row("PATCH /api/races/{race_id}", r#"{"is_public":true}"#, &["401 403 403 403 200 200 403"]),
    row("PATCH /api/races/{race_id}", r#"{"scheduled_at":null}"#, &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("DELETE /api/races/{race_id}", "", &["401 403 403 403 403 204 403"]),
    row("GET /api/races/{race_id}/audit", "", &["401 403 403 403 200 200 200"]),
    row("GET /api/races/{race_id}/suspicions", "", &["401 403 403 403 200 200 200"]),
    row("POST /api/races/{race_id}/co-organizers", r#"{"twitch_username":"newcomer"}"#,
        &["401 403 403 403 403 201 403"]),
    row("DELETE /api/races/{race_id}/co-organizers/{user_id}", "", &["401 403 403 403 403 404 403"]), // helps nobody
    // Nobody has a result here.
    row("POST /api/races/{race_id}/participants/{participant_id}/restore", r#"{"reason":"x"}"#,
        &["401 403 403 403 400 400 403"]),
    row("POST /api/races/{race_id}/participants/{participant_id}/hold", r#"{"held":true,"reason":"x"}"#,
        &["401 403 403 403 400 400 403"]),
    row("POST /api/races/{race_id}/participants/{participant_id}/correct", r#"{"igt_ms":5,"reason":"x"}"#,
        &["401 403 403 403 400 400 403"]),

    row("POST /api/races/{race_id}/participants", r#"{"twitch_username":"newcomer"}"#, &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("DELETE /api/races/{race_id}/participants/{participant_id}", "", &[
        "401 403 403 403 204 204 403",
        "401 403 403 403 204 204 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("DELETE /api/races/{race_id}/invites/{invite_id}", "", &[
        "401 403 403 403 204 204 403",
        "401 403 403 403 204 204 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/casters", r#"{"twitch_username":"newcomer"}"#,
        &["401 403 403 403 201 201 403"]),
    row("DELETE /api/races/{race_id}/casters/{caster_id}", "", &["401 403 403 403 204 204 403"]),

    row("POST /api/races/{race_id}/release-seeds", "", &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/reroll-seed", "", &[
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/start", "", &[
        "401 403 403 403 400 400 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/cancel-countdown", "", &["401 403 403 403 400 400 403"]), // none runs
    row("POST /api/races/{race_id}/finish", "", &[
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 400 400 403",
    ]),
    row("POST /api/races/{race_id}/reset", "", &[
        "401 403 403 403 400 400 403",
        "401 403 403 403 400 400 403",
        "401 403 403 403 200 200 403",
        "401 403 403 403 200 200 403",
    ]),

    row("POST /api/races/{race_id}/join", "", &[
        "401 200 409 409 403 403 200",
        "401 200 409 409 403 403 200",
        "401 400 400 400 400 400 400",
        "401 400 400 400 400 400 400",
    ]),
    row("POST /api/races/{race_id}/leave", "", &[
        "401 404 204 404 404 404 404",
        "401 404 204 404 404 404 404",
        "401 400 400 400 400 400 400",
        "401 400 400 400 400 400 400",
    ]),
    row("POST /api/races/{race_id}/cast-join", "", &[
        "401 200 409 409 200 200 200",
        "401 200 409 409 200 200 200",
        "401 200 409 409 200 200 200",
        "401 400 400 400 400 400 400",
    ]),
    row("POST /api/races/{race_id}/cast-leave", "", &["401 404 404 200 404 404 404"]),
    row("POST /api/races/{race_id}/abandon", "", &[
        "401 404 400 404 404 404 404",
        "401 404 400 404 404 404 404",
        "401 404 200 404 404 404 404",
        "401 404 400 404 404 404 404",
    ]),
    row("GET /api/races/{race_id}/my-seed-pack", "", &[
        "401 403 403 403 403 403 403",
        "401 403 200 403 403 403 403",
        "401 403 200 403 403 403 403",
        "401 403 200 403 403 403 403",
    ]),
    row("GET /api/races/{race_id}/download/{mod_token}", "", &[
        "401 403 403 403 403 403 403",
        "401 403 200 200 200 200 403",
        "401 403 200 200 200 200 403",
        "401 403 200 200 200 200 403",
    ]),

    row("GET /api/training", "", SIGNED_IN),
    // Without seeds; the participant plays a session already.
    row("POST /api/training", r#"{"pool_name":"empty"}"#, &["401 400 409 400 400 400 400"]),
    row("GET /api/training/{session_id}", "", EVERYBODY),
    row("POST /api/training/{session_id}/abandon", "", &["401 403 200 403 403 403 403"]),
    row("GET /api/training/{session_id}/pack", "", &["401 403 200 403 403 403 403"]),
    row("GET /api/training/{session_id}/ghosts", "", EVERYBODY),

    row("GET /api/invite/{token}", "", EVERYBODY),
    row("POST /api/invite/{token}/accept", "", &[ // for somebody without account
        "401 403 403 403 403 403 403",
        "401 403 403 403 403 403 403",
        "401 400 400 400 400 400 400",
        "401 400 400 400 400 400 400",
    ]),

    row("POST /api/admin/seeds/scan", r#"{"pool_name":"empty"}"#, ADMIN),
    row("GET /api/admin/seeds/stats", "", ADMIN),
    row("POST /api/admin/seeds/discard", r#"{"pool_name":"empty"}"#, ADMIN),
    row("GET /api/admin/users", "", ADMIN),
    row("PATCH /api/admin/users/{user_id}", r#"{"role":"user"}"#, ADMIN),
    row("GET /api/admin/activity", "", ADMIN),
    row("GET /api/admin/audit", "", ADMIN),

    row("POST /api/discord/interactions", "{}", &["401 401 401 401 401 401 401"]), // not signed
    row("POST /api/discord/setup-runner-message", "", &["401 403 403 403 403 403 400"]), // not set up here
];

/// A race with everybody in it, and what the placeholders of the addresses stand for.
struct Scene {
    race: Uuid,
    values: BTreeMap<&'static str, String>,
}

async fn person(server: &TestServer, role: &str) -> Api {
    match role {
        "anonymous" => server.anonymous(),
        "organizer" | "admin" => server.sign_in(role, role).await,
        _ => server.sign_in(role, "user").await,
    }
}

async fn scene(server: &TestServer, status: &str) -> Scene {
    let organizer = person(server, "organizer").await;
    let participant = person(server, "participant").await;
    let race = organizer.create_race().await.id;
    let path = format!("/api/races/{race}");
    participant.join(race).await;
    let bob = server.sign_in("bob", "user").await.join(race).await;
    let invited = json!({ "twitch_username": "nobody_yet" });
    let invite: Value = organizer
        .post(&format!("{path}/participants"), &invited)
        .await
        .ok();
    let mut caster = Value::Null;
    for login in ["caster", "cleo"] {
        server.sign_in(login, "user").await;
        let login = json!({ "twitch_username": login });
        caster = organizer
            .post(&format!("{path}/casters"), &login)
            .await
            .ok();
    }
    server.sign_in("co-organizer", "user").await;
    let helper = json!({ "twitch_username": "co-organizer" });
    organizer
        .post(&format!("{path}/co-organizers"), &helper)
        .await
        .ok::<Value>();
    let newcomer: Value = server
        .sign_in("newcomer", "user")
        .await
        .get("/api/auth/me")
        .await
        .ok();
    let mut mod_token = "unknown".to_owned();
    for (after, action) in ["release-seeds", "start", "finish"].into_iter().enumerate() {
        if STATUSES.iter().position(|known| *known == status) > Some(after) {
            assert!(organizer.act(race, action).await.status.is_success());
            mod_token = participant.mod_token(race).await;
        }
    }
    let pending = organizer.race(race).await.pending_invites.remove(0);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let values = BTreeMap::from([
        ("{race_id}", race.to_string()),
        ("{participant_id}", bob.id.to_string()),
        ("{invite_id}", pending.id.to_string()),
        ("{caster_id}", text(&caster["id"])),
        ("{mod_token}", mod_token),
        ("{session_id}", session(&participant).await),
        ("{token}", text(&invite["invite"]["token"])),
        ("{username}", "bob".into()),
        ("{user_id}", text(&newcomer["id"])),
        ("{id}", Uuid::new_v4().to_string()),
    ]);
    Scene { race, values }
}

/// The solo session that somebody plays.
async fn session(api: &Api) -> String {
    let pool = json!({ "pool_name": "training_sprint" });
    let begun = api.post("/api/training", &pool).await;
    let session = if begun.status == 409 {
        api.get("/api/training").await.ok::<Value>()[0].clone()
    } else {
        begun.ok()
    };
    session["id"].as_str().unwrap().to_owned()
}

async fn ask(api: &Api, row: &Row, scene: &Scene) -> Answer {
    let (method, path) = row.route.split_once(' ').unwrap();
    let path = scene
        .values
        .iter()
        .fold(path.to_owned(), |path, (name, value)| {
            path.replace(name, value)
        });
    let method: Method = method.parse().unwrap();
    let mut request = api.request(method, &path);
    if !row.body.is_empty() {
        request = request
            .header("content-type", "application/json")
            .body(row.body);
    }
    api.send(request).await
}

/// Seeds for every race that the test makes; each takes one.
async fn server_with_many_seeds() -> TestServer {
    TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, "training_sprint", &["dddddddddddd"]);
        let pool = settings.seeds_pool_dir.join("sprint");
        for number in 0..200 {
            let slug = format!("many{number:08}");
            write_seed(&pool, &slug, &fixtures::small_graph_json());
        }
    })
    .await
}

async fn server_for_scenes() -> TestServer {
    TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, "training_sprint", &["dddddddddddd"]);
    })
    .await
}

/// The statuses in which a row is asked, with the answers there.
fn lines(row: &Row) -> Vec<(usize, &'static str)> {
    match row.answers {
        [line] if row.route.contains("{race_id}") => {
            (0..STATUSES.len()).map(|status| (status, *line)).collect()
        }
        lines => lines.iter().copied().enumerate().collect(),
    }
}

#[tokio::test]
async fn everybody_gets_what_is_theirs_and_nothing_else() {
    let server = server_with_many_seeds().await;
    let mut people = BTreeMap::new();
    for role in ROLES {
        people.insert(role, person(&server, role).await);
    }
    let mut scenes = BTreeMap::<usize, Scene>::new();
    let mut wrong = Vec::new();
    for row in ROWS {
        for (status, answers) in lines(row) {
            let roles = ROLES.into_iter().zip(answers.split(' '));
            // Whoever may do something comes last, because it changes the race.
            let (may, may_not): (Vec<_>, Vec<_>) =
                roles.partition(|(_, expected)| expected.starts_with('2'));
            for (role, expected) in may_not.into_iter().chain(may) {
                let here = match scenes.entry(status) {
                    Entry::Occupied(here) => here.into_mut(),
                    Entry::Vacant(none) => none.insert(scene(&server, STATUSES[status]).await),
                };
                let answer = ask(&people[role], row, here).await;
                if answer.status.as_str() != expected {
                    wrong.push(format!(
                        "{} {}: {role} in {} got {} instead of {expected}: {}",
                        row.route,
                        row.body,
                        STATUSES[status],
                        answer.status,
                        String::from_utf8_lossy(&answer.body),
                    ));
                }
                if row.route.ends_with("/interactions") {
                    // Discord looks at the status only, and gets plain text.
                } else if !answer.status.is_success() {
                    answer.refused(answer.status.as_u16());
                } else if !row.route.starts_with("GET ") {
                    // The next one asks about a fresh race, in a session that has not ended.
                    scenes.remove(&status);
                    people.insert(role, person(&server, role).await);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_documented_route_is_asked() {
    let server = TestServer::start().await;
    let document: Value = server.anonymous().get("/docs/openapi.json").await.ok();
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            documented.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let route = |row: &Row| row.route.split('?').next().unwrap().to_owned();
    let asked: BTreeSet<String> = ROWS.iter().map(route).collect();
    assert_eq!(asked, documented);
}

#[tokio::test]
async fn only_the_organizer_sees_the_secrets_of_invites() {
    let server = server_for_scenes().await;
    let scene = scene(&server, "setup").await;
    for role in ROLES {
        let detail = person(&server, role).await.race(scene.race).await;
        let invite = &detail.pending_invites[0];
        assert_eq!(invite.twitch_username, "nobody_yet");
        let organizes = ["co-organizer", "organizer"].contains(&role);
        assert_eq!(invite.token.is_some(), organizes, "{role}");
    }
}

#[tokio::test]
async fn checks_come_in_one_order() {
    let server = server_for_scenes().await;
    let race = scene(&server, "running").await.race;
    let nowhere = Uuid::new_v4();
    let (anonymous, user, organizer) = (
        server.anonymous(),
        person(&server, "user").await,
        person(&server, "organizer").await,
    );
    for (api, race, body, expected) in [
        (&anonymous, nowhere, json!({}), 401),
        (&user, nowhere, json!({}), 422),
        (&user, nowhere, json!({ "twitch_username": " " }), 422),
        (&user, nowhere, json!({ "twitch_username": "x" }), 404),
        (&user, race, json!({ "twitch_username": "x" }), 403),
        (&organizer, race, json!({ "twitch_username": "x" }), 400),
    ] {
        let path = format!("/api/races/{race}/participants");
        api.post(&path, &body).await.refused(expected);
    }
    for (api, body, expected) in [
        (&anonymous, json!({}), 401),
        (&user, json!({}), 422),
        (&user, json!({ "pool_name": "../x" }), 422),
        (&user, json!({ "pool_name": "x" }), 403),
    ] {
        let answer = api.post("/api/admin/seeds/discard", &body).await;
        answer.refused(expected);
    }
}
