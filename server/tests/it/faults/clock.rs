//! Somebody sets the system's clock while races run.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::{Value, json};
use speedfog_race::fixtures;
use tokio::time::Instant;

use super::course::Course;
use crate::common::{Game, ServerProcess, Watcher, folder_with, fresh_postgres};

/// The library that tells a program another time, from Debian's package `faketime`.
const FAKETIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// Sets the clock of the server by so many seconds from the real time.
fn set(file: &Path, seconds: i64) {
    let new = file.with_extension("new");
    std::fs::write(&new, format!("{seconds:+}\n")).unwrap();
    std::fs::rename(&new, file).unwrap();
}

/// A server whose clock can be set, and with what.
async fn server() -> Option<(ServerProcess, PathBuf)> {
    if !Path::new(FAKETIME).exists() {
        eprintln!("skipped: no {FAKETIME}");
        return None;
    }
    let slugs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"];
    let folder = folder_with(&fixtures::small_graph_json(), &slugs);
    let file = folder.path().join("time");
    set(&file, 0);
    let settings = vec![
        ("LD_PRELOAD", FAKETIME.to_owned()),
        ("FAKETIME_TIMESTAMP_FILE", file.display().to_string()),
        ("FAKETIME_NO_CACHE", "1".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("DONT_FAKE_MONOTONIC", "1".to_owned()),
    ];
    let server = ServerProcess::start_in(folder, fresh_postgres().await, settings).await;
    Some((server, file))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_countdown_takes_its_time() {
    for jump in [3600, -3600] {
        let Some((server, clock)) = server().await else {
            return;
        };
        let organizer = server.anonymous().sign_in("organizer", "organizer").await;
        let race = organizer.create_race().await.id;
        let ann = server.anonymous().sign_in("ann", "user").await;
        let mut game = Game::enter(&organizer, &ann, race).await;
        let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
        let began = Instant::now();
        let start = json!({ "countdown_seconds": 4 });
        let path = format!("/api/races/{race}/start");
        organizer.post(&path, &start).await.ok::<Value>();
        set(&clock, jump);
        game.socket.expect(&["race_start"]).await;
        let passed = began.elapsed();
        assert!(passed > Duration::from_secs(3), "after {passed:?}");
        watcher.until(|watcher| watcher.status() == "running").await;
        game.status(5_000, 0).await;
        watcher.until(|w| w.player("ann")["igt_ms"] == 5_000).await;
        assert!(server.log().contains("the system's clock has been set"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn races_and_sign_ins_outlast_every_jump() {
    let Some((mut server, clock)) = server().await else {
        return;
    };
    let ann = server.anonymous().sign_in("ann", "user").await;
    let course = Course::start(server.anonymous(), 2, 4, 40).await;
    let playing = course.play();
    // An hour on, a day back, and half a year on, with a restart on the way.
    for (part, jump) in [3_600, -86_400, 180 * 86_400].into_iter().enumerate() {
        course.reaches(course.events() * (part + 1) / 5).await;
        set(&clock, jump);
        assert_eq!(ann.get("/api/auth/me").await.status, 200);
        if part == 1 {
            let acknowledged = course.acknowledged();
            server.terminate().await;
            server.start_again().await;
            course.keeps(&acknowledged).await;
        }
    }
    playing.join_all().await;
    course.is_complete().await;
}
