//! Every route, asked by everybody, in every status of a race.
//!
//! The expectations are written down here once more, independently of the server's own table.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use reqwest::Method;
use serde_json::{Value, json};
use speedfog_race::fixtures;
use uuid::Uuid;

use crate::common::{Answer, Api, TestServer, write_seed, write_training_pool};

mod table;

use table::{ROWS, Row};

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
        ("{digest}", "unknown".into()),
        ("{mod_token}", mod_token),
        ("{session_id}", session(&participant).await),
        ("{token}", text(&invite["invite"]["token"])),
        ("{username}", "bob".into()),
        ("{pool_name}", "nowhere".into()),
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
