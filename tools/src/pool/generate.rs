//! Filling a pool: several generators side by side, each seed made, packed and placed on its own.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

pub use super::ledger::{Job, Plan};
use super::{
    archive,
    generator::{Generator, RunError},
    ledger::Ledger,
    seed_folder::SeedFolder,
    settings,
};

/// How much of a failed run's output goes into the summary, in lines.
const TAIL: usize = 5;

/// What to make and with what.
#[derive(Debug, Clone)]
pub struct Request {
    /// Name of the pool.
    pub pool: String,
    /// Folder with the settings of pools, `<pool>.toml` each.
    pub settings: PathBuf,
    /// Folder of the pools, where a server finds them.
    pub pools: PathBuf,
    /// The seeds wanted.
    pub plan: Plan,
    /// Generators at work at the same time.
    pub jobs: usize,
    /// How often a failed seed is tried again.
    pub retries: u32,
    /// The generator.
    pub generator: Generator,
    /// Our DLL, which goes into every seed.
    pub mod_dll: PathBuf,
}

/// What became of one seed.
#[derive(Debug)]
pub struct Outcome {
    /// Its slug.
    pub slug: String,
    /// How long it took, all tries together.
    pub took: Duration,
    /// The archive, or why there is none.
    pub result: Result<PathBuf, String>,
}

/// How far a request is.
#[derive(Debug)]
pub enum Progress<'a> {
    /// The work begins: so many seeds are to be made, the others of the request are there.
    Begun(usize),
    /// One more seed was made, or not.
    Done(&'a Outcome),
}

/// Makes the seeds of the request that are not there yet and returns what became of each; empty
/// if an earlier, interrupted run had made them all. `told` hears how far it is.
///
/// Stops early when `stop` is set: seeds in the making are dropped, and the same request goes on
/// from there. A seed that failed does not hold up the others; what it left is kept in
/// `<pool>_failed/`.
///
/// # Errors
/// When the settings are unusable or a folder cannot be written, before anything is made.
pub fn generate(
    request: &Request,
    stop: &AtomicBool,
    mut told: impl FnMut(Progress<'_>),
) -> Result<Vec<Outcome>> {
    let resolved = settings::resolve(&request.settings, &request.pool)?;
    anyhow::ensure!(
        request.mod_dll.is_file(),
        "there is no mod at {}",
        request.mod_dll.display()
    );
    let ledger = Ledger::open(&request.pools, &request.pool)?;
    let plan = ledger.take_up(request.plan.clone())?;
    let open = ledger.open_jobs(&plan);
    // Not `config.toml`, which would make a pool of the folder.
    let config = ledger.work.join("settings.toml");
    write_whole(&config, &toml::to_string(&resolved)?)?;
    let maker = Maker {
        request,
        ledger: &ledger,
        config: &config,
        stop,
    };
    told(Progress::Begun(open.len()));
    let outcomes = maker.make_all(open, &mut told);
    if !stop.load(Ordering::Relaxed) {
        ledger.close()?;
        // Only now is this a pool to a server: settings without seeds would show an empty one.
        if outcomes.is_empty() || outcomes.iter().any(|outcome| outcome.result.is_ok()) {
            write_whole(
                &ledger.pool.join("config.toml"),
                &fs::read_to_string(&config)?,
            )?;
        }
    }
    Ok(outcomes)
}

struct Maker<'a> {
    request: &'a Request,
    ledger: &'a Ledger,
    config: &'a Path,
    stop: &'a AtomicBool,
}

