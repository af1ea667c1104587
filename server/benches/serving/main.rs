//! What the server does with packs, lists and starts, as figures and as ratios to plain reference
//! code measured in the same run: `cargo bench --package speedfog-racing --bench serving`.
//!
//! Nothing here fails: figures depend on the machine, which the first lines describe.

#![expect(clippy::unwrap_used, reason = "a failing step ends the benchmark")]

mod lists;
mod packs;
mod plain_http;
mod program;
mod reference;
mod starts;

use std::{fs, thread};

fn main() {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("unknown processor", |rest| {
        rest.trim_start_matches(['\t', ':', ' '])
    });
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("{model}, {cores} cores, load before: {}", load.trim());
    packs::run();
    lists::run();
    starts::run();
}
