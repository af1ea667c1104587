//! Many races at once: how much mods can report, and how soon it is safe.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval_at, timeout};

use super::fan_out::write_all;
use super::frames::{Frames, from_client};
use super::report::{Report, percentile};
use super::server::{Server, ServerOptions};
use super::watch::number_after;
use super::{Cores, POOL, line, runtime, stage};

/// How long an acknowledgement may take before it counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// As much of `auth_ok` as it takes to find the event flags.
const LOOKED_AT: usize = 8 * 1024;

/// What is reported.
#[derive(Debug, Clone)]
pub struct Ingest {
    /// Races.
    pub races: usize,
    /// Mods in each race.
    pub mods: usize,
    /// Status updates per second and mod.
    pub status_rate: f64,
    /// Fog gates per second and mod.
    pub event_rate: f64,
    /// How long one repetition takes.
    pub period: Duration,
    /// How often it is measured.
    pub repetitions: usize,
}

/// Measures many races at once.
///
/// # Errors
/// When the server cannot be started or refuses somebody, or loses an event.
pub fn ingest(options: &Ingest, server: &ServerOptions, cores: Cores) -> Result<Report> {
    let mut report = Report::new(format!(
        "{} races with {} mods, each with {} status updates and {} fog gates per second",
        options.races, options.mods, options.status_rate, options.event_rate
    ));
    let server = Server::start(server, POOL, options.races + 1)?;
    let stages = stage::set_up(&server, POOL, options.races, options.mods)?;
    let runtime = runtime(cores)?;
    let mut mods = runtime.block_on(async {
        let mut mods = Vec::new();
        for stage in &stages {
            for token in &stage.mods {
                let path = format!("/ws/mod/{}", stage.race);
                mods.push(ModLine::open(&server, &path, token).await?);
            }
        }
        Ok::<_, anyhow::Error>(mods)
    })?;
    for _ in 0..options.repetitions {
        runtime.block_on(measure(options, &server, &mut mods, &mut report))?;
    }
    Ok(report)
}

/// A connected mod.
#[derive(Debug)]
struct ModLine {
    stream: Arc<TcpStream>,
    flags: Vec<u32>,
    event_id: u32,
    begun: Instant,
}

