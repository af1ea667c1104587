//! Why an archive is refused.

use std::fmt;
use std::io;

use super::entry_name::NameFault;

/// A seed archive cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file could not be opened or read.
    #[error("cannot read the file: {0}")]
    Io(#[from] io::Error),
    /// The end record that every zip archive has was not found.
    #[error("not a complete zip archive: {0}")]
    NotAZip(&'static str),
    /// The central directory contradicts itself or the file.
    #[error("broken zip directory: {0}")]
    Directory(&'static str),
    /// More entries than allowed.
    #[error("{count} entries, more than the {limit} allowed")]
    TooManyEntries {
        /// Entries the archive announces.
        count: u64,
        /// Entries allowed.
        limit: u64,
    },
    /// The directory is larger than allowed.
    #[error("a directory of {bytes} bytes, more than the {limit} allowed")]
    DirectoryTooLarge {
        /// Size the archive announces, in bytes.
        bytes: u64,
        /// Size allowed, in bytes.
        limit: u64,
    },
    /// The entries would unpack to more than allowed.
    #[error("the entries unpack to {bytes} bytes, more than the {limit} allowed for this archive")]
    UnpacksTooLarge {
        /// Sum of the sizes the archive announces, in bytes.
        bytes: u64,
        /// Sum allowed, in bytes.
        limit: u64,
    },
    /// One entry is the reason.
    #[error("entry {name}: {fault}")]
    Entry {
        /// The entry's name, made safe to print.
        name: PrintedName,
        /// What is wrong with it.
        fault: EntryFault,
    },
    /// There is no `graph.json` at the root or directly inside a folder.
    #[error("no graph.json at the root or directly inside a folder")]
    NoGraph,
}

/// What is wrong with one entry.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// The name could lead out of the folder, or confuse an unpacker.
    #[error("{0}")]
    Name(#[from] NameFault),
    /// Another entry has the same name.
    #[error("the name occurs twice, letter case aside")]
    Duplicate,
    /// The entry is encrypted.
    #[error("encrypted")]
    Encrypted,
    /// The entry is a symbolic link, a device or the like.
    #[error("neither a file nor a folder")]
    Special,
    /// The entry is on another disk of a split archive.
    #[error("part of a split archive")]
    Split,
    /// The record's extra fields are malformed or lack a value they must hold.
    #[error("broken extra fields")]
    Extra,
    /// The entry reaches into the next one or beyond the end of all entries.
    #[error("longer than its place in the file")]
    TooLong,
    /// The entry's own header is missing or contradicts the directory.
    #[error("its header does not match the directory")]
    Header,
    /// The data descriptor is missing or contradicts the directory.
    #[error("its data descriptor does not match the directory")]
    Descriptor,
    /// Packed with a method that the server does not unpack.
    #[error("packed with method {0}, only stored and deflated can be read")]
    Method(u16),
    /// Unpacks to more than allowed.
    #[error("larger than the {limit} bytes allowed")]
    TooLarge {
        /// Size allowed, in bytes.
        limit: u64,
    },
    /// The packed data is damaged.
    #[error("damaged data")]
    Damaged,
    /// The data does not have the announced checksum or size.
    #[error("checksum or size do not match")]
    Checksum,
}

impl EntryFault {
    /// The error for the entry called `name`.
    pub fn of(self, name: &str) -> ArchiveError {
        self.of_bytes(name.as_bytes())
    }

    /// As [`of`](Self::of), for a name that may not be UTF-8.
    pub fn of_bytes(self, name: &[u8]) -> ArchiveError {
        ArchiveError::Entry {
            name: PrintedName::new(name),
            fault: self,
        }
    }
}

/// An entry name fit for one line of a log: quoted, escaped, cut if long.
#[derive(Debug, PartialEq, Eq)]
pub struct PrintedName(String);

impl PrintedName {
    /// Characters of the name that are kept.
    const MAX_LENGTH: usize = 120;

    fn new(name: &[u8]) -> Self {
        let text = String::from_utf8_lossy(name);
        match text.char_indices().nth(Self::MAX_LENGTH) {
            Some((end, _)) => Self(format!("{:?}…", &text[..end])),
            None => Self(format!("{text:?}")),
        }
    }
}

impl fmt::Display for PrintedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
