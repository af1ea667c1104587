//! The file `speedfog_racing.log` beside the mod.

use std::fs::{self, File};
use std::path::Path;
use std::sync::OnceLock;

use tracing_appender::non_blocking::{ErrorCounter, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

const FILE_NAME: &str = "speedfog_racing.log";
/// Name under which the log of the start before is kept.
const PREVIOUS: &str = "speedfog_racing.log.1";
/// Lines that may wait for the disk; more are dropped.
const LINES: usize = 8192;

static DROPPED: OnceLock<ErrorCounter> = OnceLock::new();

/// How many lines the disk was too slow for.
pub(crate) fn dropped() -> usize {
    DROPPED.get().map_or(0, ErrorCounter::dropped_lines)
}

/// Starts the log, and writes panics to it. The log ends with the returned value; none when the
/// folder takes no file, which must not keep anybody from racing.
pub(crate) fn start(folder: &Path) -> Option<WorkerGuard> {
    let path = folder.join(FILE_NAME);
    // There is none at the first start.
    let _ = fs::rename(&path, folder.join(PREVIOUS));
    let file = File::create(&path).ok()?;
    let (writer, guard) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(LINES)
        .thread_name("speedfog-log")
        .finish(file);
    DROPPED.get_or_init(|| writer.error_counter());
    let level = std::env::var("RUST_LOG")
        .ok()
        .and_then(|level| level.parse().ok());
    let level = level.unwrap_or_else(|| Targets::new().with_default(LevelFilter::INFO));
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(writer);
    let log = tracing_subscriber::registry().with(lines).with(level);
    log.try_init().ok()?;
    std::panic::set_hook(Box::new(|info| tracing::error!("{info}")));
    Some(guard)
}
