//! An upgrade from the first version, with a race that goes on, and the way back.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database};
use serde_json::Value;
use speedfog_race::fixtures::{FINISH_FLAG, small_graph_json};
use speedfog_racing::secret;
use uuid::Uuid;

use crate::common::{
    Game, ServerProcess, Watcher,
    operator::{command, well},
    write_seed,
};

const RACE: Uuid = Uuid::from_u128(0x0000_0000_0000_4000_8000_0000_0000_0022);
const OLD_RACE: Uuid = Uuid::from_u128(0x0000_0000_0000_4000_8000_0000_0000_0021);

/// Writes the database of the first version into a data folder.
async fn write_first_version(data: &Path, olga: &str, mod_token: &str) {
    let archive = write_seed(
        &data.join("pools/sprint"),
        "aaaaaaaaaaaa",
        &small_graph_json(),
    );
    let rows = include_str!("first_version.sql")
        .replace("@hash of olga@", &secret::hash(olga))
        .replace("@graph@", &small_graph_json())
        .replace(
            "@pools@/sprint/seed_aaaaaaaaaaaa.zip",
            archive.to_str().unwrap(),
        )
        .replace("@token 1@", &secret::new_token())
        .replace("@token 2@", mod_token)
        .replace("@now@", &chrono::Utc::now().to_rfc3339());
    let url = format!(
        "sqlite://{}?mode=rwc",
        data.join("speedfog-racing.db").display()
    );
    let db = Database::connect(url).await.unwrap();
    db.execute_unprepared(&rows).await.unwrap();
    db.close().await.unwrap();
}

#[tokio::test]
async fn an_old_database_is_brought_up_to_date_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_owned();
    let (olga, token) = (secret::new_token(), secret::new_token());
    write_first_version(&data, &olga, &token).await;

    // As hosts are told to: first the copy, then the new program.
    let copy = data.join("before.db");
    let backup = ["backup", copy.to_str().unwrap()];
    well(&command(&data, None, &backup).output().unwrap());
    let check = || command(&data, None, &["check"]).output().unwrap();
    let behind = well(&check());
    assert!(behind.contains("steps behind this program"), "{behind}");
    let mut server = ServerProcess::start_in(folder, None, Vec::new()).await;
    let current = well(&check());
    assert!(current.contains("up to date"), "{current}");

    // Who was signed in still is, and what was over is as it was.
    let olga = server.anonymous().with_token(&olga);
    let me: Value = olga.get("/api/users/me").await.ok();
    assert_eq!(me["twitch_username"], "olga");
    assert_eq!(me["role"], "organizer");
    let over: Value = olga.get(&format!("/api/races/{OLD_RACE}")).await.ok();
    assert_eq!(over["participants"][0]["igt_ms"], 900_000);
    assert_eq!(over["casters"][0]["user"]["twitch_username"], "olga");

    // The race goes on, with the end of its old journal.
    let watcher = Watcher::anonymous(&olga, RACE).await;
    let history = watcher.player("ann")["zone_history"].clone();
    let nodes: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|visit| &visit["node_id"])
        .collect();
    assert_eq!(nodes, ["start", "left", "crypt"]);
    let (mut game, auth_ok) = Game::connect(olga.address(), RACE, &token).await;
    assert_eq!(auth_ok["race"]["status"], "running");
    game.say(&serde_json::json!({
        "type": "event_flag", "flag_id": FINISH_FLAG, "igt_ms": 200_000, "event_id": 3,
    }))
    .await;
    let mut watcher = Watcher::anonymous(&olga, RACE).await;
    watcher
        .until(|watcher| watcher.status() == "finished")
        .await;

    // Back: the copy in the place of the database is as old as it was.
    server.kill();
    for ending in ["-wal", "-shm"] {
        let beside = data.join(format!("speedfog-racing.db{ending}"));
        if beside.exists() {
            std::fs::remove_file(beside).unwrap();
        }
    }
    std::fs::copy(&copy, data.join("speedfog-racing.db")).unwrap();
    let back = well(&check());
    assert!(back.contains("steps behind this program"), "{back}");
}
