//! Downloads of seed packs beside plain file sending.

use std::time::{Duration, Instant};

use serde_json::json;
use speedfog_tools::sample::{ArchiveOptions, Pool, write_pool};

use super::{plain_http::Connection, program::Program, reference};

/// Size of the made-up game files in the archive.
const PAYLOAD: usize = 256 << 20;
const ROUNDS: usize = 7;
const SLOW: u64 = 16;

pub(crate) fn run() {
    let folder = tempfile::tempdir().unwrap();
    let options = ArchiveOptions {
        payload: PAYLOAD,
        spoilers: true,
    };
    let pool = Pool::samples().swap_remove(0);
    let archive = write_pool(&folder.path().join("pools"), &pool, 1, 1, options)
        .unwrap()
        .swap_remove(0);
    let server = Program::start(folder.path(), None);
    let token = server.sign_in("organizer", "organizer");
    let path = release(&server, &token);
    let plain = reference::serve(archive);

    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    let mut first_bytes = Vec::new();
    for _ in 0..ROUNDS {
        theirs.push(download(plain, "/", None).1);
        let (first, speed) = download(server.address, &path, Some(&token));
        first_bytes.push(first);
        ours.push(speed);
    }
    let ratio = |index: usize| ours[index] / theirs[index];
    let mut ratios: Vec<f64> = (0..ROUNDS).map(ratio).collect();
    println!(
        "\npack of {} MiB, {ROUNDS} rounds in turn with plain reads and writes",
        PAYLOAD >> 20
    );
    print("  to the first byte, ms", &mut first_bytes);
    print("  pack, MB/s", &mut ours);
    print("  plain, MB/s", &mut theirs);
    print("  ratio (goal 0.9)", &mut ratios);

    let before = server.resident_kib();
    let slow: Vec<Connection> = (0..SLOW)
        .map(|_| {
            let mut connection = Connection::open(server.address);
            let (status, _) = connection.ask("GET", &path, Some(&token), "");
            assert_eq!(status, 200);
            connection.drain(64 * 1024);
            connection
        })
        .collect();
    let held = settled(&server).saturating_sub(before);
    println!(
        "  memory per download that waits for its reader: {} KiB (goal below 1024)",
        held / SLOW
    );
    drop(slow);
}

/// Memory once it has stopped growing.
fn settled(server: &Program) -> u64 {
    let mut last = 0;
    loop {
        let now = server.resident_kib();
        if now <= last {
            return last;
        }
        last = now;
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// A race with its packs released; the path of the organizer's own.
fn release(server: &Program, token: &str) -> String {
    let wanted = json!({ "name": "bench", "pool_name": "sprint", "organizer_participates": true });
    let deadline = Instant::now() + Duration::from_secs(60);
    let race = loop {
        let answer =
            Connection::open(server.address).post("/api/races", Some(token), &wanted.to_string());
        // The pool is read in the background.
        if answer.status == 201 {
            break serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap();
        }
        assert!(
            Instant::now() < deadline,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        std::thread::sleep(Duration::from_millis(50));
    };
    let race = format!("/api/races/{}", race["id"].as_str().unwrap());
    server.post(&format!("{race}/release-seeds"), Some(token), &json!({}));
    format!("{race}/my-seed-pack")
}

/// Milliseconds to the head of the answer, and megabytes per second of the whole.
fn download(address: std::net::SocketAddr, path: &str, token: Option<&str>) -> (f64, f64) {
    let mut connection = Connection::open(address);
    let begun = Instant::now();
    let (status, length) = connection.ask("GET", path, token, "");
    let first = begun.elapsed().as_secs_f64() * 1e3;
    assert_eq!(status, 200);
    connection.drain(length);
    (first, length as f64 / 1e6 / begun.elapsed().as_secs_f64())
}

fn print(what: &str, values: &mut [f64]) {
    values.sort_by(f64::total_cmp);
    let (low, high) = (values[0], values[values.len() - 1]);
    println!(
        "{what:<28} {:>9.2}  ({low:.2} to {high:.2})",
        values[values.len() / 2]
    );
}
