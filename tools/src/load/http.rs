//! Seed packs and answers of the API.

use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;

use super::report::{Report, percentile};
use super::server::{Server, ServerOptions};
use super::{Cores, POOL, limit, line, runtime, stage};

/// Bytes read at once.
const READ: usize = 256 * 1024;

/// Measures downloads of a seed pack, `at_once` at a time.
///
/// # Errors
/// When the server cannot be started or refuses somebody.
pub fn packs(
    downloads: usize,
    at_once: usize,
    repetitions: usize,
    server: &ServerOptions,
    cores: Cores,
) -> Result<Report> {
    let mut report = Report::new(format!("{downloads} packs, {at_once} at a time"));
    let server = Server::start(server, POOL, 2)?;
    let stages = stage::set_up(&server, POOL, 1, 1)?;
    let path = format!("/api/races/{}/my-seed-pack", stages[0].race);
    let runtime = runtime(cores)?;
    for _ in 0..repetitions {
        let (cpu, begun) = (server.observed.cpu()?, Instant::now());
        let each = downloads.div_ceil(at_once);
        let (bytes, _) = runtime.block_on(ask(
            &server,
            &path,
            Some(&stages[0].token),
            at_once,
            Until::Answers(each),
        ))?;
        let seconds = begun.elapsed().as_secs_f64();
        let used = server.observed.cpu()?.saturating_sub(cpu).as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "packs are far smaller")]
        let (sent, one) = (bytes as f64, bytes / (each * at_once) as u64);
        report.add("MB per pack", sent / 1e6 / (each * at_once) as f64);
        report.add("MB per second", sent / 1e6 / seconds);
        report.add("server CPU per MB (ms)", used * 1e9 / sent);
        let plain = limit::file(one, each * at_once, cores)? / 1e6;
        report.add("limit: MB per second of plain sending", plain);
        report.add("share of the limit, by rate", sent / 1e6 / seconds / plain);
    }
    Ok(report)
}

/// Measures answers of the API to `at_once` clients that ask for `path`, or for the race if none.
///
/// # Errors
/// When the server cannot be started or refuses somebody.
pub fn rest(
    path: Option<&str>,
    at_once: usize,
    period: Duration,
    repetitions: usize,
    server: &ServerOptions,
    cores: Cores,
) -> Result<Report> {
    let server = Server::start(server, POOL, 2)?;
    let stages = stage::set_up(&server, POOL, 1, 8)?;
    let path = path.map_or_else(|| format!("/api/races/{}", stages[0].race), str::to_owned);
    let mut report = Report::new(format!("{path}, {at_once} at a time"));
    let runtime = runtime(cores)?;
    for _ in 0..repetitions {
        let (cpu, begun) = (server.observed.cpu()?, Instant::now());
        let until = Until::Time(begun + period);
        let (bytes, mut delays) = runtime.block_on(ask(&server, &path, None, at_once, until))?;
        let seconds = begun.elapsed().as_secs_f64();
        let used = server.observed.cpu()?.saturating_sub(cpu).as_secs_f64();
        let count = f64::from(u32::try_from(delays.len())?);
        #[expect(clippy::cast_precision_loss, reason = "answers are far smaller")]
        let sent = bytes as f64;
        report.add("answers per second", count / seconds);
        report.add("bytes per answer", sent / count);
        report.add("server CPU per answer (µs)", used * 1e6 / count);
        delays.sort_unstable();
        for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
            let name = format!("until the answer is there, {name} (ms)");
            report.add(&name, percentile(&delays, share) / 1000.0);
        }
    }
    Ok(report)
}

/// When a client has asked enough.
#[derive(Debug, Clone, Copy)]
enum Until {
    Answers(usize),
    Time(Instant),
}

/// Lets `at_once` clients ask for a path again and again. Returns the bytes of all answers, and how
/// long each took in microseconds.
async fn ask(
    server: &Server,
    path: &str,
    token: Option<&str>,
    at_once: usize,
    until: Until,
) -> Result<(u64, Vec<u32>)> {
    let mut asking = JoinSet::new();
    for _ in 0..at_once {
        let mut stream = line::connect(server.address).await?;
        let (path, token) = (path.to_owned(), token.map(str::to_owned));
        asking.spawn(async move {
            let mut scratch = vec![0; READ];
            let (mut bytes, mut delays) = (0, Vec::new());
            while match until {
                Until::Answers(count) => delays.len() < count,
                Until::Time(end) => Instant::now() < end,
            } {
                let begun = Instant::now();
                bytes += line::get(&mut stream, &path, token.as_deref(), &mut scratch).await?;
                delays.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
            }
            Ok::<_, anyhow::Error>((bytes, delays))
        });
    }
    let (mut bytes, mut delays) = (0, Vec::new());
    while let Some(asked) = asking.join_next().await {
        let (some, times) = asked??;
        bytes += some;
        delays.extend(times);
    }
    Ok((bytes, delays))
}
