//! The list of races when thousands are stored.

use std::{
    net::SocketAddr,
    path::Path,
    process::Command,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::json;
use speedfog_tools::sample::{ArchiveOptions, Pool, write_pool};

use super::{plain_http::Connection, program::Program};

const RACES: usize = 10_000;
const LASTS: Duration = Duration::from_secs(5);

/// What the web client asks for on its first page and in its list.
const PATHS: [&str; 3] = [
    "/api/races?status=finished&offset=0&limit=10",
    "/api/races?status=finished&offset=5000&limit=10",
    "/api/races?status=setup,running",
];

pub(crate) fn run() {
    let folder = tempfile::tempdir().unwrap();
    let options = ArchiveOptions {
        payload: 1024,
        spoilers: false,
    };
    let pool = Pool::samples().swap_remove(0);
    write_pool(&folder.path().join("pools"), &pool, 3, 1, options).unwrap();
    one_race(folder.path());
    tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(multiply(folder.path()));

    println!("\nlists with {RACES} races stored, a request after the other on kept connections");
    let server = Program::start(folder.path(), None);
    for path in PATHS {
        measure(&server, path, 16, "two cores; goal: p99 below 20 ms");
    }
    drop(server);
    let server = Program::start(folder.path(), Some(0));
    let own = std::process::id().to_string();
    let pinned = Command::new("taskset")
        .args(["-a", "-p", "-c", "1", &own])
        .output()
        .unwrap();
    assert!(pinned.status.success());
    for path in PATHS {
        measure(&server, path, 32, "one core; goal: 5000/s");
    }
    let freed = Command::new("taskset")
        .args(["-a", "-p", "-c", "0,1", &own])
        .output()
        .unwrap();
    assert!(freed.status.success());
}

/// A race with five participants, by the front door.
fn one_race(data: &Path) {
    let server = Program::start(data, None);
    let organizer = server.sign_in("organizer", "organizer");
    let wanted = json!({ "name": "Race", "pool_name": "sprint", "open_registration": true,
        "max_participants": 20 });
    let deadline = Instant::now() + Duration::from_secs(60);
    let race = loop {
        let mut connection = Connection::open(server.address);
        let answer = connection.post("/api/races", Some(&organizer), &wanted.to_string());
        if answer.status == 201 {
            break serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap();
        }
        assert!(
            Instant::now() < deadline,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        thread::sleep(Duration::from_millis(50));
    };
    let join = format!("/api/races/{}/join", race["id"].as_str().unwrap());
    for number in 0..5 {
        let token = server.sign_in(&format!("racer{number}"), "user");
        server.post(&join, Some(&token), &json!({}));
    }
}

/// Copies the race with everybody in it, straight in the database: nearly all copies finished,
/// a few still ahead.
async fn multiply(data: &Path) {
    let file = std::fs::read_dir(data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            path.extension()
                .is_some_and(|end| end == "db" || end == "sqlite")
        })
        .expect("a database in the data folder");
    let db = Database::connect(format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    let run = async |sql: String| {
        db.execute_unprepared(&sql).await.unwrap();
    };
    run(format!(
        "CREATE TABLE copies AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n \
         WHERE i < {}) SELECT i, randomblob(16) AS id FROM n",
        RACES - 1
    ))
    .await;
    let earlier = "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-' || copies.i || ' minutes')";
    let races = [
        ("id", "copies.id".to_owned()),
        (
            "status",
            "CASE WHEN copies.i % 250 = 0 THEN 'setup' ELSE 'finished' END".to_owned(),
        ),
        ("created_at", earlier.to_owned()),
        (
            "started_at",
            format!("CASE WHEN copies.i % 250 = 0 THEN NULL ELSE {earlier} END"),
        ),
    ];
    run(copy(&db, "races", &races).await).await;
    let participants = [
        ("id", "randomblob(16)".to_owned()),
        ("race_id", "copies.id".to_owned()),
        ("mod_token", "lower(hex(randomblob(32)))".to_owned()),
        (
            "status",
            "CASE WHEN copies.i % 250 = 0 THEN 'registered' ELSE 'finished' END".to_owned(),
        ),
        ("igt_ms", "3600000 + abs(random() % 3600000)".to_owned()),
    ];
    run(copy(&db, "participants", &participants).await).await;
    run("DROP TABLE copies".to_owned()).await;
    db.close().await.unwrap();
}

/// The statement that copies every row of a table once per copy, with some columns replaced.
async fn copy(db: &DatabaseConnection, table: &str, replaced: &[(&str, String)]) -> String {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await
        .unwrap();
    let columns: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "name").unwrap())
        .collect();
    let values: Vec<String> = columns
        .iter()
        .map(|column| {
            let other = replaced.iter().find(|(name, _)| name == column);
            other.map_or_else(|| format!("{table}.{column}"), |(_, value)| value.clone())
        })
        .collect();
    format!(
        "INSERT INTO {table} ({}) SELECT {} FROM {table}, copies",
        columns.join(", "),
        values.join(", ")
    )
}

fn measure(server: &Program, path: &str, clients: usize, goal: &str) {
    let barrier = Barrier::new(clients);
    let mut times: Vec<f64> = thread::scope(|scope| {
        let running: Vec<_> = (0..clients)
            .map(|_| scope.spawn(|| ask_for(server.address, path, &barrier)))
            .collect();
        running
            .into_iter()
            .flat_map(|client| client.join().unwrap())
            .collect()
    });
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "  {path}\n    {clients} clients: {:>7.0}/s, median {:.2} ms, p99 {:.2} ms  ({goal})",
        times.len() as f64 / LASTS.as_secs_f64(),
        at(0.5),
        at(0.99),
    );
}

/// Milliseconds of each answer.
fn ask_for(address: SocketAddr, path: &str, barrier: &Barrier) -> Vec<f64> {
    let mut connection = Connection::open(address);
    barrier.wait();
    let until = Instant::now() + LASTS;
    let mut times = Vec::new();
    while Instant::now() < until {
        let begun = Instant::now();
        assert_eq!(connection.get(path, None).status, 200);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times
}
