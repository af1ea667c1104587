//! The part of a pack that is the same for every participant.

use std::sync::Arc;

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::mod_library::ModLibrary;
use super::segments::Segments;
use super::spoilers::Filter;
use crate::archive::{ArchiveError, Entry, OffsetField, SeedArchive};

/// The kept entries of one archive: their bytes, and their directory records
/// with the positions they have in the pack.
#[derive(Debug)]
pub(super) struct PackLayout {
    /// The kept entries, header, data and descriptor as they are stored.
    pub(super) entries: Segments,
    /// Their directory records.
    pub(super) directory: Bytes,
    /// Their number.
    pub(super) count: u64,
    /// Path of the participant's settings inside the pack.
    pub(super) config_path: String,
    /// The mod that is added, and its path inside the pack.
    pub(super) library: Option<(ModLibrary, String)>,
    /// Hash of the directory records, so of every name, size and checksum.
    pub(super) hash: [u8; 32],
    /// Hash of the graph, which is left out; none when the archive has no readable one.
    pub(super) graph: Option<[u8; 32]>,
}

impl PackLayout {
    /// Works out what to keep of `archive`, whose mod `library` stands in for.
    ///
    /// # Errors
    ///
    /// As [`SeedArchive::extents`].
    pub(super) fn of(
        archive: &SeedArchive,
        library: Option<&ModLibrary>,
    ) -> Result<Self, ArchiveError> {
        let entries = archive.directory().entries();
        let extents = archive.extents()?;
        let filter = Filter::of(entries, library.is_some());
        let mut kept: Vec<usize> = (0..entries.len())
            .filter(|&index| !filter.leaves_out(&entries[index].name))
            .collect();

        // The data keeps the order it has in the file. Bytes between entries
        // belong to none, so they might be an old spoiler: they are dropped.
        kept.sort_by_key(|&index| extents[index].start);
        let mut segments = Segments::new(Arc::clone(archive.file()));
        let mut offsets = vec![0; entries.len()];
        for &index in &kept {
            let extent = &extents[index];
            offsets[index] = segments.len();
            segments.push_stored(extent.start, extent.end - extent.start);
        }

        kept.sort_unstable();
        let mut directory = Vec::new();
        for &index in &kept {
            let entry = &entries[index];
            let record = archive.directory().record(entry);
            push_moved(&mut directory, record, entry, offsets[index]);
        }
        Ok(Self {
            entries: segments,
            hash: Sha256::digest(&directory).into(),
            directory: directory.into(),
            count: kept.len() as u64,
            config_path: filter.config_path(),
            library: library.map(|library| (library.clone(), filter.library_path())),
            graph: archive
                .read_graph()
                .ok()
                .map(|graph| Sha256::digest(&graph).into()),
        })
    }
}

/// Appends the record of `entry` with its header at `offset`.
///
/// Entries only ever move towards the start, so the new position fits into the
/// field that held the old one and the record keeps its length.
fn push_moved(directory: &mut Vec<u8>, record: &[u8], entry: &Entry, offset: u64) {
    let at = directory.len();
    directory.extend_from_slice(record);
    let record = &mut directory[at..];
    match entry.offset_field {
        OffsetField::Short(at) => {
            let offset = u32::try_from(offset).expect("no entry moves towards the end");
            record[at..at + 4].copy_from_slice(&offset.to_le_bytes());
        }
        OffsetField::Long(at) => record[at..at + 8].copy_from_slice(&offset.to_le_bytes()),
    }
}
