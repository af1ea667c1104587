//! A seed archive: one zip file in a pool folder, opened with distrust.
//!
//! [`SeedArchive::open`] reads the directory only and refuses whatever could
//! harm a participant who unpacks the pack, or the server that reads it. A size
//! or position is followed only as far as the file really reaches, and nothing
//! is unpacked except the graph, up to a limit.

mod directory;
mod end_record;
mod entry;
mod entry_name;
mod error;
mod extent;
mod limits;
mod small_entry;
mod stored_file;

#[cfg(test)]
mod hostile_tests;

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;

pub(crate) use self::directory::Directory;
pub(crate) use self::entry::{Entry, OffsetField};
pub use self::error::ArchiveError;
pub(crate) use self::extent::{Extent, extents};
pub(crate) use self::limits::Limits;
pub(crate) use self::stored_file::StoredFile;

/// An open seed archive whose directory has been read and checked.
#[derive(Debug)]
pub(crate) struct SeedArchive {
    file: Arc<StoredFile>,
    directory: Directory,
    limits: Limits,
}

impl SeedArchive {
    /// Opens the archive at `path` under the usual limits.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when the file cannot be read, is no zip archive, or
    /// holds an entry that must not be passed on.
    pub(crate) fn open(path: &Path) -> Result<Self, ArchiveError> {
        Self::open_within(path, Limits::default())
    }

    /// As [`open`](Self::open), under other limits.
    pub(crate) fn open_within(path: &Path, limits: Limits) -> Result<Self, ArchiveError> {
        let file = StoredFile::open(path)?;
        let directory = Directory::read(&file, &limits)?;
        Ok(Self {
            file: Arc::new(file),
            directory,
            limits,
        })
    }

    /// The file behind the archive.
    pub(crate) fn file(&self) -> &Arc<StoredFile> {
        &self.file
    }

    /// The entries, in the order of the archive's directory.
    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Where each entry lies in the file, in the order of the directory.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`] when an entry's own header contradicts the directory,
    /// when entries overlap, or when one reaches out of the file.
    pub(crate) fn extents(&self) -> Result<Vec<Extent>, ArchiveError> {
        extents(&self.file, &self.directory)
    }

    /// Name of the entry that holds the graph: `graph.json` at the root or, else,
    /// the first one directly inside a folder.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::NoGraph`] when there is none.
    pub(crate) fn graph_name(&self) -> Result<&str, ArchiveError> {
        let entry = small_entry::find(&self.directory).ok_or(ArchiveError::NoGraph)?;
        Ok(&entry.name)
    }

    /// The unpacked graph.
    ///
    /// # Errors
    ///
    /// As [`graph_name`](Self::graph_name), or [`ArchiveError::Entry`] when it is
    /// larger than the limit or damaged.
    pub(crate) fn read_graph(&self) -> Result<Bytes, ArchiveError> {
        let entry = small_entry::find(&self.directory).ok_or(ArchiveError::NoGraph)?;
        small_entry::read(&self.file, &self.directory, entry, self.limits.graph_bytes)
    }

    /// The unpacked entry called `name`, of at most `limit` bytes; `None` when
    /// there is no such entry.
    ///
    /// # Errors
    ///
    /// [`ArchiveError::Entry`] when it is larger or damaged.
    pub(crate) fn read_entry(&self, name: &str, limit: u64) -> Result<Option<Bytes>, ArchiveError> {
        let mut entries = self.directory.entries().iter();
        let Some(entry) = entries.find(|entry| &*entry.name == name) else {
            return Ok(None);
        };
        small_entry::read(&self.file, &self.directory, entry, limit).map(Some)
    }
}
