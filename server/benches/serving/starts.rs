//! How long a start takes when thousands of seeds are known.

use speedfog_tools::sample::{ArchiveOptions, Pool, write_pool};

use super::program::Program;

const SEEDS: usize = 2000;

pub(crate) fn run() {
    let folder = tempfile::tempdir().unwrap();
    let options = ArchiveOptions {
        payload: 1024,
        spoilers: false,
    };
    let pool = Pool::samples().swap_remove(0);
    write_pool(&folder.path().join("pools"), &pool, SEEDS, 1, options).unwrap();
    let first = Program::start(folder.path(), None);
    println!(
        "\nstart with {SEEDS} seeds to import:     {:>8.0} ms",
        first.started_in.as_secs_f64() * 1e3
    );
    // Importing goes on in the background; a stop waits for it.
    let token = first.sign_in("admin", "admin");
    let known = || {
        let answer = super::plain_http::Connection::open(first.address)
            .get("/api/admin/seeds/stats", Some(&token));
        let stats: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        stats["pools"]["sprint"]["available"].as_u64().unwrap_or(0)
    };
    while known() < SEEDS as u64 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    drop(first);
    let mut times: Vec<f64> = (0..5)
        .map(|_| Program::start(folder.path(), None).started_in.as_secs_f64() * 1e3)
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "start with {SEEDS} seeds known:         {:>8.0} ms  (median of 5, {:.0} to {:.0}; goal below 1000)",
        times[2], times[0], times[4]
    );
}
