//! Copies of the database that are made while a race goes on, and put back as hosts are told to.

use std::{
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
};

use futures_util::future::join_all;
use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use tokio::{sync::watch, time::timeout};
use uuid::Uuid;

use crate::common::{
    Api, Game, PATIENCE, ServerProcess, Watcher,
    operator::{command, well},
};

const RUNNERS: usize = 4;
/// Events of every runner that are stored when the copy begins.
const BEFORE: u32 = 25;

/// A mod that goes back and forth between two zones.
struct Runner {
    game: Game,
    acknowledged: watch::Sender<u32>,
}

/// When the event with a number happens.
fn igt_ms(event: u32) -> u32 {
    8_000 + event * 2_000
}

impl Runner {
    /// Sends an event as soon as the one before is acknowledged, until there is enough.
    async fn play(&mut self, enough: &AtomicBool) {
        while !enough.load(Ordering::Relaxed) {
            let event = *self.acknowledged.borrow() + 1;
            self.cross(FIRST_FLAG + event % 2, event).await;
        }
    }

    async fn cross(&mut self, flag: u32, event: u32) {
        self.game
            .say(json!({
                "type": "event_flag", "flag_id": flag, "igt_ms": igt_ms(event), "event_id": event,
            }))
            .await;
        let ack = self.game.socket.expect(&["ack"]).await;
        assert_eq!(ack["event_id"], event);
        self.acknowledged.send_replace(event);
    }
}

/// The command that hosts are told to make a copy with.
fn back_up(server: &ServerProcess, file: &Path) -> Command {
    let file = file.to_str().unwrap();
    match server.database() {
        Some(database) => {
            let mut dump = Command::new("pg_dump");
            dump.args(["--format=custom", "--file", file, database]);
            dump
        }
        None => command(server.path(), None, &["backup", file]),
    }
}

/// Puts a copy in the place of the database of a server that does not run.
fn restore(server: &ServerProcess, file: &Path) {
    if let Some(database) = server.database() {
        let mut empty = Command::new("psql");
        let drop = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        well(&empty.args([database, "-qc", drop]).output().unwrap());
        let mut restore = Command::new("pg_restore");
        restore.args(["--dbname", database]);
        well(&restore.arg(file).output().unwrap());
        return;
    }
    let database = server.path().join("speedfog-racing.db");
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", database.display());
        if Path::new(&file).exists() {
            std::fs::rename(&file, format!("{file}.away")).unwrap();
        }
    }
    std::fs::copy(file, database).unwrap();
}

/// What does not change while a race runs, as its people see it.
async fn lasting(people: &[Api], race: Uuid) -> Vec<Value> {
    let mut seen = vec![people[0].get("/api/pools").await.ok::<Value>()];
    for api in people {
        seen.push(api.get("/api/users/me").await.ok());
    }
    let mut race: Value = people[0].get(&format!("/api/races/{race}")).await.ok();
    for participant in race["participants"].as_array_mut().unwrap() {
        for live in ["current_zone", "current_layer", "igt_ms", "death_count"] {
            participant[live] = Value::Null;
        }
    }
    seen.push(race);
    seen
}

#[tokio::test]
async fn a_copy_made_during_a_race_has_all_that_was_acknowledged_before() {
    let mut server = ServerProcess::start().await;
    let organizer = server.anonymous().sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut people = vec![organizer];
    let mut runners = Vec::new();
    for number in 0..RUNNERS {
        let login = format!("runner{number}");
        let api = server.anonymous().sign_in(&login, "user").await;
        runners.push(Runner {
            game: Game::enter(&people[0], &api, race).await,
            acknowledged: watch::Sender::new(0),
        });
        people.push(api);
    }
    people[0].act(race, "start").await.ok::<Value>();

    let file = server.path().join("copy");
    let mut copy = back_up(&server, &file);
    let mut counts: Vec<_> = runners.iter().map(|r| r.acknowledged.subscribe()).collect();
    let enough = AtomicBool::new(false);
    let load = join_all(runners.iter_mut().map(|runner| runner.play(&enough)));
    let copying = async {
        for count in &mut counts {
            let warm = timeout(PATIENCE, count.wait_for(|count| *count >= BEFORE)).await;
            warm.expect("the race goes on").unwrap();
        }
        let seen = lasting(&people, race).await;
        let before: Vec<u32> = counts.iter().map(|count| *count.borrow()).collect();
        let output = tokio::task::spawn_blocking(move || copy.output().unwrap()).await;
        well(&output.unwrap());
        enough.store(true, Ordering::Relaxed);
        (seen, before)
    };
    let (_, (seen, before)) = tokio::join!(load, copying);
    let after: Vec<u32> = counts.iter().map(|count| *count.borrow()).collect();
    server.kill();

    restore(&server, &file);
    server.start_again().await;
    for (restored, seen) in lasting(&people, race).await.iter().zip(&seen) {
        assert_eq!(restored, seen);
    }
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    for number in 0..RUNNERS {
        let player = watcher.player(&format!("runner{number}"));
        let history = player["zone_history"].as_array().unwrap();
        let found: Vec<_> = history.iter().map(|visit| &visit["igt_ms"]).collect();
        let last = u32::try_from(found.len()).unwrap() - 1;
        assert!(
            (before[number]..=after[number]).contains(&last) && after[number] > before[number],
            "{} acknowledged before, {} after, {last} in the copy",
            before[number],
            after[number],
        );
        let played: Vec<_> = std::iter::once(0).chain((1..=last).map(igt_ms)).collect();
        assert_eq!(found, played, "nothing is missing in between");
    }

    // The race goes on from there to its end.
    for (number, runner) in runners.iter_mut().enumerate() {
        let (socket, auth_ok) =
            Game::connect(server.anonymous().address(), race, &runner.game.token).await;
        assert_eq!(auth_ok["race"]["status"], "running");
        runner.game.socket = socket;
        runner.cross(FINISH_FLAG, after[number] + 1).await;
    }
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(watcher.status(), "finished");
}
