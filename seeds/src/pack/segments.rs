//! A file that exists only as pieces: ranges of a stored file, and bytes.

use std::io;
use std::sync::Arc;

use bytes::Bytes;

use crate::archive::StoredFile;

/// Pieces that follow one another, readable at any position.
#[derive(Clone, Debug)]
pub(super) struct Segments {
    file: Arc<StoredFile>,
    parts: Vec<Part>,
    len: u64,
}

/// One piece, never empty.
#[derive(Clone, Debug)]
struct Part {
    /// Position after the last byte, in the whole.
    end: u64,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// Bytes of the stored file from this position on.
    Stored(u64),
    /// Bytes in memory.
    Owned(Bytes),
}

impl Segments {
    /// Nothing yet, over the stored `file`.
    pub(super) fn new(file: Arc<StoredFile>) -> Self {
        Self {
            file,
            parts: Vec::new(),
            len: 0,
        }
    }

    /// Length of the whole, in bytes.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Adds `len` bytes of the stored file from `offset` on.
    pub(super) fn push_stored(&mut self, offset: u64, len: u64) {
        if len == 0 {
            return;
        }
        let before = self.len;
        self.len += len;
        let start = self
            .parts
            .len()
            .checked_sub(2)
            .map_or(0, |i| self.parts[i].end);
        if let Some(last) = self.parts.last_mut()
            && let Content::Stored(from) = last.content
            && from + (before - start) == offset
        {
            last.end = self.len;
            return;
        }
        self.push(Content::Stored(offset));
    }

    /// Adds bytes in memory.
    pub(super) fn push_owned(&mut self, bytes: Bytes) {
        if !bytes.is_empty() {
            self.len += bytes.len() as u64;
            self.push(Content::Owned(bytes));
        }
    }

    fn push(&mut self, content: Content) {
        let end = self.len;
        self.parts.push(Part { end, content });
    }

    /// Fills `buffer` with the bytes from `at` on.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::UnexpectedEof`] when the whole, or the stored file
    /// behind it, ends before `buffer` is full; the system's error otherwise.
    pub(super) fn read_exact_at(&self, buffer: &mut [u8], at: u64) -> io::Result<()> {
        self.fill(buffer, at, |now, offset| {
            self.file.read_exact_at(now, offset)
        })
    }

    /// The same if nobody has to wait for the disk; false if not, or if the
    /// whole ends before.
    pub(super) fn read_cached_at(&self, buffer: &mut [u8], at: u64) -> bool {
        let read = |now: &mut [u8], offset| {
            let cached = self.file.read_cached_at(now, offset);
            cached.then_some(()).ok_or(io::ErrorKind::WouldBlock.into())
        };
        self.fill(buffer, at, read).is_ok()
    }

    /// Fills `buffer`, with `read` for what is in the stored file.
    fn fill(
        &self,
        buffer: &mut [u8],
        at: u64,
        read: impl Fn(&mut [u8], u64) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut left = buffer;
        let mut at = at;
        let mut index = self.parts.partition_point(|part| part.end <= at);
        while !left.is_empty() {
            let part = self.parts.get(index).ok_or(io::ErrorKind::UnexpectedEof)?;
            let start = index
                .checked_sub(1)
                .map_or(0, |before| self.parts[before].end);
            let room = usize::try_from(part.end - at).unwrap_or(usize::MAX);
            let (now, later) = left.split_at_mut(room.min(left.len()));
            let skip = at - start;
            match &part.content {
                Content::Stored(offset) => read(now, offset + skip)?,
                Content::Owned(bytes) => {
                    let skip = usize::try_from(skip).expect("a position inside bytes in memory");
                    now.copy_from_slice(&bytes[skip..skip + now.len()]);
                }
            }
            at += now.len() as u64;
            left = later;
            index += 1;
        }
        Ok(())
    }
}
