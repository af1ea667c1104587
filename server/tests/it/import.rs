//! Moving in from a version-1 server, with a dump that holds good rows and bad ones.

use std::path::{Path, PathBuf};

use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};
use speedfog_race::fixtures::{FIRST_FLAG, small_graph_json};
use speedfog_racing::secret;
use uuid::Uuid;

use crate::common::{
    Game, TRAINING_POOL, TestServer, Watcher,
    operator::{badly, command, well},
    write_training_pool,
};

const TABLES: [&str; 7] = [
    "users",
    "seeds",
    "races",
    "participants",
    "casters",
    "invites",
    "training_sessions",
];

/// The ids of the dump differ in their last digits.
fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0000_0000_0000_4000_8000_0000_0000_0000 | number)
}

/// The dump with the graph of our seeds in it.
fn dump(below: &Path) -> PathBuf {
    let folder = below.join("dump");
    std::fs::create_dir(&folder).unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/version_1");
    for table in TABLES {
        let file = format!("{table}.jsonl");
        let lines = std::fs::read_to_string(ours.join(&file)).unwrap();
        let lines = lines.replace("\"@small_graph@\"", &small_graph_json());
        std::fs::write(folder.join(file), lines).unwrap();
    }
    folder
}

fn import(data: &Path, database: Option<&str>, folder: &Path, more: &[&str]) -> String {
    let args = [&["import", folder.to_str().unwrap()], more].concat();
    well(&command(data, database, &args).output().unwrap())
}

/// A server that has moved in before its first start, and what the import said.
async fn moved_in() -> (TestServer, String) {
    let mut said = String::new();
    let server = TestServer::start_with(|settings| {
        let data = settings.data_dir.clone();
        write_training_pool(&data, TRAINING_POOL, &["dddddddddddd"]);
        let broken = data.join("pools/sprint/seed_bbbbbbbbbbbb.zip");
        std::fs::write(broken, "no zip").unwrap();
        let database = settings.database_url.as_ref();
        let database = database.map(|url| url.reveal().to_owned());
        said = import(&data, database.as_deref(), &dump(&data), &[]);
    })
    .await;
    (server, said)
}

#[track_caller]
fn says(said: &str, place: &str, what: &str) {
    let lines: Vec<_> = said
        .lines()
        .filter(|line| line.starts_with(place))
        .collect();
    assert!(
        lines.iter().any(|line| line.contains(what)),
        "{place} does not say {what:?}, but {lines:?}"
    );
}

#[track_caller]
fn counts(said: &str, table: &str, expected: [u64; 4]) {
    let line = said
        .lines()
        .find(|line| line.starts_with(&format!("{table} ")));
    let found: Vec<u64> = line
        .unwrap_or_else(|| panic!("no line for {table} in\n{said}"))
        .split_whitespace()
        .skip(1)
        .map(|count| count.parse().unwrap())
        .collect();
    assert_eq!(found, expected, "{table}: read, carried, known, left out");
}

