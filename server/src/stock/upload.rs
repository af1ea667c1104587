//! Seeds that admins bring over the network.
//!
//! An upload is written beside the seeds of its pool under a name that no scan takes, checked there
//! as thoroughly as `speedfog-tools pool check` does, and only then renamed. Whatever goes wrong,
//! nothing is left behind; what a crash leaves is removed at the next start.

use std::{io, os::unix::fs::PermissionsExt, path::Path, pin::pin};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use speedfog_protocol::rest::UploadedSeed;
use speedfog_race::UserId;
use speedfog_seeds::{CheckedSeed, FaultReason, PoolName, ReadSeed, Slug, Stamp, check_seed};
use tempfile::NamedTempFile;
use tokio::{
    io::{AsyncWrite, AsyncWriteExt, BufWriter},
    time::timeout,
};

use super::{Stock, new_seed};
use crate::{
    config::StockSettings,
    store::{AuditEntry, StoreError},
};

/// How the files of uploads are called until they are seeds.
const PREFIX: &str = ".upload-";
const SUFFIX: &str = ".part";

/// Bytes written at once.
const CHUNK: usize = 256 * 1024;

/// Who brings a seed, and where it belongs.
#[derive(Debug)]
pub(crate) struct Uploader {
    /// Who.
    pub(crate) user: UserId,
    /// The pool it is for.
    pub(crate) pool: PoolName,
    /// Name of the file where it comes from. If it is that of a seed, it is kept.
    pub(crate) file_name: Option<String>,
    /// Length that was announced, in bytes.
    pub(crate) announced: Option<u64>,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// An upload that became no seed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UploadError {
    /// The pool has no folder with settings.
    #[error("there is no pool {0}")]
    UnknownPool(PoolName),
    /// The pool has a seed of that name.
    #[error("there is a seed {0} already")]
    Taken(String),
    /// The same seed is there, in the pool and under the name given.
    #[error("the same seed as {0}")]
    Duplicate(String),
    /// Larger than allowed.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// Nothing came for too long, or it took too long as a whole.
    #[error("too slow")]
    TooSlow,
    /// The connection ended before the file did.
    #[error("broken off")]
    Cut,
    /// No server would take it as a seed.
    #[error(transparent)]
    Unusable(FaultReason),
    /// Nobody could race on it.
    #[error("{}", .0.join("; "))]
    Faulty(Vec<String>),
    /// The disk could not take it.
    #[error("cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Stock {
    /// Takes an archive that arrives in pieces, and makes a seed of it.
    ///
    /// # Errors
    /// [`UploadError`]; then nothing is left of it.
    pub(crate) async fn upload<E>(
        &self,
        by: &Uploader,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<UploadedSeed, UploadError> {
        let limit = self.settings.upload_bytes;
        if by.announced.is_some_and(|bytes| bytes > limit) {
            return Err(UploadError::TooLarge(limit));
        }
        let folder = self.pools_dir.join(by.pool.as_str());
        let settings = folder.join("config.toml");
        if !tokio::fs::try_exists(settings).await? {
            return Err(UploadError::UnknownPool(by.pool.clone()));
        }
        let name = file_name(by.file_name.as_deref());
        let target = folder.join(&name);
        // Asked again at the end; now it spares everybody the upload.
        if tokio::fs::try_exists(&target).await? {
            return Err(UploadError::Taken(name));
        }
        let part = blocking(move || part_in(&folder)).await??;
        let mut file = BufWriter::with_capacity(CHUNK, tokio::fs::File::from_std(part.reopen()?));
        let received = receive(&self.settings, body, &mut file).await?;
        file.into_inner().sync_all().await?;
        let path = part.path().to_owned();
        let checked = blocking(move || check_seed(&path)).await?;
        let checked = checked.map_err(UploadError::Unusable)?;
        if !checked.faults.is_empty() {
            return Err(UploadError::Faulty(checked.faults));
        }
        let notes = checked.notes.clone();
        let layers = checked.graph.total_layers();
        self.place(by, part, &target, checked, &received).await?;
        Ok(UploadedSeed {
            pool_name: by.pool.to_string(),
            file: name,
            bytes: received.bytes,
            sha256: received.sha256,
            total_layers: layers,
            notes,
        })
    }

    /// Gives a checked archive its final name and stores its seed.
    async fn place(
        &self,
        by: &Uploader,
        part: NamedTempFile,
        target: &Path,
        checked: CheckedSeed,
        received: &Received,
    ) -> Result<(), UploadError> {
        // Nobody else takes the file for a new one between its naming and its storing.
        let mut shelf = self.shelf.lock().await;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let slug = Slug::from_file_name(&name).expect("the name was made for a seed");
        let seed = ReadSeed {
            graph: checked.graph,
            graph_json: checked.graph_json,
        };
        let new = new_seed(&by.pool, &slug, target, &seed);
        if let Some((pool, slug)) = self.store.seed_with_graph(&new).await? {
            return Err(UploadError::Duplicate(format!("{pool}/seed_{slug}.zip")));
        }
        let entry = AuditEntry {
            at: by.at,
            action: "seed_uploaded",
            actor: Some(by.user),
            race: None,
            subject: None,
            detail: Some(format!("{}/{name}, SHA-256 {}", by.pool, received.sha256)),
        };
        let to = target.to_owned();
        let placed = blocking(move || part.persist_noclobber(to)).await?;
        let stamp = match placed {
            Ok(file) => Stamp::of(&file.metadata()?),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(UploadError::Taken(name.into_owned()));
            }
            Err(error) => return Err(error.error.into()),
        };
        if let Err(error) = self.store.add_uploaded_seed(new, &entry).await {
            drop(tokio::fs::remove_file(target).await);
            return Err(match error {
                StoreError::Conflict => UploadError::Taken(name.into_owned()),
                error => error.into(),
            });
        }
        shelf.judged.insert(target.to_owned(), stamp);
        self.report().accept(target);
        tracing::info!(pool.name = %by.pool, user.id = %by.user, path = %target.display(), "seed uploaded");
        Ok(())
    }

