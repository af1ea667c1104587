//! What a process has used up, as Linux tells it under `/proc`.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

/// Clock ticks per second in `/proc/<pid>/stat`, the same on every Linux that runs today.
const TICKS: u64 = 100;

/// A process, or one thread of this one, that is looked at from outside.
#[derive(Debug, Clone)]
pub(super) struct Observed(PathBuf);

impl Observed {
    /// The process with this id.
    pub(super) fn process(pid: u32) -> Self {
        Self(format!("/proc/{pid}").into())
    }

    /// The calling thread.
    ///
    /// # Errors
    /// When `/proc` is not there.
    pub(super) fn this_thread() -> Result<Self> {
        let thread = fs::read_link("/proc/thread-self").context("/proc is needed")?;
        Ok(Self(PathBuf::from("/proc").join(thread)))
    }

    /// Processor time used so far, in user code and in the kernel, in steps of 10 ms.
    ///
    /// # Errors
    /// When the process is gone.
    pub(super) fn cpu(&self) -> Result<Duration> {
        let path = self.0.join("stat");
        let stat =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // The name in parentheses may hold anything, so counting begins behind it.
        let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks: u64 = fields
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<u64>().ok())
            .sum();
        Ok(Duration::from_millis(ticks * 1000 / TICKS))
    }

    /// Memory that is resident, in bytes.
    ///
    /// # Errors
    /// When the process is gone or belongs to somebody else.
    pub(super) fn resident(&self) -> Result<u64> {
        let path = self.0.join("smaps_rollup");
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let kib = text
            .lines()
            .find_map(|line| line.strip_prefix("Rss:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
            .context("smaps_rollup does not tell Rss")?;
        Ok(kib * 1024)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_busy_thread_uses_time_and_the_process_has_memory() {
        let thread = Observed::this_thread().unwrap();
        let before = thread.cpu().unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while thread.cpu().unwrap() < before + Duration::from_millis(20) {
            assert!(Instant::now() < deadline, "no time passes");
        }
        let own = Observed::process(std::process::id());
        assert!(own.resident().unwrap() > 1024 * 1024);
    }
}
