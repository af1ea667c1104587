//! What those cost who are there and do nothing.

use anyhow::Result;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Duration, Instant, sleep};

use super::report::Report;
use super::server::{Server, ServerOptions};
use super::{Cores, POOL, line, runtime, stage};

/// Connections that are opened at the same time.
const AT_ONCE: usize = 64;

/// How long the server may take to give back what it needed for starting or connecting.
const SETTLE: Duration = Duration::from_secs(8);

/// Measures resident memory of an idle server, per idle room and per idle spectator.
///
/// # Errors
/// When the server cannot be started or refuses somebody.
pub fn memory(
    spectators: usize,
    rooms: usize,
    server: &ServerOptions,
    cores: Cores,
) -> Result<Report> {
    let mut report = Report::new(format!(
        "{spectators} idle spectators of one race; {rooms} races with two players and nobody else"
    ));
    let server = Server::start(server, POOL, rooms + 1)?;
    let runtime = runtime(cores)?;
    let settled = |server: &Server| -> Result<f64> {
        std::thread::sleep(SETTLE);
        #[expect(clippy::cast_precision_loss, reason = "memory is far smaller")]
        let kib = server.observed.resident()? as f64 / 1024.0;
        Ok(kib)
    };
    let idle = settled(&server)?;
    report.add("idle server (MiB)", idle / 1024.0);
    let first = stage::set_up(&server, POOL, 1, 2)?;
    let one_room = settled(&server)?;
    let path = format!("/ws/race/{}", first[0].race);
    let lines = runtime.block_on(open(&server, &path, spectators))?;
    let watched = settled(&server)?;
    let share = |kib: f64, count: usize| kib / f64::from(u32::try_from(count).unwrap_or(1).max(1));
    report.add("per spectator (KiB)", share(watched - one_room, spectators));
    drop(lines);
    let left = settled(&server)?;
    stage::set_up(&server, POOL, rooms, 2)?;
    let crowded = settled(&server)?;
    report.add(
        "per room with its own seed (KiB)",
        share(crowded - left, rooms),
    );
    report.add("in the end (MiB)", crowded / 1024.0);
    Ok(report)
}

/// Opens spectators that never look at what they get; it fits into the system's buffers.
pub(super) async fn open(server: &Server, path: &str, count: usize) -> Result<Vec<TcpStream>> {
    let mut lines = Vec::with_capacity(count);
    let mut opening = JoinSet::new();
    let mut left = count;
    loop {
        while opening.len() < AT_ONCE && left > 0 {
            left -= 1;
            let (address, path) = (server.address, path.to_owned());
            opening.spawn(async move {
                let stream = line::open(address, &path).await?;
                drain(&stream).await?;
                Ok::<_, anyhow::Error>(stream)
            });
        }
        let Some(opened) = opening.join_next().await else {
            return Ok(lines);
        };
        lines.push(opened??);
    }
}

/// Takes the first state, until nothing has come for a moment.
async fn drain(stream: &TcpStream) -> Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    let mut last = Instant::now();
    while last.elapsed() < Duration::from_millis(200) {
        match stream.try_read(&mut buffer) {
            Ok(0) => anyhow::bail!("a spectator was sent away"),
            Ok(_) => last = Instant::now(),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
