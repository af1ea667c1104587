//! The physical reference: what the machine itself can do.
//!
//! Frames that are encoded already, written one by one with plain writes to as many loopback sockets
//! by one thread, while others read them and throw them away. No server can be faster without
//! joining frames.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Cores;
use super::frames::Frames;
use super::report::Report;
use super::usage::Observed;

/// Sockets that are written to at most beside those of an audience: this process holds both ends, and
/// may have so many files only.
pub(super) const SOCKETS: usize = 2_000;

/// What a thread that does nothing else can write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    /// Frames in a second of real time.
    pub(super) per_second: f64,
    /// Processor time of the writing thread for one frame, in microseconds.
    pub(super) cpu_us: f64,
}

/// Writes frames of `bytes` bytes to `sockets` sockets for `period`.
///
/// # Errors
/// When the sockets cannot be opened.
pub(super) fn frames(
    sockets: usize,
    bytes: usize,
    period: Duration,
    cores: Cores,
) -> Result<Limit> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let stop = Arc::new(AtomicBool::new(false));
    let reading = {
        let stop = stop.clone();
        thread::spawn(move || read_all(address, sockets, &stop, cores))
    };
    let mut streams = Vec::with_capacity(sockets);
    for _ in 0..sockets {
        let (stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    let writing = thread::spawn(move || write_all(streams, bytes, period, cores));
    let limit = writing.join().ok().context("the writer failed")?;
    stop.store(true, Ordering::Relaxed);
    reading.join().ok().context("the reader failed")??;
    limit
}

fn write_all(
    mut streams: Vec<TcpStream>,
    bytes: usize,
    period: Duration,
    cores: Cores,
) -> Result<Limit> {
    super::server::stay_on(cores.server);
    let thread = Observed::this_thread()?;
    let frame = vec![b'x'; bytes];
    let (cpu, begun) = (thread.cpu()?, Instant::now());
    let mut count = 0_u32;
    while begun.elapsed() < period {
        for stream in &mut streams {
            stream.write_all(&frame)?;
            count += 1;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let used = thread.cpu()?.saturating_sub(cpu);
    Ok(Limit {
        per_second: f64::from(count) / seconds,
        cpu_us: used.as_secs_f64() * 1e6 / f64::from(count.max(1)),
    })
}

/// Reads like spectators do.
fn read_all(address: SocketAddr, sockets: usize, stop: &AtomicBool, cores: Cores) -> Result<()> {
    let runtime = super::runtime(cores)?;
    runtime.block_on(async {
        for _ in 0..sockets {
            let stream = super::line::connect(address).await?;
            tokio::spawn(async move {
                let mut frames = Frames::new(0);
                while frames.read(&stream, |_, _| ()).await.is_ok() {}
            });
        }
        while !stop.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(())
    })
}

/// Measures the limit of frames alone.
///
/// # Errors
/// When the sockets cannot be opened.
pub fn limit(
    sockets: usize,
    bytes: usize,
    period: Duration,
    repetitions: usize,
    cores: Cores,
) -> Result<Report> {
    let mut report = Report::new(format!(
        "plain writes of {bytes} bytes to {sockets} sockets"
    ));
    for _ in 0..repetitions {
        let limit = frames(sockets, bytes, period, cores)?;
        report.add("frames per second", limit.per_second);
        report.add("CPU per frame (µs)", limit.cpu_us);
    }
    Ok(report)
}

/// Bytes per second of a file of `bytes` bytes that one thread reads and writes to a socket.
///
/// # Errors
/// When the file or the sockets cannot be used.
pub(super) fn file(bytes: u64, times: usize, cores: Cores) -> Result<f64> {
    let path = std::env::temp_dir().join(format!("speedfog-load-{}.file", std::process::id()));
    let length = usize::try_from(bytes).context("the file is too large")?;
    std::fs::write(&path, vec![b'x'; length])?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let mut reader = TcpStream::connect(listener.local_addr()?)?;
    let (mut writer, _) = listener.accept()?;
    let reading = thread::spawn(move || {
        super::server::stay_on(cores.generator);
        let mut buffer = vec![0; 256 * 1024];
        while reader.read(&mut buffer).is_ok_and(|count| count > 0) {}
    });
    let writing = thread::spawn(move || -> Result<f64> {
        super::server::stay_on(cores.server);
        let begun = Instant::now();
        let mut buffer = vec![0; 256 * 1024];
        let mut sent = 0.0;
        for _ in 0..times {
            let mut file = std::fs::File::open(&path)?;
            loop {
                let count = file.read(&mut buffer)?;
                if count == 0 {
                    break;
                }
                writer.write_all(&buffer[..count])?;
            }
            #[expect(clippy::cast_precision_loss, reason = "files are small")]
            let whole = bytes as f64;
            sent += whole;
        }
        let rate = sent / begun.elapsed().as_secs_f64();
        std::fs::remove_file(&path)?;
        Ok(rate)
    });
    let rate = writing.join().ok().context("the writer failed")?;
    reading.join().ok().context("the reader failed")?;
    rate
}
