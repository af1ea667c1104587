//! The central directory of an archive.

use std::collections::HashSet;

use super::end_record::EndRecord;
use super::entry::Entry;
use super::error::{ArchiveError, EntryFault};
use super::limits::Limits;
use super::stored_file::StoredFile;

/// The directory of an archive, whole and checked.
#[derive(Debug)]
pub(crate) struct Directory {
    bytes: Vec<u8>,
    offset: u64,
    entries: Vec<Entry>,
}

impl Directory {
    /// Reads the directory of `file`.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] for the first thing that is wrong.
    pub(crate) fn read(file: &StoredFile, limits: &Limits) -> Result<Self, ArchiveError> {
        let end = EndRecord::find(file)?;
        if end.entries > limits.entries {
            return Err(ArchiveError::TooManyEntries {
                count: end.entries,
                limit: limits.entries,
            });
        }
        if end.size > limits.directory_bytes {
            return Err(ArchiveError::DirectoryTooLarge {
                bytes: end.size,
                limit: limits.directory_bytes,
            });
        }
        // Both numbers are below the limits, and the end record lies within
        // the file, so this allocates no more than the file has.
        let too_large = |_| ArchiveError::Directory("too large for this machine");
        let mut bytes = vec![0; usize::try_from(end.size).map_err(too_large)?];
        file.read_exact_at(&mut bytes, end.offset)?;
        let directory = Self {
            entries: parse_entries(&bytes, end.entries)?,
            bytes,
            offset: end.offset,
        };
        directory.check_names()?;
        directory.check_sizes(file, limits)?;
        Ok(directory)
    }

    /// The entries, in the directory's order.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Position of the directory in the file, where the entries end.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// The bytes of the record of `entry`.
    pub(crate) fn record(&self, entry: &Entry) -> &[u8] {
        &self.bytes[entry.record.clone()]
    }

    fn check_names(&self) -> Result<(), ArchiveError> {
        let mut seen = HashSet::with_capacity(self.entries.len());
        for entry in &self.entries {
            // Windows, where packs are unpacked, takes `A` and `a` for one
            // file; a folder named twice does no harm there.
            let name = match entry.is_folder() {
                true => entry.name.to_string(),
                false => entry.name.to_lowercase(),
            };
            if !seen.insert(name) {
                return Err(EntryFault::Duplicate.of(&entry.name));
            }
        }
        Ok(())
    }

    fn check_sizes(&self, file: &StoredFile, limits: &Limits) -> Result<(), ArchiveError> {
        let sizes = self.entries.iter().map(|entry| entry.size);
        let bytes = sizes.fold(0, u64::saturating_add);
        let by_ratio = file.len().saturating_mul(limits.ratio);
        let limit = by_ratio
            .max(Limits::RATIO_FREE_BYTES)
            .min(limits.unpacked_bytes);
        if bytes > limit {
            return Err(ArchiveError::UnpacksTooLarge { bytes, limit });
        }
        Ok(())
    }
}

fn parse_entries(bytes: &[u8], count: u64) -> Result<Vec<Entry>, ArchiveError> {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let entry = Entry::parse(bytes, at)?;
        at = entry.record.end;
        entries.push(entry);
    }
    if entries.len() as u64 != count {
        return Err(ArchiveError::Directory(
            "it has another number of entries than the end record says",
        ));
    }
    Ok(entries)
}
