//! Writing takes ages, because somebody else holds on to the database.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use speedfog_race::fixtures;
use tokio::time::{Instant, sleep};

use super::course::Course;
use crate::common::{PATIENCE, ServerProcess, Watcher};

/// A second program that lets nobody else write.
struct Lock(DatabaseConnection);

impl Lock {
    async fn take(server: &ServerProcess) -> Self {
        let url = match server.database() {
            Some(url) => url.to_owned(),
            None => format!(
                "sqlite://{}",
                server.path().join("speedfog-racing.db").display()
            ),
        };
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.unwrap();
        let lock: &[&str] = match server.database() {
            Some(_) => &["BEGIN", "LOCK TABLE journal IN EXCLUSIVE MODE"],
            None => &["BEGIN IMMEDIATE"],
        };
        for statement in lock {
            db.execute_unprepared(statement).await.unwrap();
        }
        Self(db)
    }

    async fn release(self) {
        self.0.execute_unprepared("ROLLBACK").await.unwrap();
        self.0.close().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledgements_come_late_and_pages_stay() {
    let slugs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"];
    let server = ServerProcess::start_with(&fixtures::small_graph_json(), &slugs).await;
    let course = Course::start(server.anonymous(), 2, 4, 40).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), course.races[0]).await;
    let lock = Lock::take(&server).await;
    let playing = course.play();
    // What does not need to write goes on: pages are answered, and so are readers.
    for _ in 0..40 {
        watcher.socket.is_answered().await;
        let path = format!("/api/races/{}", course.races[0]);
        assert_eq!(server.anonymous().get(&path).await.status, 200);
    }
    let nothing = vec![0; course.runners.len()];
    assert_eq!(course.acknowledged(), nothing, "nothing can be stored");
    lock.release().await;
    playing.join_all().await;
    // The page that was there from the beginning never had to come back.
    watcher
        .until(|watcher| watcher.status() == "finished")
        .await;
    course.is_complete().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_is_too_slow_ends_connections_but_no_race() {
    let slugs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"];
    let server = ServerProcess::start_with(&fixtures::small_graph_json(), &slugs).await;
    if server.database().is_some() {
        // That one waits for as long as it takes.
        return;
    }
    let course = Course::start(server.anonymous(), 2, 4, 40).await;
    let lock = Lock::take(&server).await;
    let playing = course.play();
    let deadline = Instant::now() + PATIENCE * 3;
    while !server.log().contains("commit failed") {
        assert!(Instant::now() < deadline, "the server waits for ever");
        sleep(std::time::Duration::from_millis(50)).await;
    }
    lock.release().await;
    playing.join_all().await;
    course.is_complete().await;
}