impl Maker<'_> {
    fn make_all(&self, jobs: Vec<Job>, told: &mut impl FnMut(Progress<'_>)) -> Vec<Outcome> {
        let most = jobs.len().max(1);
        let queue = Mutex::new(jobs.into_iter());
        let (sender, outcomes) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..self.request.jobs.clamp(1, most) {
                let (sender, queue) = (sender.clone(), &queue);
                scope.spawn(move || {
                    while !self.stop.load(Ordering::Relaxed) {
                        let next = queue.lock().expect("no holder of the queue panics").next();
                        let Some(job) = next else { break };
                        let Some(outcome) = self.make(&job) else {
                            break;
                        };
                        if sender.send(outcome).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            outcomes
                .into_iter()
                .inspect(|outcome| told(Progress::Done(outcome)))
                .collect()
        })
    }

    /// `None` when stopped on the way.
    fn make(&self, job: &Job) -> Option<Outcome> {
        let started = Instant::now();
        let mut attempt = 1;
        let result = loop {
            match self.attempt(job, attempt) {
                Ok(archive) => break Ok(archive),
                Err(_) if self.stop.load(Ordering::Relaxed) => return None,
                Err(reason) if attempt > self.request.retries => break Err(reason),
                Err(_) => attempt += 1,
            }
        };
        Some(Outcome {
            slug: job.slug.clone(),
            took: started.elapsed(),
            result,
        })
    }

    /// One run in an empty folder of its own, and the archive made from it.
    fn attempt(&self, job: &Job, attempt: u32) -> Result<PathBuf, String> {
        let run = self.ledger.work.join(format!("{}-{attempt}", job.slug));
        let out = run.join("out");
        // An interrupted run may have left something.
        let made = remove(&run)
            .and_then(|()| fs::create_dir_all(&out).context("cannot make a folder for the run"))
            .and_then(|()| self.make_in(job, &run, &out));
        let result = made.map_err(|error| format!("{error:#}"));
        if self.stop.load(Ordering::Relaxed) || result.is_ok() {
            remove(&run).map_err(|error| format!("{error:#}"))?;
            return result;
        }
        result.map_err(|error| {
            let why = format!("{error}{}", tail(&run.join("output.log")));
            match self.keep(&run, &why) {
                Ok(kept) => format!("{why}\n  kept: {}", kept.display()),
                Err(lost) => format!("{why} (and nothing could be kept: {lost:#})"),
            }
        })
    }

    fn make_in(&self, job: &Job, run: &Path, out: &Path) -> Result<PathBuf> {
        let log = run.join("output.log");
        let request = self.request;
        request
            .generator
            .run(self.config, job.seed, out, &log, self.stop)
            .map_err(|error: RunError| anyhow::anyhow!("{error}"))?;
        let seed = SeedFolder::find(out)?;
        if let Some(wanted) = job.seed {
            anyhow::ensure!(
                seed.number == wanted,
                "the generator made seed {} where {wanted} was asked for",
                seed.number
            );
        }
        seed.prepare(&request.mod_dll)?;
        let target = self.ledger.archive(&job.slug);
        self.keep_logs(&job.slug, &seed.path, &log)?;
        archive::pack(&seed.path, &job.slug, &target)?;
        self.ledger.note_made(&job.slug, seed.number)?;
        Ok(target)
    }

    /// What was left out of the archive, for whoever has to look into a seed later.
    fn keep_logs(&self, slug: &str, seed: &Path, log: &Path) -> Result<()> {
        let logs = self.ledger.work.join("logs").join(slug);
        fs::create_dir_all(&logs)?;
        fs::copy(log, logs.join("output.log"))?;
        for (name, file) in archive::files(seed)? {
            if !archive::is_left_out(&name) {
                continue;
            }
            let name = file.file_name().expect("a file has a name");
            fs::copy(&file, logs.join(name))?;
        }
        Ok(())
    }

    /// Moves what a failed run has left out of the way, with the reason in words beside it.
    fn keep(&self, run: &Path, why: &str) -> Result<PathBuf> {
        let name = run.file_name().expect("a run has a folder of its own");
        let kept = self.ledger.failed.join(name);
        fs::create_dir_all(&self.ledger.failed)?;
        remove(&kept)?;
        fs::rename(run, &kept)?;
        fs::write(kept.join("why.txt"), format!("{why}\n"))?;
        Ok(kept)
    }
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

fn write_whole(path: &Path, text: &str) -> Result<()> {
    let temporary = path.with_extension("toml.tmp");
    fs::write(&temporary, text)
        .and_then(|()| fs::rename(&temporary, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// The last lines of a log, indented; its text is for people and in any encoding.
fn tail(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines[lines.len().saturating_sub(TAIL)..]
        .iter()
        .map(|line| format!("\n  | {line}"))
        .collect()
}
