//! How many spectators can come in.

use std::time::Instant;

use anyhow::{Context, Result};
use tokio::task::JoinSet;

use super::frames::Frames;
use super::report::{Report, percentile};
use super::server::{Server, ServerOptions};
use super::{Cores, POOL, line, runtime, stage};

/// Measures spectators that connect, `at_once` at a time, each until its first state is there.
///
/// # Errors
/// When the server cannot be started or refuses somebody.
pub fn connects(
    spectators: usize,
    at_once: usize,
    repetitions: usize,
    server: &ServerOptions,
    cores: Cores,
) -> Result<Report> {
    let mut report = Report::new(format!(
        "{spectators} spectators that connect, {at_once} at a time"
    ));
    let server = Server::start(server, POOL, 2)?;
    let stages = stage::set_up(&server, POOL, 1, 8)?;
    let path = format!("/ws/race/{}", stages[0].race);
    let runtime = runtime(cores)?;
    for _ in 0..repetitions {
        let (cpu, begun) = (server.observed.cpu()?, Instant::now());
        let mut delays = runtime.block_on(come_in(&server, &path, spectators, at_once))?;
        let seconds = begun.elapsed().as_secs_f64();
        let used = server.observed.cpu()?.saturating_sub(cpu).as_secs_f64();
        let count = f64::from(u32::try_from(spectators)?);
        report.add("spectators per second", count / seconds);
        report.add("server CPU per spectator (ms)", used * 1000.0 / count);
        delays.sort_unstable();
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            let name = format!("until the first state, {name} (ms)");
            report.add(&name, percentile(&delays, share) / 1000.0);
        }
    }
    Ok(report)
}

/// Lets everybody in, and out again at the end. Returns how long each took, in microseconds.
async fn come_in(
    server: &Server,
    path: &str,
    spectators: usize,
    at_once: usize,
) -> Result<Vec<u32>> {
    let mut delays = Vec::with_capacity(spectators);
    let mut lines = Vec::with_capacity(spectators);
    let mut opening = JoinSet::new();
    let mut left = spectators;
    loop {
        while opening.len() < at_once && left > 0 {
            left -= 1;
            let (address, path) = (server.address, path.to_owned());
            opening.spawn(async move {
                let begun = Instant::now();
                let stream = line::open(address, &path).await?;
                let mut frames = Frames::new(32);
                let mut there = false;
                while !there {
                    frames
                        .read(&stream, |_, payload| {
                            there |= payload.starts_with(br#"{"type":"race_state""#);
                        })
                        .await
                        .context("a spectator was sent away")?;
                }
                let late = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
                Ok::<_, anyhow::Error>((stream, late))
            });
        }
        let Some(opened) = opening.join_next().await else {
            return Ok(delays);
        };
        let (stream, late) = opened??;
        lines.push(stream);
        delays.push(late);
    }
}
