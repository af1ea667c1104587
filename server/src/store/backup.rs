//! Copies of the embedded database.

use std::{fs::File, io, path::Path};

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use super::{Store, StoreError};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// The database is a server with tools of its own.
    #[error(
        "the database is PostgreSQL, which brings its own tool: pg_dump --format=custom --file=<file> <DATABASE_URL>"
    )]
    NotEmbedded,
    /// There is something already.
    #[error("{0} exists already and is not overwritten")]
    Exists(String),
    /// The copy cannot be written.
    #[error("cannot write {path}: {error}")]
    File {
        /// The copy.
        path: String,
        /// What went wrong.
        error: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The copy was written and is not sound.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
}

impl Store {
    /// Writes a consistent copy of the embedded database into a new file, while others read and
    /// write it, and returns the length in bytes. The file has its name only once it is whole.
    ///
    /// # Errors
    /// [`BackupError`]; an unfinished copy keeps the ending `.partial`.
    pub(crate) async fn backup(&self, file: &Path) -> Result<u64, BackupError> {
        if self.db.get_database_backend() != DatabaseBackend::Sqlite {
            return Err(BackupError::NotEmbedded);
        }
        if file.exists() {
            return Err(BackupError::Exists(file.display().to_string()));
        }
        let mut partial = file.as_os_str().to_owned();
        partial.push(".partial");
        let partial = Path::new(&partial);
        let fault = |error| BackupError::File {
            path: partial.display().to_string(),
            error,
        };
        // What an earlier attempt has left is worth nothing.
        match std::fs::remove_file(partial) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(error)),
            _ => {}
        }
        let copy = Statement::from_sql_and_values(
            DatabaseBackend::Sqlite,
            "VACUUM INTO ?",
            [partial.to_string_lossy().into_owned().into()],
        );
        self.db.execute_raw(copy).await.map_err(StoreError::from)?;
        check(partial).await?;
        let written = File::open(partial).map_err(fault)?;
        written.sync_all().map_err(fault)?;
        std::fs::rename(partial, file).map_err(fault)?;
        Ok(written.metadata().map_err(fault)?.len())
    }
}

/// Lets SQLite read the whole copy once.
async fn check(copy: &Path) -> Result<(), BackupError> {
    let url = format!("sqlite://{}?mode=ro&immutable=true", copy.display());
    let db = sea_orm::Database::connect(url)
        .await
        .map_err(StoreError::from)?;
    let statement = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA quick_check(1)");
    let row = db
        .query_one_raw(statement)
        .await
        .map_err(StoreError::from)?;
    let verdict = match row {
        Some(row) => row.try_get_by_index(0).map_err(StoreError::from)?,
        None => String::from("no answer"),
    };
    db.close().await.map_err(StoreError::from)?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(BackupError::Damaged(verdict))
    }
}