impl ModLine {
    async fn open(server: &Server, path: &str, token: &str) -> Result<Self> {
        let stream = line::open(server.address, path).await?;
        let auth = format!(r#"{{"type":"auth","mod_token":"{token}"}}"#);
        write_all(&stream, &from_client(&auth)).await?;
        let mut frames = Frames::new(LOOKED_AT);
        let mut flags = Vec::new();
        while flags.is_empty() {
            let reading = frames.read(&stream, |_, payload| flags.extend(event_flags(payload)));
            timeout(PATIENCE, reading)
                .await
                .context("no answer to auth")??;
        }
        Ok(Self {
            stream: Arc::new(stream),
            flags,
            event_id: 0,
            begun: Instant::now(),
        })
    }

    fn igt_ms(&self) -> u128 {
        self.begun.elapsed().as_millis() + 1
    }

    fn status(&self) -> Vec<u8> {
        let igt_ms = self.igt_ms();
        from_client(&format!(
            r#"{{"type":"status_update","igt_ms":{igt_ms},"death_count":0}}"#
        ))
    }

    fn event(&mut self) -> Vec<u8> {
        self.event_id += 1;
        let (event_id, igt_ms) = (self.event_id, self.igt_ms());
        let flag = self.flags[event_id as usize % self.flags.len()];
        from_client(&format!(
            r#"{{"type":"event_flag","flag_id":{flag},"igt_ms":{igt_ms},"event_id":{event_id}}}"#
        ))
    }
}

/// The event flags in `auth_ok`, without the final boss.
fn event_flags(payload: &[u8]) -> Vec<u32> {
    let text = String::from_utf8_lossy(payload);
    let Some((_, rest)) = text.split_once(r#""event_ids":["#) else {
        return Vec::new();
    };
    let list = rest.split(']').next().unwrap_or_default();
    let finish = number_after(payload, br#""finish_event":"#);
    list.split(',')
        .filter_map(|number| number.parse().ok())
        .filter(|flag| Some(*flag) != finish)
        .collect()
}

async fn measure(
    options: &Ingest,
    server: &Server,
    mods: &mut Vec<ModLine>,
    report: &mut Report,
) -> Result<()> {
    let received = Arc::new(AtomicU64::new(0));
    let (cpu, begun) = (server.observed.cpu()?, Instant::now());
    let mut playing = JoinSet::new();
    let count = mods.len();
    for (index, line) in mods.drain(..).enumerate() {
        let phase = index as f64 / count as f64;
        playing.spawn(play(line, options.clone(), phase, received.clone()));
    }
    let (mut statuses, mut delays) = (0, Vec::new());
    while let Some(played) = playing.join_next().await {
        let played = played??;
        statuses += played.statuses;
        delays.extend(played.delays);
        mods.push(played.line);
    }
    // Everything has been dealt with.
    let seconds = begun.elapsed().as_secs_f64();
    let used = server.observed.cpu()?.saturating_sub(cpu).as_secs_f64();
    let events = delays.len() as f64;
    delays.sort_unstable();
    report.add("status updates per second", statuses as f64 / seconds);
    report.add("durable events per second", events / seconds);
    for (name, share) in [("p50", 0.5), ("p99", 0.99), ("max", 1.0)] {
        let name = format!("until an event is acknowledged, {name} (ms)");
        report.add(&name, percentile(&delays, share) / 1000.0);
    }
    let frames = received.load(Ordering::Relaxed) as f64;
    report.add("frames to mods per second", frames / seconds);
    report.add("server CPU (cores)", used / seconds);
    let messages = statuses as f64 + events;
    report.add("server CPU per message (µs)", used * 1e6 / messages);
    let resident = server.observed.resident()? as f64 / 1024.0 / 1024.0;
    report.add("server memory (MiB)", resident);
    Ok(())
}

/// What one mod did.
struct Played {
    line: ModLine,
    statuses: u64,
    /// How long each acknowledgement took, in microseconds.
    delays: Vec<u32>,
}

async fn play(
    mut line: ModLine,
    options: Ingest,
    phase: f64,
    received: Arc<AtomicU64>,
) -> Result<Played> {
    let (send_ack, mut acks) = tokio::sync::mpsc::unbounded_channel();
    let stream = line.stream.clone();
    let reading = tokio::spawn(async move {
        let mut frames = Frames::new(64);
        loop {
            let mut count = 0;
            let read = frames
                .read(&stream, |_, payload| {
                    count += 1;
                    if payload.starts_with(br#"{"type":"ack""#) {
                        let id = number_after(payload, br#""event_id":"#);
                        let _ = send_ack.send((id, Instant::now()));
                    }
                })
                .await;
            received.fetch_add(count, Ordering::Relaxed);
            if read.is_err() {
                return;
            }
        }
    });
    let end = Instant::now() + options.period;
    let every = |rate: f64| {
        let pause = Duration::from_secs_f64(1.0 / rate.max(0.001));
        let mut ticks = interval_at((Instant::now() + pause.mul_f64(phase)).into(), pause);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        ticks
    };
    let mut status = every(options.status_rate);
    let mut event = every(options.event_rate);
    let (mut statuses, mut sent, mut delays) = (0, Vec::new(), Vec::new());
    while Instant::now() < end {
        tokio::select! {
            _ = status.tick() => {
                write_all(&line.stream, &line.status()).await?;
                statuses += 1;
            }
            _ = event.tick() => {
                let frame = line.event();
                sent.push((line.event_id, Instant::now()));
                write_all(&line.stream, &frame).await?;
            }
        }
    }
    // Once this is acknowledged everything before it has been dealt with. All mods ask at once, which
    // is no part of what is measured.
    let frame = line.event();
    write_all(&line.stream, &frame).await?;
    let asked = (line.event_id, None);
    let sent = sent.into_iter().map(|(id, at)| (id, Some(at)));
    for (event_id, at) in sent.chain([asked]) {
        let ack = timeout(PATIENCE, acks.recv()).await;
        let (id, acked) = ack
            .context("an event was never acknowledged")?
            .context("a mod was disconnected")?;
        anyhow::ensure!(
            id == Some(event_id),
            "event {event_id} was acknowledged as {id:?}"
        );
        if let Some(at) = at {
            let late = acked.saturating_duration_since(at).as_micros();
            delays.push(u32::try_from(late).unwrap_or(u32::MAX));
        }
    }
    reading.abort();
    // Nobody else may read this connection when the next repetition begins.
    let _ = reading.await;
    Ok(Played {
        line,
        statuses,
        delays,
    })
}
