//! One race with many spectators: how much reaches them, how late, and what it costs.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::frames::{Frames, from_client};
use super::report::{Report, percentile};
use super::server::{Server, ServerOptions};
use super::watch::{self, Arrival, LOOKED_AT, SAMPLED, Seen, text_after};
use super::{Cores, POOL, limit, line, runtime, stage};

/// Spectators that connect at the same time.
const AT_ONCE: usize = 64;

/// A player dies once in so many reports, as players do.
const REPORTS_PER_DEATH: u64 = 30;

/// How long the last frames may take.
const TAIL: Duration = Duration::from_secs(10);

/// What is to be watched.
#[derive(Debug, Clone)]
pub struct FanOut {
    /// Players with mods.
    pub mods: usize,
    /// Spectators.
    pub spectators: usize,
    /// Whether they follow by ticks; one more then watches by updates, for comparison.
    pub ticks: bool,
    /// Status updates per second and mod; mods of players send one.
    pub rate: f64,
    /// How long one repetition takes.
    pub period: Duration,
    /// How often it is measured.
    pub repetitions: usize,
}

/// Measures one race with many spectators.
///
/// # Errors
/// When the server cannot be started or refuses somebody.
pub fn fan_out(options: &FanOut, server: &ServerOptions, cores: Cores) -> Result<Report> {
    let mut report = Report::new(format!(
        "{} mods at {} status updates per second each, {} spectators{}",
        options.mods,
        options.rate,
        options.spectators,
        if options.ticks { " by ticks" } else { "" }
    ));
    let server = Server::start(server, POOL, 2)?;
    let stages = stage::set_up(&server, POOL, 1, options.mods)?;
    let stage = stages.first().context("there is a race")?;
    let runtime = runtime(cores)?;
    let mut audience = runtime.block_on(Audience::gather(&server, stage, options))?;
    for _ in 0..options.repetitions {
        let size = runtime.block_on(audience.measure(options, &server, &mut report))?;
        let sockets = options.spectators.min(limit::SOCKETS);
        let limit = limit::frames(sockets, size, options.period, cores)?;
        report.add("limit: frames per second", limit.per_second);
        report.add("limit: CPU per frame (µs)", limit.cpu_us);
        let (cost, reached) = (report.newest(CPU_PER_FRAME), report.newest(DELIVERED));
        report.add("share of the limit, by CPU time", limit.cpu_us / cost);
        report.add("share of the limit, by rate", reached / limit.per_second);
    }
    Ok(report)
}

const DELIVERED: &str = "frames per second";
const CPU_PER_FRAME: &str = "server CPU per frame (µs)";

/// Everybody who is connected.
struct Audience {
    mods: Vec<Arc<TcpStream>>,
    seen: Arc<Seen>,
    delays: mpsc::UnboundedReceiver<Arrival>,
    begun: Instant,
    /// Everybody keeps reading until this is dropped.
    _reading: JoinSet<()>,
}

impl Audience {
    async fn gather(server: &Server, stage: &stage::Stage, options: &FanOut) -> Result<Self> {
        let spectators = options.spectators;
        let seen = Arc::new(Seen {
            last_ticks: (0..spectators).map(|_| Mutex::default()).collect(),
            ..Seen::default()
        });
        let (sender, delays) = mpsc::unbounded_channel();
        let mut reading = JoinSet::new();
        let mut mods = Vec::new();
        let mut players = HashMap::new();
        for (index, token) in stage.mods.iter().enumerate() {
            let path = format!("/ws/mod/{}", stage.race);
            let (stream, id) = mod_line(server, &path, token).await?;
            let stream = Arc::new(stream);
            let shared = stream.clone();
            reading.spawn(async move {
                let mut frames = Frames::new(0);
                while frames.read(&shared, |_, _| ()).await.is_ok() {}
            });
            mods.push(stream);
            players.insert(id, index);
        }
        let players = Arc::new(players);
        let plain = format!("/ws/race/{}", stage.race);
        let path = match options.ticks {
            true => format!("{plain}?ticks=1"),
            false => plain.clone(),
        };
        if options.ticks {
            let stream = line::open(server.address, &plain).await?;
            reading.spawn(watch::compared(stream, seen.clone()));
        }
        let mut left = 0..spectators;
        let mut opening = JoinSet::new();
        loop {
            while opening.len() < AT_ONCE
                && let Some(number) = left.next()
            {
                let (address, path) = (server.address, path.clone());
                opening.spawn(async move { (number, line::open(address, &path).await) });
            }
            let Some(opened) = opening.join_next().await else {
                break;
            };
            let (number, stream) = opened?;
            let (stream, seen) = (stream?, seen.clone());
            let delays = (number % SAMPLED == 0).then(|| sender.clone());
            if options.ticks {
                reading.spawn(watch::ticks(stream, number, seen, delays));
            } else {
                let sampled = delays.map(|delays| (delays, players.clone()));
                reading.spawn(watch::updates(stream, seen, sampled));
            }
        }
        Ok(Self {
            mods,
            seen,
            delays,
            begun: Instant::now(),
            _reading: reading,
        })
    }

