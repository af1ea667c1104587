//! The disk with the database is full, and then has space again.

use std::{fs::File, io::Write, path::PathBuf, process::Command, time::Duration};

use speedfog_race::fixtures;
use tokio::time::{Instant, sleep};

use super::course::{Course, goes_on, standings, told};
use crate::common::{PATIENCE, ServerProcess, Watcher, folder_with};

/// Mounts a small disk that only the server has, and that is gone with it.
const WITH_SMALL_DISK: &str = r#"mount -t tmpfs -o size=24m tmpfs "$1" && shift && exec "$@""#;

/// Fills the disk to the last byte.
fn fill(path: &PathBuf) {
    let mut file = File::create(path).unwrap();
    let block = [0; 4096];
    let error = loop {
        if let Err(error) = file.write_all(&block) {
            break error;
        }
    };
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_costs_nothing_that_was_acknowledged() {
    let may_mount = Command::new("unshare").args(["-m", "true"]).status();
    if !may_mount.is_ok_and(|status| status.success()) {
        eprintln!("skipped: only root may mount a small disk");
        return;
    }
    let folder = folder_with(
        &fixtures::small_graph_json(),
        &["aaaaaaaaaaaa", "bbbbbbbbbbbb"],
    );
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let url = format!("sqlite://{}/racing.db?mode=rwc", disk.display());
    let wrapper = ["unshare", "-m", "sh", "-c", WITH_SMALL_DISK, "sh"];
    let mut wrapper: Vec<_> = wrapper.map(str::to_owned).into();
    wrapper.push(disk.display().to_string());
    let settings = vec![("DATABASE_URL", url)];
    let server = ServerProcess::start_wrapped(folder, None, settings, wrapper).await;
    // The disk as the server sees it.
    let inside = format!("/proc/{}/root{}", server.pid(), disk.display());
    let filler = PathBuf::from(inside).join("filler");

    let api = server.anonymous();
    let course = Course::start(api.clone(), 2, 4, 60).await;
    let mut watcher = Watcher::anonymous(&api, course.races[0]).await;
    let playing = course.play();
    course.reaches(course.events() / 4).await;
    fill(&filler);
    let deadline = Instant::now() + PATIENCE;
    while !server.log().contains("commit failed") {
        assert!(Instant::now() < deadline, "the disk is not full");
        sleep(Duration::from_millis(20)).await;
    }
    // Nobody was told of what could not be stored.
    let told = told(&mut watcher).await;
    let acknowledged = course.acknowledged();
    course.keeps(&acknowledged).await;
    let stored = Watcher::patient(&api, course.races[0]).await;
    goes_on(&told, &standings(&stored));

    std::fs::remove_file(&filler).unwrap();
    playing.join_all().await;
    course.is_complete().await;
}