#[tokio::test]
async fn every_row_is_carried_or_left_out_for_a_reason() {
    let (server, said) = moved_in().await;
    for (table, expected) in [
        ("users", [9, 5, 1, 3]),
        ("seeds", [8, 5, 0, 3]),
        ("races", [8, 4, 0, 4]),
        ("participants", [11, 5, 0, 6]),
        ("casters", [4, 1, 0, 3]),
        ("invites", [5, 2, 0, 3]),
        ("training_sessions", [6, 4, 0, 2]),
    ] {
        counts(&said, table, expected);
    }
    for (place, what) in [
        ("users.jsonl:6:", "`twitch_id` is missing"),
        ("users.jsonl:7:", "an account with its `twitch_id`"),
        ("users.jsonl:8:", "`role` is no role: king"),
        ("users.jsonl:9:", "must sign in again"),
        ("users.jsonl:10:", "`twitch_username` is longer than 100"),
        ("seeds.jsonl:2:", "cannot be used"),
        ("seeds.jsonl:3:", "has no archive"),
        ("seeds.jsonl:6:", "`seed_number` cannot be"),
        ("seeds.jsonl:7:", "`graph_json` is no graph"),
        ("seeds.jsonl:8:", "`pool_name` cannot be"),
        ("races.jsonl:4:", "`organizer_id` names no account"),
        ("races.jsonl:5:", "`seed_id` names no seed"),
        ("races.jsonl:6:", "`started_at` is missing"),
        ("races.jsonl:7:", "`status` is no race status: paused"),
        ("participants.jsonl:3:", "has colour 2"),
        ("participants.jsonl:6:", "`race_id` names no race"),
        ("participants.jsonl:7:", "`user_id` names no account"),
        ("participants.jsonl:8:", "the same user"),
        ("participants.jsonl:9:", "`igt_ms` is negative"),
        (
            "participants.jsonl:10:",
            "`zone_history` is no list of visits",
        ),
        ("participants.jsonl:11:", "`mod_token` is missing"),
        ("casters.jsonl:2:", "takes part"),
        ("casters.jsonl:3:", "casts the race already"),
        ("casters.jsonl:4:", "names no race"),
        ("invites.jsonl:2:", "open invite"),
        ("invites.jsonl:4:", "same `token`"),
        ("invites.jsonl:5:", "names no race"),
        ("training_sessions.jsonl:3:", "is abandoned now"),
        ("training_sessions.jsonl:5:", "`seed_id` names no seed"),
        ("training_sessions.jsonl:6:", "`created_at` is no time"),
    ] {
        says(&said, place, what);
    }
    let silent = [
        "users.jsonl:2:",
        "users.jsonl:4:",
        "seeds.jsonl:1:",
        "seeds.jsonl:4:",
    ];
    for place in silent {
        assert!(!said.contains(place), "{said}");
    }

    // Once more: nothing is there twice, and the same rows are left out.
    let again = import(
        server.path(),
        server.database(),
        &server.path().join("dump"),
        &[],
    );
    counts(&again, "users", [9, 0, 6, 3]);
    counts(&again, "seeds", [8, 0, 5, 3]);
    counts(&again, "participants", [11, 0, 5, 6]);
    counts(&again, "training_sessions", [6, 0, 4, 2]);
}

#[tokio::test]
async fn a_finished_race_is_all_there() {
    let (server, _) = moved_in().await;
    let anyone = server.anonymous();
    let race = anyone.race(id(0x21)).await;
    let race: Value = serde_json::to_value(race).unwrap();
    assert_eq!(race["name"], "Spring final");
    assert_eq!(race["status"], "finished");
    assert_eq!(
        race["organizer"]["twitch_display_name"],
        "Olga \"the host\""
    );
    assert_eq!(race["pool_name"], "sprint");
    assert_eq!(race["seed_number"], "aaaaaaaaaaaa");
    assert_eq!(race["started_at"], "2026-04-02T18:00:01.500Z");
    let list: Value = anyone.get("/api/races?status=finished").await.ok();
    let races = list["races"].as_array().unwrap();
    assert_eq!(races.len(), 1, "the unlisted one is not listed");
    let first = &races[0]["participant_previews"][0];
    assert_eq!(first["twitch_display_name"], "Ben \"B\" \\ Co");
    assert_eq!(first["placement"], 1);

    // The replay is drawn from the state of the race.
    let watcher = Watcher::anonymous(&anyone, id(0x21)).await;
    assert_eq!(watcher.order(), ["ben", "ann", "dora"]);
    let ann = watcher.player("ann");
    assert_eq!(ann["igt_ms"], 900_000);
    assert_eq!(ann["zone_history"].as_array().unwrap().len(), 5);
    assert_eq!(
        ann["zone_history"][2],
        json!({ "node_id": "crypt", "igt_ms": 400_000, "deaths": 2 })
    );
    assert!(watcher.state["seed"]["graph_json"]["nodes"]["crypt"].is_object());

    // Of two accounts with one login, the one seen last has the page.
    let profile: Value = anyone.get("/api/users/ann").await.ok();
    assert_eq!(profile["id"], id(2).to_string());
    assert_eq!(profile["stats"]["race_count"], 2);
    assert_eq!(profile["stats"]["training_count"], 3);
    assert_eq!(profile["stats"]["casted_count"], 1);
    let pools: Value = anyone.get("/api/users/ann/pool-stats").await.ok();
    assert_eq!(pools["pools"][0]["race"]["best_time_ms"], 900_000);
    assert_eq!(pools["pools"][0]["training"]["best_time_ms"], 1_000_000);
    let session: Value = anyone
        .get(&format!("/api/training/{}", id(0x61)))
        .await
        .ok();
    assert_eq!(session["current_layer"], 5);
    assert_eq!(session["progress_nodes"].as_array().unwrap().len(), 3);
    let session: Value = anyone
        .get(&format!("/api/training/{}", id(0x63)))
        .await
        .ok();
    assert_eq!(session["status"], "abandoned");
    assert_eq!(session["current_layer"], 2);
}

