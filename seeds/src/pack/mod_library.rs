//! The mod that goes into every pack.

use std::io;
use std::path::Path;

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::added_entry;

/// Where the mod lies, seen from the seed's folder.
pub(crate) const LIBRARY_PATH: &str = "lib/speedfog_race_mod.dll";

/// The library of the race mod, which stands in for whatever an archive has of it.
///
/// It is read once and then shared by all packs.
#[derive(Clone, Debug)]
pub struct ModLibrary {
    /// Content of the file.
    pub(super) content: Bytes,
    /// Its checksum.
    pub(super) crc: u32,
    /// Its length in bytes.
    pub(super) size: u32,
    /// Its hash.
    pub(super) hash: [u8; 32],
}

impl ModLibrary {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is too large for a library.
    pub fn read(path: &Path) -> io::Result<Self> {
        let content = std::fs::read(path)?;
        let size = u32::try_from(content.len())
            .map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
        Ok(Self {
            crc: added_entry::checksum(&content),
            size,
            hash: Sha256::digest(&content).into(),
            content: content.into(),
        })
    }
}
