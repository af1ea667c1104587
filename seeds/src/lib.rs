//! Seeds as files: pools on disk, seed archives, and the packs made from them.
//!
//! Everything here works on folders and zip files; nothing here knows the
//! database, a race or a permission. Functions block on the disk, so request
//! handlers call them on the blocking pool, except where a function says that
//! it is cheap.
//!
//! Archives come from an operator, yet they are read as hostile input: no size
//! or offset in them is believed before it has been checked against the file,
//! and no entry name that could leave its folder is passed on to participants.

mod archive;
mod pack;
mod pool_config;
mod pool_configs;
mod pool_name;
mod scan;
mod slug;
mod stamp;

pub use self::archive::ArchiveError;
pub use self::pack::{ModLibrary, PackError, PlayerConfig, SeedPack, SeedPacks};
pub use self::pool_configs::PoolConfigs;
pub use self::pool_name::{PoolName, PoolNameError};
pub use self::scan::{
    FaultReason, FoundSeed, PoolScan, SeedFault, list_pools, read_seed, scan_pool,
};
pub use self::slug::Slug;

#[cfg(test)]
mod test_zips;
