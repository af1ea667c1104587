//! Low pools that the server fills by itself.

use std::{fs, path::Path, process::Command, time::Duration};

use serde_json::Value;
use speedfog_protocol::rest::{AdminPools, RefillState};
use speedfog_racing::config::{RefillSettings, Settings};
use tokio::time::{Instant, sleep};

use crate::{
    common::{PATIENCE, TestServer, playable_archive},
    watching::sprint_when,
};

/// A server that refills with `command` whenever the pool has fewer than five seeds.
async fn server_with(command: Vec<String>, more: impl FnOnce(&mut Settings)) -> TestServer {
    TestServer::start_with(|settings| {
        settings.stock.look_every = Duration::from_millis(20);
        settings.stock.low_seeds = 5;
        settings.stock.refill = Some(RefillSettings {
            command,
            seeds: 2,
            runs_per_day: 3,
            time_limit: Duration::from_secs(60),
            pause: Duration::from_secs(3600),
        });
        more(settings);
    })
    .await
}

fn shell(script: &str) -> Vec<String> {
    ["sh", "-c", script, "sh", "{pool}", "{count}"]
        .map(str::to_owned)
        .into()
}

#[tokio::test]
async fn a_low_pool_is_filled_until_it_is_not_low() {
    // One seed per run although two are asked for: it takes two runs.
    let script = "cp $SEEDS_POOL_DIR/../next/$(ls $SEEDS_POOL_DIR/../next | head -1) $SEEDS_POOL_DIR/$1/ && \
        rm $SEEDS_POOL_DIR/../next/$(ls $SEEDS_POOL_DIR/../next | head -1) && \
        echo $1 $2 $POOL_NAME $SEED_COUNT ${DATABASE_URL-none} >> $SEEDS_POOL_DIR/../calls";
    let server = server_with(shell(script), |settings| {
        let next = settings.data_dir.join("next");
        fs::create_dir(&next).unwrap();
        for number in 1..=3 {
            fs::write(
                next.join(format!("seed_n{number}.zip")),
                playable_archive(number),
            )
            .unwrap();
        }
    })
    .await;
    let admin = server.sign_in("admin", "admin").await;
    let pool = sprint_when(&admin, |pool| {
        let done = pool
            .refill
            .as_ref()
            .is_some_and(|refill| refill.state == RefillState::Done);
        done && !pool.low
    })
    .await;
    assert_eq!(pool.available, 5);
    assert_eq!(pool.refill.unwrap().seeds, 1);
    let calls = fs::read_to_string(server.path().join("calls")).unwrap();
    assert_eq!(calls, "sprint 2 sprint 2 none\n".repeat(2));
    let pools: AdminPools = admin.get("/api/admin/pools").await.ok();
    assert_eq!(pools.refill.unwrap().runs, 2);
}

#[tokio::test]
async fn a_command_that_fails_is_told_and_left_alone() {
    for (command, why) in [
        (
            shell("echo Error: no game >&2; exit 3"),
            "It ended with exit code 3.\nError: no game",
        ),
        (shell("exit 0"), "there is no new seed in"),
        (shell("kill -9 $$"), "ended by a signal"),
        (
            vec!["/nowhere/generator".to_owned()],
            "The command /nowhere/generator cannot be started",
        ),
    ] {
        let server = server_with(command, |_| ()).await;
        let admin = server.sign_in("admin", "admin").await;
        let pool = sprint_when(&admin, |pool| {
            pool.refill
                .as_ref()
                .is_some_and(|refill| refill.state == RefillState::Failed)
        })
        .await;
        let refill = pool.refill.unwrap();
        assert!(refill.problem.as_ref().unwrap().contains(why), "{refill:?}");
        assert!(refill.next_at.unwrap() > refill.at);
        let pools: AdminPools = admin.get("/api/admin/pools").await.ok();
        assert_eq!(pools.refill.unwrap().runs, 1);
    }
}

