//! The tests in the browser: the real server, simulated racers, Chromium.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::{counts, rust, web};
use crate::{
    apt, npm, process,
    server::{self, Server},
    summary::{Step, Summary},
    workspace,
};

/// Runs them and what they build on.
pub(super) fn steps(summary: &mut Summary) {
    let ready = summary.step("browser", |step| apt::ensure(apt::BROWSER, &step.log))
        && summary.step("programs", |step| {
            web::packages(step)?;
            web::build_if_stale(step)?;
            rust::programs(step)
        });
    if ready {
        summary.step("browser tests", tests);
    } else {
        summary.skip("browser tests");
    }
}

fn tests(step: &mut Step) -> Result<()> {
    let data = tempfile::tempdir().context("no temporary folder")?;
    let tools = workspace::binary("debug", "speedfog-tools")?;
    let program = workspace::binary("debug", "speedfog-racing")?;
    let mut server = sample_server(step, data.path())?;
    let report = data.path().join("playwright.json");
    let mut command = npm::npx();
    command
        .args(["playwright", "test", "--reporter=list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("BASE_URL", format!("http://{}", server.listen))
        .env("RACE_SIM", &tools)
        .env("SERVER", &program);
    let outcome = step.run(&mut command);
    if let Ok(report) = fs::read_to_string(&report) {
        step.counts += counts::playwright(&report)?;
    }
    let alive = server.check();
    drop(server);
    if outcome.is_err() {
        let log =
            fs::read_to_string(data.path().join("log").join("server.log")).unwrap_or_default();
        use std::io::Write;
        writeln!(
            step.log,
            "\nEnd of the server's log:\n{}",
            server::tail(&log, 60)
        )?;
    }
    outcome.and(alive)
}

/// A server with sample seeds, one for every race of the tests, and its data in a folder.
pub(super) fn sample_server(step: &mut Step, data: &Path) -> Result<Server> {
    let mut pools = process::command(workspace::binary("debug", "speedfog-tools")?);
    pools.args([
        "sample-pool",
        "--seeds",
        "100",
        "--payload-kib",
        "16",
        "--out",
    ]);
    step.run(pools.arg(server::pools(data)))?;
    Server::start("debug", server::free_address()?, data)
}
