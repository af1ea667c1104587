//! The settings of all pools, read when asked for and kept until they change.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use speedfog_protocol::rest::PoolConfig;

use super::pool_config;
use super::pool_name::PoolName;
use super::stamp::Stamp;

/// Name of the settings file in a pool's folder.
pub(super) const FILE_NAME: &str = "config.toml";

/// Largest settings file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// A cache of pool settings over a pools folder.
///
/// Asking costs one look at the file's length and time, so request handlers
/// may ask directly. A file that cannot be read is reported once, not at
/// every request.
#[derive(Debug)]
pub struct PoolConfigs {
    pools_dir: PathBuf,
    read: Mutex<HashMap<PoolName, Cached>>,
}

#[derive(Debug)]
struct Cached {
    stamp: Stamp,
    file: Option<PoolFile>,
}

/// What the settings file of a pool says.
#[derive(Debug, Clone)]
struct PoolFile {
    config: Arc<PoolConfig>,
    low_seeds: Option<u32>,
}

impl PoolConfigs {
    /// A cache over the folder that holds one folder per pool.
    pub fn new(pools_dir: impl Into<PathBuf>) -> Self {
        Self {
            pools_dir: pools_dir.into(),
            read: Mutex::default(),
        }
    }

    /// The settings of `pool` as they are on disk now; `None` when the pool has
    /// no settings file or an unreadable one.
    pub fn get(&self, pool: &PoolName) -> Option<Arc<PoolConfig>> {
        self.file(pool).map(|file| file.config)
    }

    /// The number of seeds below which `pool` is low, if its settings name one.
    pub fn low_seeds(&self, pool: &PoolName) -> Option<u32> {
        self.file(pool)?.low_seeds
    }

    fn file(&self, pool: &PoolName) -> Option<PoolFile> {
        let path = self.pools_dir.join(pool.as_str()).join(FILE_NAME);
        let metadata = std::fs::metadata(&path)
            .ok()
            .filter(std::fs::Metadata::is_file);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(metadata) = metadata else {
            read.remove(pool);
            return None;
        };
        let stamp = Stamp::of(&metadata);
        if let Some(cached) = read.get(pool).filter(|cached| cached.stamp == stamp) {
            return cached.file.clone();
        }
        let file = match read_file(&path, metadata.len()) {
            Ok(file) => Some(file),
            Err(error) => {
                tracing::warn!(pool.name = %pool, path = %path.display(), %error, "pool settings are unreadable");
                None
            }
        };
        let cached = Cached {
            stamp,
            file: file.clone(),
        };
        read.insert(pool.clone(), cached);
        file
    }
}

fn read_file(path: &Path, len: u64) -> io::Result<PoolFile> {
    if len > MAX_BYTES {
        let message = format!("larger than {MAX_BYTES} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    let text = std::fs::read_to_string(path)?;
    let file = pool_config::read(&text)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(PoolFile {
        config: Arc::new(pool_config::parse(&file)),
        low_seeds: pool_config::low_seeds(&file),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn settings_follow_the_file() {
        let pools = tempfile::tempdir().unwrap();
        let configs = PoolConfigs::new(pools.path());
        let pool = PoolName::parse("standard").unwrap();
        assert_eq!(configs.get(&pool), None);

        let file = pools.path().join("standard").join(FILE_NAME);
        fs::create_dir(pools.path().join("standard")).unwrap();
        fs::write(&file, "[display]\nsort_order = 1\n").unwrap();
        let first = configs.get(&pool).unwrap();
        assert_eq!(first.sort_order, 1);
        assert!(Arc::ptr_eq(&first, &configs.get(&pool).unwrap()));

        fs::write(&file, "[display]\nsort_order = 22\n").unwrap();
        assert_eq!(configs.get(&pool).unwrap().sort_order, 22);

        fs::write(&file, "[display").unwrap();
        assert_eq!(configs.get(&pool), None);
        assert_eq!(configs.get(&pool), None);

        assert_eq!(configs.low_seeds(&pool), None);
        fs::write(&file, "[display]\nlow_seeds = 7").unwrap();
        assert_eq!(configs.low_seeds(&pool), Some(7));
        fs::write(&file, "[display]\nlow_seeds = -7").unwrap();
        assert_eq!(configs.low_seeds(&pool), None);

        fs::write(&file, "").unwrap();
        assert_eq!(configs.get(&pool).unwrap().sort_order, 99);

        fs::remove_file(&file).unwrap();
        assert_eq!(configs.get(&pool), None);

        fs::create_dir(&file).unwrap();
        assert_eq!(configs.get(&pool), None);
    }

    #[test]
    fn a_huge_file_is_not_read() {
        let pools = tempfile::tempdir().unwrap();
        fs::create_dir(pools.path().join("big")).unwrap();
        let file = fs::File::create(pools.path().join("big").join(FILE_NAME)).unwrap();
        file.set_len(MAX_BYTES + 1).unwrap();
        let pool = PoolName::parse("big").unwrap();
        assert_eq!(PoolConfigs::new(pools.path()).get(&pool), None);
    }
}
