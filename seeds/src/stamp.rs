//! A cheap fingerprint of a file, to notice that it was replaced.

use std::fs::Metadata;
use std::time::SystemTime;

/// Length and modification time of a file at one moment.
///
/// Two equal stamps of one path mean the same content as far as caches care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    /// The stamp in `metadata`.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            len: metadata.len(),
            modified: metadata.modified().ok(),
        }
    }
}
