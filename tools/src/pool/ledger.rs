//! What a run set out to make and what was made, on disk, so that an interrupted run goes on.

use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use rand::RngExt;
use serde::{Deserialize, Serialize};

/// One seed to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Random name of the archive, so that it says nothing of the seed.
    pub slug: String,
    /// The number to make it from; drawn by the generator if none is given.
    pub seed: Option<u32>,
}

/// What one run sets out to make. On disk until everything is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The seeds, in order.
    pub jobs: Vec<Job>,
}

impl Plan {
    /// A plan for as many random seeds.
    #[must_use]
    pub fn random(count: usize) -> Self {
        Self::of(std::iter::repeat_n(None, count))
    }

    /// A plan for exactly these seeds.
    #[must_use]
    pub fn seeds(seeds: &[u32]) -> Self {
        Self::of(seeds.iter().copied().map(Some))
    }

    fn of(seeds: impl Iterator<Item = Option<u32>>) -> Self {
        let mut rng = rand::rng();
        let mut slug = || format!("{:012x}", rng.random::<u64>() >> 16);
        let jobs = seeds.map(|seed| Job { slug: slug(), seed }).collect();
        Self { jobs }
    }

    fn wants_the_same(&self, other: &Self) -> bool {
        let seeds = |plan: &Self| plan.jobs.iter().map(|job| job.seed).collect::<Vec<_>>();
        seeds(self) == seeds(other)
    }
}

/// The folders of one pool and what is noted in them.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Where finished archives go; a server may be reading here.
    pub(super) pool: PathBuf,
    /// Scratch space, notes and logs.
    pub(super) work: PathBuf,
    /// What failed, kept for investigation.
    pub(super) failed: PathBuf,
    /// Locked for as long as it is open; the system ends that with the process, however it ends.
    _lock: File,
}

impl Ledger {
    /// Makes the folders of the pool.
    ///
    /// # Errors
    /// When they cannot be made, or another run is filling the pool.
    pub(super) fn open(pools: &Path, pool: &str) -> Result<Self> {
        let work = pools.join(format!("{pool}_work"));
        let failed = pools.join(format!("{pool}_failed"));
        let pool = pools.join(pool);
        for folder in [&pool, &work] {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let lock = File::create(work.join("lock")).context("cannot make the lock")?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => anyhow!("another run is filling this pool right now"),
            TryLockError::Error(error) => anyhow!("cannot lock {}: {error}", work.display()),
        })?;
        Ok(Self {
            pool,
            work,
            failed,
            _lock: lock,
        })
    }

    /// Takes up the plan of an interrupted run, or notes the new one.
    ///
    /// # Errors
    /// When an unfinished plan wants something else.
    pub(super) fn take_up(&self, wanted: Plan) -> Result<Plan> {
        let path = self.plan();
        if let Ok(text) = fs::read_to_string(&path) {
            let plan: Plan = serde_json::from_str(&text)
                .with_context(|| format!("{} is damaged; delete it", path.display()))?;
            if !plan.wants_the_same(&wanted) {
                bail!(
                    "an interrupted run wants {} seeds, of which {} are made: run it again as before, \
                     or delete {} to forget it",
                    plan.jobs.len(),
                    plan.jobs.len() - self.open_jobs(&plan).len(),
                    path.display()
                );
            }
            return Ok(plan);
        }
        let temporary = path.with_extension("tmp");
        fs::write(&temporary, serde_json::to_vec_pretty(&wanted)?)?;
        fs::rename(temporary, &path)?;
        Ok(wanted)
    }

    /// The jobs whose archive is not there yet.
    pub(super) fn open_jobs(&self, plan: &Plan) -> Vec<Job> {
        let made: HashSet<String> = fs::read_dir(&self.pool)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|file| file.file_name().into_string().ok())
            .collect();
        let is_open = |job: &&Job| !made.contains(&archive_name(&job.slug));
        plan.jobs.iter().filter(is_open).cloned().collect()
    }

    pub(super) fn archive(&self, slug: &str) -> PathBuf {
        self.pool.join(archive_name(slug))
    }

    /// Notes which seed hides behind a slug, for those who make pools.
    pub(super) fn note_made(&self, slug: &str, seed: u32) -> Result<()> {
        let path = self.work.join("made.csv");
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        file.write_all(format!("{slug},{seed}\n").as_bytes())?;
        Ok(())
    }

    /// Forgets a plan that is done.
    pub(super) fn close(&self) -> Result<()> {
        fs::remove_file(self.plan()).context("cannot remove the finished plan")
    }

    fn plan(&self) -> PathBuf {
        self.work.join("plan.json")
    }
}

fn archive_name(slug: &str) -> String {
    format!("seed_{slug}.zip")
}
