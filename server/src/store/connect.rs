//! Opening the database and bringing its schema up to date.

use std::{path::Path, time::Duration};

use sea_orm::{
    ConnectOptions, Database,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use super::{Store, StoreError, migration::Migrator};

/// Connections kept open at most. Reads are short; SQLite has one writer whatever the number.
const MAX_CONNECTIONS: u32 = 5;

/// Pages of the write-ahead log after which SQLite folds it into the database file.
const WAL_AUTOCHECKPOINT: &str = "2000";

impl Store {
    /// Opens the database at `url` and migrates it.
    ///
    /// # Errors
    /// When it cannot be reached, or a migration fails; the server must not start then.
    pub(crate) async fn connect(url: &str) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(MAX_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|sqlite| {
                // FULL: a commit that was acknowledged survives a power cut, not only a crash.
                sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(10))
                    .foreign_keys(true)
                    .pragma("wal_autocheckpoint", WAL_AUTOCHECKPOINT)
            });
        let db = Database::connect(options).await?;
        Migrator::up(&db, None).await?;
        Ok(Self { db })
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.db.ping().await?)
    }

    /// The URL of the embedded database inside `data_dir`.
    #[must_use]
    pub(crate) fn embedded_url(data_dir: &Path) -> String {
        format!(
            "sqlite://{}?mode=rwc",
            data_dir.join("speedfog-racing.db").display()
        )
    }
}