    /// Removes what uploads have left that a crash ended.
    pub(crate) async fn remove_partial_uploads(&self) {
        let dir = self.pools_dir.clone();
        let remove = move || {
            let folders = std::fs::read_dir(dir).into_iter().flatten().flatten();
            let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()));
            files
                .flatten()
                .flatten()
                .for_each(|file| remove_part(&file));
        };
        drop(blocking(remove).await);
    }
}

/// Removes a file if it is the rest of an upload.
fn remove_part(file: &std::fs::DirEntry) {
    let name = file.file_name();
    let name = name.to_string_lossy();
    if !(name.starts_with(PREFIX) && name.ends_with(SUFFIX)) {
        return;
    }
    let path = file.path();
    match std::fs::remove_file(&path) {
        Ok(()) => tracing::info!(path = %path.display(), "rest of an upload removed"),
        Err(error) => tracing::warn!(path = %path.display(), %error, "rest of an upload stays"),
    }
}

/// What has arrived.
#[derive(Debug)]
struct Received {
    bytes: u64,
    sha256: String,
}

/// Writes what arrives, within the limits of size and time.
async fn receive<E>(
    settings: &StockSettings,
    body: impl Stream<Item = Result<Bytes, E>>,
    file: &mut (impl AsyncWrite + Unpin),
) -> Result<Received, UploadError> {
    let mut body = pin!(body);
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let writing = async {
        while let Some(chunk) = timeout(settings.upload_stall, body.next())
            .await
            .map_err(|_| UploadError::TooSlow)?
        {
            let chunk = chunk.map_err(|_| UploadError::Cut)?;
            bytes += chunk.len() as u64;
            if bytes > settings.upload_bytes {
                return Err(UploadError::TooLarge(settings.upload_bytes));
            }
            hash.update(&chunk);
            file.write_all(&chunk).await?;
        }
        file.flush().await?;
        Ok(())
    };
    timeout(settings.upload_timeout, writing)
        .await
        .map_err(|_| UploadError::TooSlow)??;
    Ok(Received {
        bytes,
        sha256: hex::encode(hash.finalize()),
    })
}

/// The name of the seed's file: the given one if it is that of a seed, or a random one.
fn file_name(given: Option<&str>) -> String {
    match given.filter(|name| Slug::from_file_name(name).is_some()) {
        Some(name) => name.to_owned(),
        None => {
            let mut bytes = [0; 6];
            getrandom::fill(&mut bytes).expect("the operating system provides random bytes");
            format!("seed_{}.zip", hex::encode(bytes))
        }
    }
}

/// A new file that disappears unless it is given another name.
fn part_in(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(PREFIX)
        .suffix(SUFFIX)
        // As any file of the server's user, so that others may read what the server may.
        .permissions(std::fs::Permissions::from_mode(0o644))
        .tempfile_in(folder)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll},
        time::Duration,
    };

    use axum::response::IntoResponse;
    use futures_util::stream;

    use super::*;
    use crate::error::ApiError;

    /// A disk with room for so many bytes.
    struct Disk(usize);

    impl AsyncWrite for Disk {
        fn poll_write(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            let fits = self.0.min(bytes.len());
            self.0 -= fits;
            Poll::Ready(match fits {
                0 => Err(io::ErrorKind::StorageFull.into()),
                _ => Ok(fits),
            })
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    /// What becomes of three pieces of 100 bytes each.
    async fn outcome(settings: &StockSettings, disk: usize) -> Result<u64, u16> {
        let pieces = (0..3).map(|_| Ok::<_, io::Error>(Bytes::from_static(&[0; 100])));
        let received = receive(settings, stream::iter(pieces), &mut Disk(disk)).await;
        received
            .map(|received| received.bytes)
            .map_err(|error| ApiError::from(error).into_response().status().as_u16())
    }

    #[tokio::test]
    async fn every_limit_has_its_answer() {
        let settings = StockSettings {
            upload_bytes: 300,
            ..StockSettings::default()
        };
        assert_eq!(outcome(&settings, 300).await, Ok(300));
        assert_eq!(outcome(&settings, 250).await, Err(507));
        let small = StockSettings {
            upload_bytes: 299,
            ..settings.clone()
        };
        assert_eq!(outcome(&small, 1000).await, Err(413));
        let broken = stream::iter([Err::<Bytes, _>(io::Error::other("cut"))]);
        let received = receive(&settings, broken, &mut Disk(9)).await;
        assert!(matches!(received, Err(UploadError::Cut)));
        let hasty = StockSettings {
            upload_timeout: Duration::from_millis(10),
            ..settings
        };
        let silent = stream::pending::<io::Result<Bytes>>();
        let received = receive(&hasty, silent, &mut Disk(9)).await;
        assert!(matches!(received, Err(UploadError::TooSlow)));
    }

    #[test]
    fn names_of_seeds_are_kept_and_others_replaced() {
        assert_eq!(file_name(Some("seed_a.zip")), "seed_a.zip");
        for other in [
            None,
            Some("a.zip"),
            Some("../seed_a.zip"),
            Some("seed_a/../b.zip"),
        ] {
            let name = file_name(other);
            assert!(
                name.len() == 21 && Slug::from_file_name(&name).is_some(),
                "{name}"
            );
        }
    }
}