#[tokio::test]
async fn what_was_going_on_goes_on() {
    let (server, _) = moved_in().await;
    // The device that was signed in still is, and has what is its own.
    let olga = server.anonymous().with_token(&"o".repeat(43));
    let me: Value = olga.get("/api/users/me").await.ok();
    assert_eq!(me["role"], "organizer");
    let ann = server.anonymous().with_token(&"a".repeat(43));
    let me: Value = ann.get("/api/users/me").await.ok();
    assert_eq!(me["overlay_settings"], json!({ "font_size": 20.0 }));
    server
        .anonymous()
        .with_token("short")
        .get("/api/users/me")
        .await
        .refused(401);

    // A running race takes the mods with the packs they have.
    let token = "34".repeat(20);
    let (mut game, auth_ok) = Game::connect(&server.address(), id(0x23), &token).await;
    assert_eq!(auth_ok["race"]["status"], "running");
    assert_eq!(game.expect(&["zone_update"]).await["node_id"], "left");
    let crypt = json!({ "type": "event_flag", "flag_id": FIRST_FLAG + 2, "igt_ms": 90_000 });
    game.say(&crypt).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), id(0x23)).await;
    watcher
        .until(|w| w.player("ann")["current_layer"] == 2)
        .await;

    // A race that is being prepared can be gone on with.
    let ben = server.anonymous().with_token(&"n".repeat(43));
    ben.join(id(0x22)).await;
    let detail = olga.race(id(0x22)).await;
    let detail: Value = serde_json::to_value(detail).unwrap();
    assert_eq!(detail["pending_invites"][0]["token"], "v".repeat(43));
    assert_eq!(detail["casters"][0]["user"]["twitch_username"], "ann");
    olga.act(id(0x22), "release-seeds").await.ok::<Value>();
    let pack = ben
        .get(&format!("/api/races/{}/my-seed-pack", id(0x22)))
        .await;
    pack.refused(410);
    // The seed of the race that is over is in its pool, where the scan leaves it alone.
    let pack = ann
        .get(&format!("/api/races/{}/my-seed-pack", id(0x21)))
        .await;
    assert_eq!(pack.status, 200);
}

/// Asserts that a stopped server's database holds no rows of a dump.
async fn nothing_is_here(server: &TestServer) {
    let url = match server.database() {
        Some(url) => url.to_owned(),
        None => format!(
            "sqlite://{}",
            server.path().join("speedfog-racing.db").display()
        ),
    };
    let db = Database::connect(url).await.unwrap();
    for table in [
        "users",
        "sessions",
        "races",
        "participants",
        "discord_events",
    ] {
        let count = format!("SELECT count(*) FROM {table}");
        let count = Statement::from_string(db.get_database_backend(), count);
        let row = db.query_one_raw(count).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 0, "{table}");
    }
}

