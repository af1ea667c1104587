//! What the server makes of files that come, change and go while it runs.

use std::{fs, path::PathBuf, time::Duration};

use serde_json::Value;
use speedfog_protocol::rest::{AdminPool, AdminPools};
use speedfog_race::fixtures::small_graph_json;
use tokio::time::{Instant, sleep};

use crate::common::{
    Api, PATIENCE, Solo, TestServer, playable_archive, write_seed, write_training_pool,
};

/// A server that looks at its folders all the time, and an admin.
async fn watchful() -> (TestServer, Api) {
    let server = TestServer::start_with(|settings| {
        settings.stock.look_every = Duration::from_millis(20);
    })
    .await;
    let admin = server.sign_in("admin", "admin").await;
    (server, admin)
}

/// The pool `sprint` once it is as wanted.
pub(crate) async fn sprint_when(admin: &Api, wanted: impl Fn(&AdminPool) -> bool) -> AdminPool {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let pools: AdminPools = admin.get("/api/admin/pools").await.ok();
        let sprint = pools.pools.into_iter().find(|pool| pool.name == "sprint");
        if let Some(sprint) = sprint.filter(&wanted) {
            return sprint;
        }
        assert!(
            Instant::now() < deadline,
            "{:?}",
            admin.get("/api/admin/pools").await
        );
        sleep(Duration::from_millis(10)).await;
    }
}

fn seed_file(server: &TestServer, slug: &str) -> PathBuf {
    server.path().join(format!("pools/sprint/seed_{slug}.zip"))
}

#[tokio::test]
async fn new_seeds_are_found_and_vanished_ones_are_not_drawn() {
    let (server, admin) = watchful().await;
    let start = sprint_when(&admin, |pool| pool.watched).await;
    assert_eq!((start.available, start.low), (3, false));
    fs::write(seed_file(&server, "new"), playable_archive(1)).unwrap();
    sprint_when(&admin, |pool| pool.available == 4).await;

    for slug in ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"] {
        fs::remove_file(seed_file(&server, slug)).unwrap();
    }
    let pool = sprint_when(&admin, |pool| pool.missing == 3).await;
    assert_eq!((pool.available, pool.low), (1, true));
    let pools: Value = admin.get("/api/pools").await.ok();
    assert_eq!(pools["sprint"]["available"], 1);
    let race = admin.create_race().await.id;
    assert_eq!(admin.race(race).await.seed_number.as_deref(), Some("new"));
    let body = serde_json::json!({ "name": "x", "pool_name": "sprint" });
    admin.post("/api/races", &body).await.refused(400);

    // The same file again is the same seed again.
    write_seed(
        &server.path().join("pools/sprint"),
        "aaaaaaaaaaaa",
        &small_graph_json(),
    );
    let pool = sprint_when(&admin, |pool| pool.available == 1).await;
    assert_eq!((pool.missing, pool.consumed), (2, 1));
}

#[tokio::test]
async fn a_half_written_archive_is_left_alone_until_it_is_whole() {
    let (server, admin) = watchful().await;
    let whole = playable_archive(1);
    let path = seed_file(&server, "slow");
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let pool = sprint_when(&admin, |pool| !pool.unusable.is_empty()).await;
    assert_eq!(pool.available, 3);
    assert_eq!(pool.unusable[0].file, "seed_slow.zip");
    assert!(
        pool.unusable[0]
            .reason
            .contains("not a complete zip archive"),
        "{pool:?}"
    );
    fs::write(&path, &whole).unwrap();
    // A seed is there a moment before nothing is wrong with its archive any more.
    sprint_when(&admin, |pool| {
        pool.available == 4 && pool.unusable.is_empty()
    })
    .await;

    fs::write(&path, "broken later").unwrap();
    let pool = sprint_when(&admin, |pool| {
        pool.missing == 1 && !pool.unusable.is_empty()
    })
    .await;
    assert_eq!((pool.available, pool.unusable.len()), (3, 1));
    fs::remove_file(&path).unwrap();
    sprint_when(&admin, |pool| pool.unusable.is_empty()).await;
}

