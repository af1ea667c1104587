//! The disk with the database is full, and then has space again.

use std::{
    fs::File,
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command},
    time::Duration,
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use sea_orm::Database;
use speedfog_race::fixtures;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use super::course::{Course, goes_on, standings, told};
use crate::common::{PATIENCE, ServerProcess, Watcher, folder_with, free_address};

/// Mounts a small disk that only the server has, and that is gone with it.
const WITH_SMALL_DISK: &str = r#"mount -t tmpfs -o size=24m tmpfs "$1" && shift && exec "$@""#;

/// Fills the disk to the last byte.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    let block = [0; 4096];
    let error = loop {
        if let Err(error) = file.write_all(&block) {
            break error;
        }
    };
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}

fn may_mount() -> bool {
    let tried = Command::new("unshare").args(["-m", "true"]).status();
    let may = tried.is_ok_and(|status| status.success());
    if !may {
        eprintln!("skipped: only root may mount a small disk");
    }
    may
}

fn folder() -> TempDir {
    folder_with(
        &fixtures::small_graph_json(),
        &["aaaaaaaaaaaa", "bbbbbbbbbbbb"],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_costs_nothing_that_was_acknowledged() {
    if !may_mount() {
        return;
    }
    let folder = folder();
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
    survives(&server, &PathBuf::from(inside).join("filler")).await;
}

/// A PostgreSQL server with its tables on a small disk, and what it logs for later on another.
struct SmallPostgres {
    process: Child,
    address: SocketAddr,
    folder: TempDir,
}

/// Mounts the disk, makes an empty database on it and becomes its server, which must not be root.
const SMALL_POSTGRES: &str = r#"
    mount -t tmpfs -o size=96m,mode=0777 tmpfs "$1/disk" && chown -R postgres "$1" && cd / &&
    exec setpriv --reuid=postgres --regid=postgres --clear-groups sh -c '
        "$2/initdb" --no-sync --auth=trust --username=postgres --waldir="$1/log" --pgdata="$1/disk/data" &&
        exec "$2/postgres" -D "$1/disk/data" -h 127.0.0.1 -p "$3" -k "" ' sh "$@"
"#;

impl SmallPostgres {
    async fn start() -> Self {
        let versions = std::fs::read_dir("/usr/lib/postgresql").unwrap().flatten();
        let programs = versions.map(|version| version.path().join("bin"));
        let programs = programs.max().expect("PostgreSQL is installed");
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("disk")).unwrap();
        let log = File::create(folder.path().join("output")).unwrap();
        let address = free_address();
        let process = Command::new("unshare")
            .args(["-m", "sh", "-c", SMALL_POSTGRES, "sh"])
            .arg(folder.path())
            .arg(programs)
            .arg(address.port().to_string())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let started = Self {
            process,
            address,
            folder,
        };
        let deadline = Instant::now() + PATIENCE * 3;
        while let Err(error) = Database::connect(started.url()).await {
            assert!(Instant::now() < deadline, "PostgreSQL: {error}");
            sleep(Duration::from_millis(50)).await;
        }
        started
    }

    fn url(&self) -> String {
        format!("postgres://postgres@{}/postgres", self.address)
    }

    /// The disk as this server sees it.
    fn disk(&self) -> PathBuf {
        let inside = format!("/proc/{}/root", self.process.id());
        let disk = self.folder.path().join("disk");
        PathBuf::from(inside + disk.to_str().expect("a plain path"))
    }
}

impl Drop for SmallPostgres {
    fn drop(&mut self) {
        // SIGINT: it ends at once, with everybody who is connected.
        let id = i32::try_from(self.process.id()).expect("a process id");
        let _ = kill(Pid::from_raw(id), Signal::SIGINT);
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_under_postgresql_costs_nothing_that_was_acknowledged() {
    if std::env::var_os("TEST_POSTGRES_URL").is_none() || !may_mount() {
        return;
    }
    let postgres = SmallPostgres::start().await;
    let server = ServerProcess::start_in(folder(), Some(postgres.url()), Vec::new()).await;
    survives(&server, &postgres.disk().join("filler")).await;
}

/// Fills the disk with the database while people race, and makes room again.
async fn survives(server: &ServerProcess, filler: &Path) {
    let api = server.anonymous();
    let course = Course::start(api.clone(), 2, 4, 60).await;
    let mut watcher = Watcher::anonymous(&api, course.races[0]).await;
    let playing = course.play();
    course.reaches(course.events() / 4).await;
    fill(filler);
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

    std::fs::remove_file(filler).unwrap();
    playing.join_all().await;
    course.is_complete().await;
}
