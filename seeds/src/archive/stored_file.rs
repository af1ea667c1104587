//! The file of an archive, read at positions.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::stamp::Stamp;

/// Bytes a [`Window`] reads at once.
const WINDOW: usize = 8 << 10;

/// An open regular file that many readers share, as no read moves a cursor.
#[derive(Debug)]
pub(crate) struct StoredFile {
    file: File,
    len: u64,
    stamp: Stamp,
}

impl StoredFile {
    /// Opens the regular file at `path`.
    ///
    /// # Errors
    ///
    /// The system's error, or [`io::ErrorKind::InvalidInput`] for a folder, a
    /// pipe or a device.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        // Looked at before opening: to open a pipe would wait for its writer.
        if !std::fs::metadata(path)?.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a regular file",
            ));
        }
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        Ok(Self {
            file,
            len: metadata.len(),
            stamp: Stamp::of(&metadata),
        })
    }

    /// Length in bytes when the file was opened.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// The stamp of the file when it was opened.
    pub(crate) fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Fills `buffer` with the bytes from `offset` on.
    ///
    /// # Errors
    ///
    /// The system's error, or [`io::ErrorKind::UnexpectedEof`] when the file
    /// ends before `buffer` is full.
    pub(crate) fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut done = 0;
        while done < buffer.len() {
            match self.read_at(&mut buffer[done..], offset + done as u64) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(read) => done += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Fills `buffer` with the bytes from `offset` on if the system has all of
    /// them in memory, so that nobody waits for the disk. False if not, or if
    /// the system cannot tell; what `buffer` holds then means nothing.
    #[cfg(target_os = "linux")]
    pub(crate) fn read_cached_at(&self, buffer: &mut [u8], offset: u64) -> bool {
        use rustix::io::{ReadWriteFlags, preadv2};

        let len = buffer.len();
        let mut buffers = [io::IoSliceMut::new(buffer)];
        preadv2(&self.file, &mut buffers, offset, ReadWriteFlags::NOWAIT) == Ok(len)
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn read_cached_at(&self, _: &mut [u8], _: u64) -> bool {
        false
    }

    #[cfg(unix)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(&self.file, buffer, offset)
    }
}

/// Reads many small pieces at rising positions with few calls to the system.
pub(super) struct Window<'a> {
    file: &'a StoredFile,
    start: u64,
    bytes: Vec<u8>,
}

impl<'a> Window<'a> {
    /// A window on `file` that has read nothing yet.
    pub(super) fn new(file: &'a StoredFile) -> Self {
        Self {
            file,
            start: 0,
            bytes: Vec::new(),
        }
    }

    /// The `len` bytes from `offset` on; fewer only where the file ends.
    ///
    /// # Errors
    ///
    /// As [`StoredFile::read_exact_at`].
    pub(super) fn bytes(&mut self, offset: u64, len: usize) -> io::Result<&[u8]> {
        let left = self.file.len().saturating_sub(offset);
        let len = usize::try_from(left).map_or(len, |left| left.min(len));
        let end = offset.saturating_add(len as u64);
        if offset < self.start || end > self.start + self.bytes.len() as u64 {
            let wanted = usize::try_from(left).map_or(WINDOW, |left| left.min(WINDOW));
            self.bytes.clear();
            self.bytes.resize(wanted.max(len), 0);
            self.start = offset;
            if let Err(error) = self.file.read_exact_at(&mut self.bytes, offset) {
                self.bytes.clear();
                return Err(error);
            }
        }
        let at = usize::try_from(offset - self.start).expect("the window covers the offset");
        Ok(&self.bytes[at..at + len])
    }
}
