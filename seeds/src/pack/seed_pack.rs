//! One participant's pack, planned and ready to be read.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use futures_util::Stream;
use futures_util::stream;
use sha2::{Digest, Sha256};

use super::added_entry::{self, AddedEntry};
use super::end::end_records;
use super::layout::PackLayout;
use super::segments::Segments;

/// Bytes read at once. The connection queues a few chunks for a slow client: with
/// this size a download holds less than a mebibyte, and a chunk is still in the
/// processor's cache when it is sent.
const CHUNK: u64 = 128 << 10;

/// Chunks looked at again for their memory: about what a connection queues.
const KEPT: usize = 4;

/// A personal seed pack: cheap to clone, readable from any position.
///
/// It holds the participant's token, so its content is never logged.
#[derive(Clone)]
pub struct SeedPack {
    segments: Arc<Segments>,
    etag: Arc<str>,
}

impl SeedPack {
    /// The pack of the archive with this `layout`, with the settings
    /// `config_toml`. Entries that are added are dated `timestamp`.
    pub(super) fn from_layout(
        layout: &PackLayout,
        config_toml: &str,
        timestamp: DateTime<Utc>,
    ) -> Self {
        let mut segments = layout.entries.clone();
        let mut records = Vec::new();
        let mut added = 0;
        let mut hashes = vec![layout.hash];
        if let Some((library, path)) = &layout.library {
            let entry = AddedEntry {
                path,
                crc: library.crc,
                size: library.size,
                timestamp,
                offset: segments.len(),
            };
            segments.push_owned(entry.header().into());
            segments.push_owned(library.content.clone());
            records.extend(entry.record());
            added += 1;
            hashes.push(library.hash);
        }
        let config = config_toml.as_bytes();
        let entry = AddedEntry {
            path: &layout.config_path,
            crc: added_entry::checksum(config),
            size: u32::try_from(config.len()).expect("settings are short"),
            timestamp,
            offset: segments.len(),
        };
        segments.push_owned([&entry.header(), config].concat().into());
        records.extend(entry.record());
        added += 1;

        let directory_at = segments.len();
        let directory_len = (layout.directory.len() + records.len()) as u64;
        let end = end_records(layout.count + added, directory_len, directory_at);
        let tail = [records, end].concat();
        let etag = etag(&[hashes.as_flattened(), config, &tail]);
        segments.push_owned(layout.directory.clone());
        segments.push_owned(tail.into());
        Self {
            segments: Arc::new(segments),
            etag: etag.into(),
        }
    }

    /// Length in bytes.
    #[expect(clippy::len_without_is_empty, reason = "a pack is never empty")]
    pub fn len(&self) -> u64 {
        self.segments.len()
    }

    /// A strong entity tag, with its quotes: it changes with every byte of the
    /// settings and with the name, size or checksum of any entry.
    pub fn etag(&self) -> &str {
        &self.etag
    }

    /// The bytes in `range`, which must lie within the pack's length.
    ///
    /// What the system has in memory is read at once; for the rest the disk is
    /// waited for on the blocking pool. An error ends the stream, as when the stored file was cut short.
    pub fn stream(
        &self,
        range: Range<u64>,
    ) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let reader = Reader {
            segments: Arc::clone(&self.segments),
            unread: range,
            sent: VecDeque::new(),
        };
        stream::try_unfold(reader, |mut reader| async move {
            Ok(reader.next().await?.map(|chunk| (chunk, reader)))
        })
    }

    /// All of its bytes at once.
    #[cfg(test)]
    pub fn read_all(&self) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(self.len()).unwrap()];
        self.segments.read_exact_at(&mut bytes, 0).unwrap();
        bytes
    }
}

impl fmt::Debug for SeedPack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeedPack")
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// Reads a range of a pack chunk by chunk.
struct Reader {
    segments: Arc<Segments>,
    unread: Range<u64>,
    /// The chunks handed out last, oldest first. The memory of one that has
    /// left is used again: fresh memory would be cleared and mapped anew for
    /// every chunk, and is not in the processor's cache.
    sent: VecDeque<Bytes>,
}

impl Reader {
    /// The next chunk; `None` at the end.
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        let at = self.unread.start;
        let len = self.unread.end.saturating_sub(at).min(CHUNK);
        if len == 0 {
            return Ok(None);
        }
        self.unread.start += len;
        let mut chunk = self.memory();
        chunk.resize(usize::try_from(len).expect("at most one chunk"), 0);
        if !self.segments.read_cached_at(&mut chunk, at) {
            let segments = Arc::clone(&self.segments);
            let read = move || segments.read_exact_at(&mut chunk, at).map(|()| chunk);
            chunk = tokio::task::spawn_blocking(read)
                .await
                .map_err(io::Error::other)??;
        }
        let chunk = chunk.freeze();
        self.sent.push_back(chunk.clone());
        Ok(Some(chunk))
    }

    /// Memory for a chunk: that of an older one which has left, or new.
    fn memory(&mut self) -> BytesMut {
        match self.sent.pop_front().map(Bytes::try_into_mut) {
            Some(Ok(chunk)) => chunk,
            Some(Err(waiting)) => {
                if self.sent.len() < KEPT {
                    self.sent.push_front(waiting);
                }
                BytesMut::new()
            }
            None => BytesMut::new(),
        }
    }
}

fn etag(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    // Half of the hash is plenty, and shorter to send.
    format!("\"{}\"", hex::encode(&hash.finalize()[..16]))
}
