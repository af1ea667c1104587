//! The files in the folders, as they were seen.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
};

use speedfog_seeds::{PoolName, Slug, Stamp, list_pools, list_seed_files};

/// A file of a seed in a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    pub(super) pool: PoolName,
    pub(super) slug: Slug,
    pub(super) stamp: Stamp,
}

/// What the folders held at one moment. No file was opened for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// Pools with settings.
    pub(super) pools: BTreeSet<PoolName>,
    /// Files of seeds.
    pub(super) files: BTreeMap<PathBuf, File>,
}

impl Listing {
    /// Lists every pool.
    ///
    /// # Errors
    /// The system's error, with the folder that could not be listed.
    pub(super) fn of_all(pools_dir: &Path) -> Result<Self, (PathBuf, io::Error)> {
        let pools = list_pools(pools_dir).map_err(|error| (pools_dir.to_owned(), error))?;
        let mut listing = Self::default();
        for pool in pools {
            listing.add(pools_dir, pool)?;
        }
        Ok(listing)
    }

    /// Lists one pool, with or without settings; nothing if it has no folder.
    ///
    /// # Errors
    /// As [`Listing::of_all`].
    pub(super) fn of_one(pools_dir: &Path, pool: PoolName) -> Result<Self, (PathBuf, io::Error)> {
        let mut listing = Self::default();
        if pools_dir.join(pool.as_str()).is_dir() {
            listing.add(pools_dir, pool)?;
        }
        Ok(listing)
    }

    fn add(&mut self, pools_dir: &Path, pool: PoolName) -> Result<(), (PathBuf, io::Error)> {
        let files = list_seed_files(pools_dir, &pool)
            .map_err(|error| (pools_dir.join(pool.as_str()), error))?;
        for file in files {
            let (slug, stamp) = (file.slug, file.stamp);
            let pool = pool.clone();
            self.files.insert(file.path, File { pool, slug, stamp });
        }
        self.pools.insert(pool);
        Ok(())
    }

    /// The part that is exactly as it was `before`: nobody is writing there any more.
    pub(super) fn settled(&self, before: &Self) -> Self {
        let files = self.files.iter();
        let files = files.filter(|(path, file)| before.files.get(*path) == Some(*file));
        Self {
            pools: self.pools.clone(),
            files: files
                .map(|(path, file)| (path.clone(), file.clone()))
                .collect(),
        }
    }
}

/// What is remembered from look to look.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// The last listing.
    pub(super) before: Listing,
    /// What the database was compared with last.
    pub(super) compared: Option<Listing>,
    /// Files that were read, good or bad: not again until they change.
    pub(super) judged: BTreeMap<PathBuf, Stamp>,
}

impl Shelf {
    /// Forgets what is no longer there.
    pub(super) fn keep_only(&mut self, listing: &Listing) {
        self.judged
            .retain(|path, _| listing.files.contains_key(path));
    }
}