#[tokio::test]
async fn a_changed_archive_is_another_seed_unless_somebody_races_on_it() {
    let (server, admin) = watchful().await;
    let pool = server.path().join("pools/sprint");
    for slug in ["bbbbbbbbbbbb", "cccccccccccc"] {
        fs::remove_file(seed_file(&server, slug)).unwrap();
    }
    sprint_when(&admin, |pool| pool.missing == 2).await;
    // Nobody has had anything to do with it: the new content counts.
    fs::write(seed_file(&server, "aaaaaaaaaaaa"), playable_archive(5)).unwrap();
    // Files are read in the order of their names, so that this one comes after it.
    fs::write(seed_file(&server, "zzz"), "no zip").unwrap();
    sprint_when(&admin, |pool| !pool.unusable.is_empty()).await;
    fs::remove_file(seed_file(&server, "zzz")).unwrap();
    sprint_when(&admin, |pool| pool.unusable.is_empty()).await;

    let race = admin.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    ann.join(race).await;
    assert_eq!(admin.race(race).await.seed_total_layers, Some(layers_of(5)));
    admin.act(race, "release-seeds").await.ok::<Value>();
    let pack = format!("/api/races/{race}/my-seed-pack");
    assert_eq!(ann.get(&pack).await.status, 200);
    write_seed(&pool, "aaaaaaaaaaaa", &small_graph_json());
    let refused = ann.get(&pack).await.refused(410);
    assert!(refused.contains("replaced by another seed"), "{refused}");
    let told = sprint_when(&admin, |pool| !pool.unusable.is_empty()).await;
    assert!(told.unusable[0].reason.contains("raced on"), "{told:?}");
    assert_eq!(admin.race(race).await.seed_total_layers, Some(layers_of(5)));

    fs::write(seed_file(&server, "aaaaaaaaaaaa"), playable_archive(5)).unwrap();
    sprint_when(&admin, |pool| pool.unusable.is_empty()).await;
    assert_eq!(ann.get(&pack).await.status, 200);
}

fn layers_of(number: u32) -> u32 {
    use speedfog_tools::sample::{GraphSpec, graph};
    let graph: Value = serde_json::from_str(&graph(&GraphSpec::sprint(), number)).unwrap();
    graph["total_layers"].as_u64().unwrap().try_into().unwrap()
}

#[tokio::test]
async fn a_solo_session_keeps_its_seed_too() {
    let server = TestServer::start_with(|settings| {
        write_training_pool(
            &settings.data_dir,
            crate::common::TRAINING_POOL,
            &["dddddddddddd"],
        );
        settings.stock.look_every = Duration::from_millis(20);
    })
    .await;
    let ann = server.sign_in("ann", "user").await;
    let solo = Solo::begin(&ann).await;
    let path = server
        .path()
        .join("pools/training_sprint/seed_dddddddddddd.zip");
    fs::write(&path, playable_archive(5)).unwrap();
    ann.get(&format!("/api/training/{}/pack", solo.id))
        .await
        .refused(410);
    let admin = server.sign_in("admin", "admin").await;
    let deadline = Instant::now() + PATIENCE;
    loop {
        let pools: AdminPools = admin.get("/api/admin/pools").await.ok();
        let pool = pools
            .pools
            .iter()
            .find(|pool| pool.name.starts_with("training"))
            .unwrap();
        if pool.missing == 1 {
            assert_eq!((pool.available, pool.unusable.len()), (0, 1));
            break;
        }
        assert!(Instant::now() < deadline, "{pool:?}");
        sleep(Duration::from_millis(10)).await;
    }
    let body = serde_json::json!({ "pool_name": "training_sprint" });
    solo_over(&solo).await;
    ann.post("/api/training", &body).await.refused(400);
}

async fn solo_over(solo: &Solo) {
    let path = format!("/api/training/{}/abandon", solo.id);
    let request = solo.api.request(reqwest::Method::POST, &path);
    assert_eq!(solo.api.send(request).await.status, 200);
}

#[tokio::test]
async fn a_folder_that_cannot_be_read_is_told() {
    let server = TestServer::start_with(|settings| {
        settings.stock.look_every = Duration::from_millis(20);
    })
    .await;
    let admin = server.sign_in("admin", "admin").await;
    fs::rename(server.path().join("pools"), server.path().join("moved")).unwrap();
    let problem = async |wanted: bool| {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let pools: AdminPools = admin.get("/api/admin/pools").await.ok();
            if pools.looked_at.is_some() && pools.problem.is_some() == wanted {
                return pools.problem;
            }
            assert!(Instant::now() < deadline, "{pools:?}");
            sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(problem(true).await.unwrap().contains("pools"));
    fs::rename(server.path().join("moved"), server.path().join("pools")).unwrap();
    problem(false).await;
    sprint_when(&admin, |pool| pool.available == 3).await;
}
