//! Reading the graph, and other small files, out of an archive.

use std::io::{self, Read};

use bytes::Bytes;
use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::directory::Directory;
use super::entry::Entry;
use super::error::{ArchiveError, EntryFault};
use super::extent::measure;
use super::stored_file::{StoredFile, Window};

const FILE_NAME: &str = "graph.json";
const METHOD_STORED: u16 = 0;
const METHOD_DEFLATED: u16 = 8;

/// Bytes of packed data read at once.
const CHUNK: usize = 64 << 10;

/// Unpacks an entry of at most `limit` bytes.
pub(super) fn read(
    file: &StoredFile,
    directory: &Directory,
    entry: &Entry,
    limit: u64,
) -> Result<Bytes, ArchiveError> {
    let extent = measure(&mut Window::new(file), entry, directory.offset())?;
    let packed = PackedData {
        file,
        at: extent.data,
        left: entry.packed,
    };
    let packed = io::BufReader::with_capacity(CHUNK, packed);
    let unpacked = match entry.method {
        METHOD_STORED => unpack(packed, entry, limit),
        METHOD_DEFLATED => unpack(DeflateDecoder::new(packed), entry, limit),
        other => Err(EntryFault::Method(other)),
    };
    unpacked.map_err(|fault| fault.of(&entry.name))
}

/// The graph: at the root or, else, directly inside a folder.
pub(super) fn find(directory: &Directory) -> Option<&Entry> {
    let entries = directory.entries();
    let at_root = entries.iter().find(|entry| &*entry.name == FILE_NAME);
    let in_folder = |entry: &&Entry| {
        let split = entry.name.split_once('/');
        split.is_some_and(|(_, file_name)| file_name == FILE_NAME)
    };
    at_root.or_else(|| entries.iter().find(in_folder))
}

/// Reads all of `data`, believing the announced size only after counting.
fn unpack(data: impl Read, entry: &Entry, limit: u64) -> Result<Bytes, EntryFault> {
    let too_large = EntryFault::TooLarge { limit };
    if entry.size > limit {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    let mut bounded = data.take(limit + 1);
    let read = bounded.read_to_end(&mut bytes);
    read.map_err(|_| EntryFault::Damaged)?;
    if bytes.len() as u64 > limit {
        return Err(too_large);
    }
    let mut crc = Crc::new();
    crc.update(&bytes);
    if bytes.len() as u64 != entry.size || crc.sum() != entry.crc32 {
        return Err(EntryFault::Checksum);
    }
    Ok(bytes.into())
}

/// The packed bytes of one entry.
struct PackedData<'a> {
    file: &'a StoredFile,
    at: u64,
    left: u64,
}

impl Read for PackedData<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        self.file.read_exact_at(&mut buffer[..len], self.at)?;
        self.at += len as u64;
        self.left -= len as u64;
        Ok(len)
    }
}