#[tokio::test]
async fn a_rehearsal_changes_nothing() {
    let mut server = TestServer::start().await;
    server.stop().await;
    let folder = dump(server.path());
    let said = import(server.path(), server.database(), &folder, &["--dry-run"]);
    counts(&said, "users", [9, 5, 1, 3]);
    assert!(said.contains("nothing was changed"), "{said}");
    nothing_is_here(&server).await;
}

#[tokio::test]
async fn who_and_what_is_here_already_is_recognised() {
    let server = TestServer::start().await;
    // Both were here before the import: the account through a sign-in, the seed through a scan.
    let ann = server.sign_in("ann", "organizer").await;
    let folder = server.path().join("dump");
    std::fs::create_dir(&folder).unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/version_1");
    for table in ["users", "seeds", "races", "participants"] {
        let lines = std::fs::read_to_string(ours.join(format!("{table}.jsonl"))).unwrap();
        let lines = lines
            .replace("\"@small_graph@\"", &small_graph_json())
            .replace(
                "\"1002\"",
                &format!("\"dev:{}\"", &secret::hash("ann")[..32]),
            );
        std::fs::write(folder.join(format!("{table}.jsonl")), lines).unwrap();
    }
    std::fs::write(folder.join("user.jsonl"), "").unwrap();
    let said = import(server.path(), server.database(), &folder, &[]);
    says(&said, "casters.jsonl:", "is missing");
    says(&said, "user.jsonl:", "not read");
    says(&said, "users.jsonl:2:", "everything goes to that one");
    counts(&said, "seeds", [8, 3, 2, 3]);
    counts(&said, "casters", [0, 0, 0, 0]);

    let me: Value = ann.get("/api/users/me").await.ok();
    assert_ne!(me["id"], id(2).to_string());
    assert_eq!(me["role"], "organizer");
    let mine: Value = ann.get("/api/users/me/races").await.ok();
    let names: Vec<_> = mine["races"]
        .as_array()
        .unwrap()
        .iter()
        .map(|race| &race["name"])
        .collect();
    assert_eq!(names, ["Still on", "Spring final"]);
    // A seed that was raced on before the move is not given to another race.
    let pools: Value = server.anonymous().get("/api/pools").await.ok();
    assert_eq!(pools["sprint"]["available"], 2);
    assert_eq!(pools["sprint"]["consumed"], 2);
}

#[tokio::test]
async fn what_is_no_dump_is_refused() {
    let mut server = TestServer::start().await;
    server.stop().await;
    let folder = server.path().join("nothing");
    let attempt = || {
        let args = ["import", folder.to_str().unwrap()];
        command(server.path(), server.database(), &args)
            .output()
            .unwrap()
    };
    let missing = badly(&attempt());
    assert!(missing.contains("cannot read"), "{missing}");
    std::fs::create_dir(&folder).unwrap();
    let empty = badly(&attempt());
    assert!(empty.contains("holds no dump"), "{empty}");
    std::fs::write(folder.join("users.jsonl"), [0xff, b'\n']).unwrap();
    let binary = badly(&attempt());
    assert!(
        binary.contains("users.jsonl:1: the line is not UTF-8"),
        "{binary}"
    );
}

#[tokio::test]
async fn a_damaged_line_ends_it_all() {
    let mut server = TestServer::start().await;
    server.stop().await;
    let folder = dump(server.path());
    // The last file breaks off in its third line, when everything else has been read.
    let sessions = folder.join("training_sessions.jsonl");
    let whole = std::fs::read_to_string(&sessions).unwrap();
    let lines: Vec<_> = whole.lines().take(2).collect();
    std::fs::write(&sessions, lines.join("\n") + "\n\n{\"id\": \"0000").unwrap();
    let args = ["import", folder.to_str().unwrap()];
    let said = command(server.path(), server.database(), &args).output();
    let said = badly(&said.unwrap());
    assert!(said.contains("nothing was taken over"), "{said}");
    let place = "training_sessions.jsonl:4: the line is not a JSON object";
    assert!(said.contains(place), "{said}");
    nothing_is_here(&server).await;
}