#[tokio::test]
async fn a_command_that_hangs_is_ended_with_all_it_started() {
    let script = "sleep 600 & echo $! > $SEEDS_POOL_DIR/../child; wait";
    let server = server_with(shell(script), |settings| {
        settings.stock.refill.as_mut().unwrap().time_limit = Duration::from_secs(3);
    })
    .await;
    let admin = server.sign_in("admin", "admin").await;
    let pool = sprint_when(&admin, |pool| {
        pool.refill
            .as_ref()
            .is_some_and(|refill| refill.state == RefillState::Failed)
    })
    .await;
    let problem = pool.refill.unwrap().problem.unwrap();
    assert!(problem.contains("took longer than"), "{problem}");
    expect_gone(&server.path().join("child")).await;
}

#[tokio::test]
async fn a_stop_of_the_server_ends_the_command() {
    let script = "sleep 600 & echo $! > $SEEDS_POOL_DIR/../child; wait";
    let mut server = server_with(shell(script), |_| ()).await;
    let admin = server.sign_in("admin", "admin").await;
    let child = server.path().join("child");
    sprint_when(&admin, |_| {
        fs::read_to_string(&child).is_ok_and(|id| id.ends_with('\n'))
    })
    .await;
    server.stop().await;
    expect_gone(&child).await;
}

/// Waits until the process whose id is in this file has ended; one that nobody has asked about
/// counts.
async fn expect_gone(note: &Path) {
    let id = fs::read_to_string(note).unwrap();
    let stat = format!("/proc/{}/stat", id.trim());
    let deadline = Instant::now() + PATIENCE;
    loop {
        let state = fs::read_to_string(&stat).unwrap_or_default();
        let after_name = state.rsplit(')').next().unwrap_or_default();
        if state.is_empty() || after_name.trim_start().starts_with('Z') {
            return;
        }
        assert!(Instant::now() < deadline, "still there: {state}");
        sleep(Duration::from_millis(10)).await;
    }
}

/// A program of the tools, built if it is not there.
fn tool(name: &str) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_speedfog-racing"))
        .parent()
        .unwrap();
    let path = folder.join(name);
    if !path.exists() {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "-p", "speedfog-tools", "--bins"])
            .status();
        assert!(built.unwrap().success(), "the tools can be built");
    }
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_pool_tool_fills_a_pool_for_the_server() {
    let (tools, generator) = (tool("speedfog-tools"), tool("standin-generator"));
    let server = server_with(Vec::new(), |settings| {
        let at = |name: &str| settings.data_dir.join(name);
        fs::create_dir_all(at("settings")).unwrap();
        fs::create_dir_all(at("game")).unwrap();
        fs::write(at("race.dll"), "MZ").unwrap();
        fs::write(at("settings/sprint.toml"), "[display]\nlow_seeds = 4\n").unwrap();
        let text = |name: &str| at(name).to_str().unwrap().to_owned();
        let (pool_settings, game, dll) = (text("settings"), text("game"), text("race.dll"));
        let words = [
            &tools,
            "pool",
            "generate",
            "{pool}",
            "-n",
            "{count}",
            "--settings",
            &pool_settings,
            "--game-dir",
            &game,
            "--mod-dll",
            &dll,
            "--generator",
            &generator,
        ];
        settings.stock.refill.as_mut().unwrap().command = words.map(str::to_owned).into();
    })
    .await;
    let admin = server.sign_in("admin", "admin").await;
    let pool = sprint_when(&admin, |pool| {
        assert_ne!(
            pool.refill.as_ref().map(|refill| refill.state),
            Some(RefillState::Failed),
            "{pool:?}"
        );
        pool.available == 5
            && pool
                .refill
                .as_ref()
                .is_some_and(|refill| refill.state == RefillState::Done)
    })
    .await;
    assert_eq!(pool.refill.unwrap().seeds, 2);
    // The pool's own settings came with the seeds.
    assert_eq!(
        (pool.low_seeds, pool.low, pool.unusable.len()),
        (4, false, 0)
    );
    let race = admin.create_race().await;
    assert_eq!(race.pool_name.as_deref(), Some("sprint"));
    let pools: Value = admin.get("/api/admin/pools").await.ok();
    assert_eq!(
        pools["pools"].as_array().unwrap().len(),
        1,
        "work folders are no pools"
    );
}
