//! A whole simulated race during which the server is killed, compared with the same race in peace.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::AtomicBool},
};

use serde_json::Value;
use speedfog_protocol::rest::RaceList;
use speedfog_tools::{
    race_sim::{self, Options},
    sample::{GraphSpec, graph},
};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::common::{Api, PATIENCE, ServerProcess, Watcher};

/// Starts a simulated race and returns its id once it runs.
async fn simulate(api: &Api) -> (Uuid, tokio::task::JoinHandle<anyhow::Result<bool>>) {
    let options = Options {
        server: format!("http://{}", api.address()),
        racers: 5,
        speed: 300,
        seed: 11,
        pool: Some("sprint".into()),
        race: None,
        countdown: 0,
        name: None,
    };
    let racing = tokio::task::spawn_blocking(move || {
        race_sim::run(&options, &Arc::new(AtomicBool::new(false)))
    });
    let deadline = Instant::now() + PATIENCE;
    loop {
        assert!(Instant::now() < deadline, "the race does not start");
        let list: RaceList = api.get("/api/races?status=running").await.ok();
        if let Some(race) = list.races.first() {
            return (race.id, racing);
        }
        sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// Waits until somebody has reached a layer.
async fn somebody_reaches(api: &Api, race: Uuid, layer: u64) {
    let mut watcher = Watcher::anonymous(api, race).await;
    let reached = |watcher: &Watcher| {
        let players = watcher.state["participants"].as_array().unwrap();
        players
            .iter()
            .any(|player| player["current_layer"].as_u64() >= Some(layer))
    };
    watcher.until(reached).await;
}

/// What counts in the end: by login status, time, deaths and visits with their times.
async fn results(api: &Api, race: Uuid) -> BTreeMap<String, Value> {
    let watcher = Watcher::anonymous(api, race).await;
    assert_eq!(watcher.status(), "finished");
    let players = watcher.state["participants"].as_array().unwrap();
    players
        .iter()
        .map(|player| {
            let visits: Vec<_> = player["zone_history"]
                .as_array()
                .unwrap()
                .iter()
                .map(|visit| (visit["node_id"].clone(), visit["igt_ms"].clone()))
                .collect();
            let result = serde_json::json!({
                "status": player["status"],
                // Somebody who gave up stopped between two reports.
                "igt_ms": (player["status"] == "finished").then(|| player["igt_ms"].clone()),
                "visits": visits,
            });
            (player["twitch_username"].as_str().unwrap().into(), result)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_simulated_race_ends_the_same_whether_the_server_dies_or_not() {
    let graph = graph(&GraphSpec::sprint(), 7);
    let mut server = ServerProcess::start_with(&graph, &["aaaaaaaaaaaa", "bbbbbbbbbbbb"]).await;
    let api = server.anonymous();

    let (peaceful, racing) = simulate(&api).await;
    assert!(racing.await.unwrap().unwrap(), "every racer got through");
    let expected = results(&api, peaceful).await;

    let (disturbed, racing) = simulate(&api).await;
    for layer in [2, 5] {
        somebody_reaches(&api, disturbed, layer).await;
        server.kill();
        server.start_again().await;
    }
    assert!(racing.await.unwrap().unwrap(), "every racer got through");
    assert_eq!(results(&api, disturbed).await, expected);
}
