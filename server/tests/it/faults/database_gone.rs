//! PostgreSQL goes away in the middle of races, and comes back. The embedded database has no line to
//! lose, so there is nothing to test on it.

use std::time::Duration;

use reqwest::Url;
use serde_json::{Value, json};
use speedfog_protocol::RaceStatus;
use speedfog_race::fixtures;
use tokio::time::{Instant, sleep};

use super::course::{Course, goes_on, standings, told};
use crate::common::{
    Api, Game, Line, PATIENCE, ServerProcess, Watcher, folder_with, fresh_postgres,
};

/// A server whose database is at the other end of a line.
async fn server() -> Option<(ServerProcess, Line)> {
    let mut url = Url::parse(&fresh_postgres().await?).unwrap();
    let target = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    let line = Line::to(&target).await;
    let near: std::net::SocketAddr = line.address().parse().unwrap();
    url.set_ip_host(near.ip()).unwrap();
    url.set_port(Some(near.port())).unwrap();
    let folder = folder_with(
        &fixtures::small_graph_json(),
        &["aaaaaaaaaaaa", "bbbbbbbbbbbb"],
    );
    let server = ServerProcess::start_in(folder, Some(url.into()), Vec::new()).await;
    Some((server, line))
}

/// Waits until the server says that it is ready, or that it is not.
async fn is_ready(api: &Api, ready: bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while api.get("/ready").await.status.is_success() != ready {
        assert!(Instant::now() < deadline, "ready must become {ready}");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_breaks_off_costs_nothing_that_was_acknowledged() {
    let Some((server, line)) = server().await else {
        return;
    };
    let api = server.anonymous();
    let course = Course::start(api.clone(), 2, 4, 40).await;
    let playing = course.play();
    for part in 1..=2 {
        course.reaches(course.events() * part / 3).await;
        let mut watcher = Watcher::anonymous(&api, course.races[0]).await;
        line.breaks();
        is_ready(&api, false).await;
        let path = format!("/api/races/{}", course.races[0]);
        api.get(&path).await.refused(503);
        let before = told(&mut watcher).await;
        let acknowledged = course.acknowledged();
        line.comes_back();
        is_ready(&api, true).await;
        course.keeps(&acknowledged).await;
        let after = Watcher::anonymous(&api, course.races[0]).await;
        goes_on(&before, &standings(&after));
    }
    playing.join_all().await;
    course.is_complete().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_race_begins_although_its_countdown_ended_without_a_database() {
    let Some((server, line)) = server().await else {
        return;
    };
    let organizer = server.anonymous().sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.anonymous().sign_in("ann", "user").await;
    let game = Game::enter(&organizer, &ann, race).await;
    game.socket.close().await;
    let path = format!("/api/races/{race}/start");
    let start = json!({ "countdown_seconds": 1 });
    organizer.post(&path, &start).await.ok::<Value>();
    line.breaks();
    let deadline = Instant::now() + PATIENCE * 2;
    while !server.log().contains("room failed") {
        assert!(Instant::now() < deadline, "the countdown does not end");
        sleep(Duration::from_millis(50)).await;
    }
    line.comes_back();
    is_ready(&organizer, true).await;
    // Nobody visits the race, which would open its room.
    while organizer.race(race).await.status != RaceStatus::Running {
        assert!(Instant::now() < deadline, "the race does not begin");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_falls_silent_only_makes_everybody_wait() {
    let Some((server, line)) = server().await else {
        return;
    };
    let api = server.anonymous();
    let course = Course::start(api.clone(), 2, 4, 40).await;
    let mut watcher = Watcher::anonymous(&api, course.races[0]).await;
    let playing = course.play();
    course.reaches(course.events() / 2).await;
    line.falls_silent();
    is_ready(&api, false).await;
    let acknowledged = course.acknowledged();
    // Pages stay connected, and the server still speaks with them.
    watcher.socket.is_answered().await;
    assert_eq!(course.acknowledged(), acknowledged, "nothing can be stored");
    line.comes_back();
    is_ready(&api, true).await;
    playing.join_all().await;
    course.is_complete().await;
    watcher
        .until(|watcher| watcher.status() == "finished")
        .await;
}
