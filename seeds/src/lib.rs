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
mod check;
mod pack;
mod pool_config;
mod pool_configs;
mod pool_name;
mod same_graph;
mod scan;
mod slug;
mod stamp;

pub use self::archive::ArchiveError;
pub use self::check::{CheckedSeed, check_seed, loads_dll};
pub use self::pack::{ModLibrary, PackError, PlayerConfig, SeedPack, SeedPacks, is_spoiler};
pub use self::pool_configs::PoolConfigs;
pub use self::pool_name::{PoolName, PoolNameError};
pub use self::same_graph::same_graph;
pub use self::scan::{FaultReason, ReadSeed, SeedFile, list_pools, list_seed_files, read_seed};
pub use self::slug::Slug;
pub use self::stamp::Stamp;

#[cfg(test)]
mod test_zips;
