//! Why no pack can be made.

use std::io;

use crate::archive::ArchiveError;

/// A seed's pack cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The stored archive is gone, as an operator may remove old ones.
    #[error("the seed archive is missing")]
    Missing,
    /// The stored archive holds another seed than it did.
    #[error("the seed archive was replaced by another seed")]
    OtherSeed,
    /// The stored archive cannot be read or must not be passed on.
    #[error("the seed archive is unusable: {0}")]
    Archive(ArchiveError),
    /// The work was cut off, as the server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl From<ArchiveError> for PackError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Io(error) => error.into(),
            other => Self::Archive(other),
        }
    }
}

impl From<io::Error> for PackError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // Also when a folder on the way has become a file.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Archive(error.into()),
        }
    }
}