    /// Measures once and returns the usual size of a frame.
    async fn measure(
        &mut self,
        options: &FanOut,
        server: &Server,
        report: &mut Report,
    ) -> Result<usize> {
        // What connecting has caused shall be over.
        self.quiet().await;
        while self.delays.try_recv().is_ok() {}
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let before = (
            count(&self.seen.frames),
            count(&self.seen.updates),
            count(&self.seen.bytes),
            count(&self.seen.compared_bytes),
        );
        let (cpu, begun) = (server.observed.cpu()?, Instant::now());
        let sent = self.send(options).await?;
        let (frames, cpu_used) = (
            count(&self.seen.frames) - before.0,
            server.observed.cpu()?.saturating_sub(cpu),
        );
        let seconds = begun.elapsed().as_secs_f64();
        self.quiet().await;
        let all = count(&self.seen.frames) - before.0;
        let updates = count(&self.seen.updates) - before.1;
        let bytes = count(&self.seen.bytes) - before.2;
        // Only sampled ones look into ticks.
        let looking = match options.ticks {
            true => options.spectators.div_ceil(SAMPLED),
            false => options.spectators,
        };

        let mut delays = Vec::new();
        let mut last = HashMap::new();
        while let Ok((player, igt_ms, at)) = self.delays.try_recv() {
            let sent_at = self.begun + Duration::from_millis(igt_ms.into());
            let late = at.saturating_duration_since(sent_at).as_micros();
            delays.push(u32::try_from(late).unwrap_or(u32::MAX));
            let newest = last.entry(player).or_insert(0);
            *newest = igt_ms.max(*newest);
        }
        delays.sort_unstable();
        let behind = sent
            .last
            .iter()
            .enumerate()
            .filter(|(player, igt_ms)| last.get(player) != Some(igt_ms))
            .count();
        report.add(
            "status updates sent per second",
            sent.count as f64 / seconds,
        );
        report.add(DELIVERED, frames as f64 / seconds);
        report.add(
            "updates per spectator and status update",
            updates as f64 / (sent.count * looking as u64).max(1) as f64,
        );
        report.add("players whose last state did not arrive", behind as f64);
        report.add("spectators lost", count(&self.seen.lost) as f64);
        report.add("bytes per frame", bytes as f64 / all.max(1) as f64);
        let per_viewer = bytes as f64 / options.spectators.max(1) as f64 / seconds;
        report.add("bytes per second and spectator", per_viewer);
        if options.ticks {
            let behind = self.seen.without_last_tick();
            report.add("spectators without the last tick", behind as f64);
            report.add("holes in the numbers", count(&self.seen.holes) as f64);
            let compared = count(&self.seen.compared_bytes) - before.3;
            let compared = compared as f64 / seconds;
            report.add("bytes per second of one by updates", compared);
            report.add("updates to ticks, by bytes", compared / per_viewer);
        }
        for (name, share) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1.0)] {
            let name = format!("mod to spectator, {name} (ms)");
            report.add(&name, percentile(&delays, share) / 1000.0);
        }
        report.add("server CPU (cores)", cpu_used.as_secs_f64() / seconds);
        report.add(
            CPU_PER_FRAME,
            cpu_used.as_secs_f64() * 1e6 / frames.max(1) as f64,
        );
        let resident = server.observed.resident()? as f64 / 1024.0 / 1024.0;
        report.add("server memory (MiB)", resident);
        Ok((bytes / all.max(1)) as usize)
    }

    /// Waits until no more frames come.
    async fn quiet(&self) {
        let deadline = Instant::now() + TAIL;
        let mut known = u64::MAX;
        loop {
            let now = self.seen.frames.load(Ordering::Relaxed);
            if now == known || Instant::now() > deadline {
                return;
            }
            known = now;
            sleep(Duration::from_millis(1500)).await;
        }
    }

    async fn send(&self, options: &FanOut) -> Result<Sent> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut sending = JoinSet::new();
        let pause = Duration::from_secs_f64(1.0 / options.rate);
        for (index, stream) in self.mods.iter().enumerate() {
            let (stream, begun, stop) = (stream.clone(), self.begun, stop.clone());
            let offset = pause.mul_f64(index as f64 / self.mods.len() as f64);
            sending.spawn(async move {
                sleep(offset).await;
                let mut ticks = interval(pause);
                ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
                let (mut count, mut last) = (0_u64, 0);
                while !stop.load(Ordering::Relaxed) {
                    ticks.tick().await;
                    last = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
                    let deaths = count / REPORTS_PER_DEATH;
                    let status = format!(
                        r#"{{"type":"status_update","igt_ms":{last},"death_count":{deaths}}}"#
                    );
                    write_all(&stream, &from_client(&status)).await?;
                    count += 1;
                }
                Ok::<_, std::io::Error>((index, count, last))
            });
        }
        sleep(options.period).await;
        stop.store(true, Ordering::Relaxed);
        let mut sent = Sent {
            count: 0,
            last: vec![0; self.mods.len()],
        };
        while let Some(ended) = sending.join_next().await {
            let (index, count, last) = ended?.context("a mod was disconnected")?;
            sent.count += count;
            sent.last[index] = last;
        }
        Ok(sent)
    }
}

/// What mods have sent.
struct Sent {
    count: u64,
    /// The last time of each.
    last: Vec<u32>,
}

/// Connects a mod and learns the id of its participant.
async fn mod_line(server: &Server, path: &str, token: &str) -> Result<(TcpStream, [u8; 36])> {
    let stream = line::open(server.address, path).await?;
    let auth = format!(r#"{{"type":"auth","mod_token":"{token}"}}"#);
    write_all(&stream, &from_client(&auth)).await?;
    let mut frames = Frames::new(LOOKED_AT);
    let mut id = None;
    while id.is_none() {
        let reading = frames.read(&stream, |_, payload| {
            id = id.or_else(|| text_after(payload, br#""participant_id":""#));
        });
        timeout(TAIL, reading)
            .await
            .context("no answer to auth")??;
    }
    Ok((stream, id.context("auth_ok names the participant")?))
}

/// Writes everything to a stream that somebody else reads.
pub(super) async fn write_all(stream: &TcpStream, mut bytes: &[u8]) -> std::io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
