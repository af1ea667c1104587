//! Solo sessions over the end of the server, orderly or not.

use std::sync::{Arc, atomic::AtomicBool};

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use speedfog_tools::race_sim::{self, SoloOptions};

use crate::common::{ServerProcess, Socket, Solo, TRAINING_POOL, TestServer, write_training_pool};

async fn event(socket: &mut Socket, id: u64, flag_id: u32, igt_ms: u64) {
    let event = json!({
        "type": "event_flag", "flag_id": flag_id, "igt_ms": igt_ms, "event_id": id,
    });
    socket.say(&event).await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let mut server = ServerProcess::start().await;
    let ann = server.anonymous().sign_in("ann", "user").await;
    let solo = Solo::begin(&ann).await;
    let mut acknowledged = 0;
    for round in 1..=3 {
        let mut socket = solo.play().await;
        // More events than are waited for, so that the server dies while it is dealing with some.
        for id in acknowledged + 1..=acknowledged + 12 {
            let flag = FIRST_FLAG + u32::try_from(id % 2).unwrap();
            event(&mut socket, id, flag, id * 2_000).await;
        }
        for _ in 0..5 {
            let ack = socket.expect(&["ack"]).await;
            acknowledged += 1;
            assert_eq!(ack["event_id"], acknowledged, "in order and once");
        }
        server.kill();
        server.start_again().await;
        let session = solo.read().await;
        assert_eq!(session["status"], "active");
        let visits = session["progress_nodes"].as_array().unwrap();
        assert!(
            visits.len() > usize::try_from(acknowledged).unwrap(),
            "round {round}: {} visits after {acknowledged} events",
            visits.len()
        );
        let igts: Vec<_> = visits.iter().map(|visit| visit["igt_ms"].clone()).collect();
        let expected: Vec<_> = (0..visits.len()).map(|id| json!(id * 2_000)).collect();
        assert_eq!(igts, expected, "nothing lost, nothing twice");
        // Events that were stored but whose acknowledgement was lost are sent again.
        let stored = u64::try_from(visits.len()).unwrap() - 1;
        let mut socket = solo.play().await;
        for id in acknowledged + 1..=stored {
            let flag = FIRST_FLAG + u32::try_from(id % 2).unwrap();
            event(&mut socket, id, flag, id * 2_000).await;
            assert_eq!(socket.expect(&["ack"]).await["event_id"], id);
        }
        acknowledged = stored;
        assert_eq!(
            solo.read().await["progress_nodes"],
            session["progress_nodes"]
        );
        socket.close().await;
    }
    let mut socket = solo.play().await;
    event(&mut socket, acknowledged + 1, FINISH_FLAG, 200_000).await;
    socket.expect(&["ack"]).await;
    server.kill();
    server.start_again().await;
    let session = solo.read().await;
    assert_eq!(
        (
            &session["status"],
            &session["igt_ms"],
            &session["current_layer"]
        ),
        (&json!("finished"), &json!(200_000), &json!(5))
    );
}

#[tokio::test]
async fn an_orderly_restart_keeps_every_tick() {
    let mut server = TestServer::start_with(|settings| {
        write_training_pool(&settings.data_dir, TRAINING_POOL, &["dddddddddddd"]);
    })
    .await;
    let solo = Solo::begin(&server.sign_in("ann", "user").await).await;
    let mut socket = solo.play().await;
    event(&mut socket, 1, FIRST_FLAG, 60_000).await;
    socket
        .say(&json!({ "type": "status_update", "igt_ms": 61_000, "death_count": 2 }))
        .await;
    let mut watcher = solo.watch_anonymously().await;
    watcher.until(|w| w.player("ann")["igt_ms"] == 61_000).await;
    let before = watcher.player("ann").clone();
    let ((), (), ()) = tokio::join!(
        server.restart(),
        async { assert_eq!(socket.closed().await.0, 1001) },
        async { assert_eq!(watcher.socket.closed().await.0, 1001) },
    );
    let watcher = solo.watch_anonymously().await;
    let mut after = watcher.player("ann").clone();
    after["mod_connected"] = json!(true);
    assert_eq!(after, before);
    assert_eq!(
        after["zone_history"][1],
        json!({ "node_id": "left", "igt_ms": 60_000, "deaths": 2 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn simulated_racers_play_sessions_to_their_ends() {
    let server = ServerProcess::start().await;
    let api = server.anonymous();
    let options = SoloOptions {
        server: format!("http://{}", api.address()),
        racers: 3,
        speed: 600,
        seed: 5,
        pool: TRAINING_POOL.into(),
    };
    let playing = tokio::task::spawn_blocking(move || {
        race_sim::run_solo(&options, &Arc::new(AtomicBool::new(false)))
    });
    assert!(
        playing.await.unwrap().unwrap(),
        "everything went as planned"
    );
    let admin = api.sign_in("admin", "admin").await;
    let feed: Value = admin.get("/api/admin/activity").await.ok();
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|item| item["status"] != "active"));
    assert!(items.iter().any(|item| item["status"] == "finished"));
}
