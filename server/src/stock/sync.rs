//! Keeping the database in step with the folders.

use std::{collections::HashMap, path::Path};

use speedfog_seeds::{PoolName, ReadSeed, read_seed, same_graph};

use super::{
    Stock, StockError, new_seed,
    shelf::{File, Listing, Shelf},
};
use crate::{clock, store::StoredSeed};

/// Stored seeds by pool and slug.
type Rows = HashMap<(String, String), StoredSeed>;

impl Stock {
    /// Looks at all folders and takes in what has changed since the last look: new archives become
    /// seeds, seeds without archive are not drawn any more, and changed archives are read anew.
    /// True when there was anything to take in.
    ///
    /// A file counts once it was the same in two looks, so that nothing half written is taken.
    ///
    /// # Errors
    /// [`StockError`]; the next look tries again.
    pub(crate) async fn look(&self) -> Result<bool, StockError> {
        let mut shelf = self.shelf.lock().await;
        let listing = self.list(None).await;
        {
            let mut report = self.report();
            report.problem = listing.as_ref().err().map(ToString::to_string);
            report.looked_at = Some(clock::now());
        }
        let listing = listing?;
        self.report().watched = listing.pools.iter().map(ToString::to_string).collect();
        let settled = listing.settled(&shelf.before);
        shelf.before = listing;
        if shelf.compared.as_ref() == Some(&settled) {
            return Ok(false);
        }
        let listing = shelf.before.clone();
        shelf.keep_only(&listing);
        self.report()
            .keep_only(|path| listing.files.contains_key(path));
        let rows = self.rows(None).await?;
        self.take_in(&mut shelf, &settled, &rows).await?;
        self.note_missing(&listing, &rows).await?;
        shelf.compared = Some(settled);
        Ok(true)
    }

    /// Takes in the new archives of all pools, or of one, at once. Known seeds stay as they are.
    /// Returns how many seeds are new; none for a pool without folder.
    ///
    /// # Errors
    /// [`StockError`].
    pub(crate) async fn scan(&self, pool: Option<PoolName>) -> Result<usize, StockError> {
        let mut shelf = self.shelf.lock().await;
        let rows = self.rows(pool.as_ref()).await?;
        let mut listing = self.list(pool).await?;
        listing.files.retain(|path, file| {
            let known = rows.contains_key(&key(file));
            // Whoever asks for a scan wants the bad ones to be tried again as well.
            if !known {
                shelf.judged.remove(path);
            }
            !known
        });
        self.take_in(&mut shelf, &listing, &rows).await
    }

    async fn list(&self, pool: Option<PoolName>) -> Result<Listing, StockError> {
        let dir = self.pools_dir.clone();
        let list = move || match pool {
            None => Listing::of_all(&dir),
            Some(pool) => Listing::of_one(&dir, pool),
        };
        tokio::task::spawn_blocking(list)
            .await?
            .map_err(|(path, error)| StockError::Folder { path, error })
    }

    async fn rows(&self, pool: Option<&PoolName>) -> Result<Rows, StockError> {
        let seeds = self.store.stored_seeds(pool.map(PoolName::as_str)).await?;
        let by_name = |seed: StoredSeed| ((seed.pool_name.clone(), seed.seed_number.clone()), seed);
        Ok(seeds.into_iter().map(by_name).collect())
    }

    /// Reads the files that were not read yet, one at a time: memory stays small however large the
    /// pool is.
    async fn take_in(
        &self,
        shelf: &mut Shelf,
        files: &Listing,
        rows: &Rows,
    ) -> Result<usize, StockError> {
        let mut added = HashMap::<&PoolName, usize>::new();
        for (path, file) in &files.files {
            if shelf.judged.get(path) == Some(&file.stamp) {
                continue;
            }
            if self.judge(path, file, rows.get(&key(file))).await? {
                *added.entry(&file.pool).or_default() += 1;
            }
            shelf.judged.insert(path.clone(), file.stamp);
        }
        for (pool, added) in &added {
            tracing::info!(pool.name = %pool, added, "seeds added");
        }
        Ok(added.values().sum())
    }

    /// Reads one archive and stores what follows; true for a new seed.
    async fn judge(
        &self,
        path: &Path,
        file: &File,
        row: Option<&StoredSeed>,
    ) -> Result<bool, StockError> {
        if row.is_some_and(|row| row.discarded) {
            return Ok(false);
        }
        // A seed that lies elsewhere, such as in a folder of pools that was moved away from.
        let elsewhere = row.filter(|row| Path::new(&row.path) != path);
        if let Some(row) = elsewhere
            && tokio::fs::try_exists(&row.path).await.unwrap_or(false)
        {
            return Ok(false);
        }
        let at = path.to_owned();
        let (pool, now) = (file.pool.as_str(), clock::now());
        let seed = match tokio::task::spawn_blocking(move || read_seed(&at)).await? {
            Ok(seed) => seed,
            Err(reason) => {
                self.report().refuse(pool, path, reason.to_string(), now);
                if let Some(row) = row.filter(|row| !row.missing) {
                    self.store.seed_missing(row.id, now).await?;
                }
                return Ok(false);
            }
        };
        let Some(row) = row else {
            let new = new_seed(&file.pool, &file.slug, path, &seed);
            self.store.add_seed(new, now).await?;
            self.report().accept(path);
            return Ok(true);
        };
        self.compare(path, file, row, &seed).await?;
        Ok(false)
    }

    /// Compares a readable archive with the seed that is stored under its name.
    async fn compare(
        &self,
        path: &Path,
        file: &File,
        row: &StoredSeed,
        seed: &ReadSeed,
    ) -> Result<(), StockError> {
        let (pool, now) = (file.pool.as_str(), clock::now());
        let stored = self.store.seed_graph(row.id).await?;
        if stored.is_some_and(|stored| same_graph(stored.as_bytes(), &seed.graph_json)) {
            if row.missing || Path::new(&row.path) != path {
                self.store
                    .seed_found(row.id, &path.to_string_lossy())
                    .await?;
                tracing::info!(pool.name = %pool, path = %path.display(), "seed archive is there again");
            }
            self.report().accept(path);
            return Ok(());
        }
        let new = new_seed(&file.pool, &file.slug, path, seed);
        if self.store.replace_seed(row.id, new, now).await? {
            tracing::info!(pool.name = %pool, path = %path.display(), "seed archive replaced by another seed");
            self.report().accept(path);
            return Ok(());
        }
        let reason = "another seed than the one that was raced on under this name; give it a \
            name of its own, and put the old file back";
        self.report().refuse(pool, path, reason.to_owned(), now);
        if !row.missing {
            self.store.seed_missing(row.id, now).await?;
        }
        Ok(())
    }

    /// Takes seeds out of the draw whose archive has vanished.
    async fn note_missing(&self, listing: &Listing, rows: &Rows) -> Result<(), StockError> {
        let seen: std::collections::HashSet<_> = listing.files.values().map(key).collect();
        for (name, row) in rows {
            if row.discarded || row.missing || seen.contains(name) {
                continue;
            }
            // Not known is not gone: a disk that does not answer must not empty the pools.
            if tokio::fs::try_exists(&row.path).await.unwrap_or(true) {
                continue;
            }
            tracing::warn!(pool.name = %row.pool_name, path = %row.path, "seed archive has vanished");
            self.store.seed_missing(row.id, clock::now()).await?;
        }
        Ok(())
    }
}

fn key(file: &File) -> (String, String) {
    (file.pool.to_string(), file.slug.as_str().to_owned())
}
