//! What admins are told of the folders.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use speedfog_protocol::rest::UnusableArchive;

/// What the looks at the folders brought.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// When they were looked at last.
    pub(super) looked_at: Option<DateTime<Utc>>,
    /// Why they cannot be looked at.
    pub(super) problem: Option<String>,
    /// Pools that have a folder with settings.
    pub(super) watched: BTreeSet<String>,
    /// Archives that cannot be used.
    unusable: BTreeMap<PathBuf, Unusable>,
    /// Pools that were low at the last look.
    pub(super) low: BTreeSet<String>,
}

#[derive(Debug)]
struct Unusable {
    pool: String,
    reason: String,
    since: DateTime<Utc>,
}

impl Report {
    /// Notes an archive that cannot be used, and says so in the log if that is news.
    pub(super) fn refuse(&mut self, pool: &str, path: &Path, reason: String, now: DateTime<Utc>) {
        let known = self.unusable.get(path);
        if known.is_some_and(|known| known.reason == reason) {
            return;
        }
        tracing::warn!(pool.name = %pool, path = %path.display(), %reason, "seed archive cannot be used");
        let unusable = Unusable {
            pool: pool.to_owned(),
            reason,
            since: now,
        };
        self.unusable.insert(path.to_owned(), unusable);
    }

    /// Notes that nothing is wrong with an archive.
    pub(super) fn accept(&mut self, path: &Path) {
        self.unusable.remove(path);
    }

    /// Forgets the archives that are not there any more.
    pub(super) fn keep_only(&mut self, is_there: impl Fn(&Path) -> bool) {
        self.unusable.retain(|path, _| is_there(path));
    }

    /// The archives of a pool that cannot be used.
    pub(super) fn unusable_of(&self, pool: &str) -> Vec<UnusableArchive> {
        let of_pool = self
            .unusable
            .iter()
            .filter(|(_, archive)| archive.pool == pool);
        of_pool
            .map(|(path, archive)| UnusableArchive {
                file: path
                    .file_name()
                    .unwrap_or(path.as_os_str())
                    .to_string_lossy()
                    .into_owned(),
                reason: archive.reason.clone(),
                since: archive.since,
            })
            .collect()
    }
}
