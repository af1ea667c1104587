//! Opening the database and bringing its schema up to date.

use std::{collections::HashSet, path::Path, time::Duration};

use sea_orm::{
    ConnectOptions, Database, DatabaseBackend,
    sqlx::{
        self, Connection,
        sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_orm_migration::MigratorTrait;

use super::{Changes, Store, StoreError, migration::Migrator};
use crate::{
    config::{SecretText, Settings},
    figures::Figures,
};

/// Connections kept open at most. Reads are short; SQLite has one writer whatever the number.
const MAX_CONNECTIONS: u32 = 5;

/// How long a connection that nobody uses is kept: each costs memory, an embedded one a thread as well.
const IDLE: Duration = Duration::from_secs(60);

/// Pages of the write-ahead log after which SQLite folds it into the database file.
const WAL_AUTOCHECKPOINT: &str = "2000";

/// How much of the database SQLite keeps for each connection, in KiB as it wants them: negative. The
/// system keeps the rest, once for all of them.
const CACHE_SIZE: &str = "-1024";

/// Whether a connection may be used again. On a full disk SQLite ends a transaction by itself, which
/// leaves the connection believing that it is still in it: whatever is written over it later would
/// be written to nowhere, behind a lock that is never given back.
async fn is_usable(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A rollback may still be on its way, and is done with before this.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

impl Store {
    /// The database that the settings mean: the one they name, or the embedded one in the data folder.
    #[must_use]
    pub(crate) fn url(settings: &Settings) -> SecretText {
        settings
            .database_url
            .clone()
            .unwrap_or_else(|| SecretText::new(Self::embedded_url(&settings.data_dir)))
    }

    /// The URL of the embedded database inside `data_dir`.
    #[must_use]
    pub(crate) fn embedded_url(data_dir: &Path) -> String {
        format!(
            "sqlite://{}?mode=rwc",
            data_dir.join("speedfog-racing.db").display()
        )
    }

    /// Opens the database at `url`, creates it where that is possible, and migrates it.
    ///
    /// # Errors
    /// When it cannot be reached, or a migration fails; the server must not start then.
    pub(crate) async fn connect(url: &str) -> Result<Self, StoreError> {
        let store = Self::open(url, true).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Opens the database at `url` as it is. Without `create` it must exist.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub(crate) async fn open(url: &str, create: bool) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(MAX_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .idle_timeout(IDLE)
            .sqlx_logging(false)
            .map_sqlx_sqlite_pool_opts(|pool| {
                pool.after_release(|connection, _| Box::pin(is_usable(connection)))
            })
            .map_sqlx_sqlite_opts(move |sqlite| {
                // FULL: a commit that was acknowledged survives a power cut, not only a crash.
                sqlite
                    .create_if_missing(create)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .busy_timeout(Duration::from_secs(10))
                    .foreign_keys(true)
                    .pragma("wal_autocheckpoint", WAL_AUTOCHECKPOINT)
                    .pragma("cache_size", CACHE_SIZE)
            });
        let db = Database::connect(options).await?;
        Ok(Self {
            db,
            changes: Changes::default(),
        })
    }

    /// Brings the schema up to date and returns the names of the steps this took.
    ///
    /// # Errors
    /// As [`Store::pending_migrations`], and when a step fails; the steps before it stay.
    pub(crate) async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let pending = self.pending_migrations().await?;
        Migrator::up(&self.db, None).await?;
        Ok(pending)
    }

    /// Names of the steps that the schema is behind, oldest first. Creates the table in which
    /// the steps are noted.
    ///
    /// # Errors
    /// Database failures, and [`StoreError::Newer`] for a schema that is ahead of this program.
    pub(crate) async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let known: HashSet<String> = Migrator::migrations()
            .iter()
            .map(|migration| migration.name().to_owned())
            .collect();
        let taken = Migrator::get_migration_models(&self.db).await?;
        let unknown = taken.into_iter().map(|step| step.version);
        if let Some(step) = unknown.filter(|step| !known.contains(step)).max() {
            return Err(StoreError::Newer(step));
        }
        let pending = Migrator::get_pending_migrations(&self.db).await?;
        Ok(pending
            .iter()
            .map(|migration| migration.name().to_owned())
            .collect())
    }

    /// Times every statement from now on. To be called before the handle is shared.
    pub(crate) fn observe(&mut self, figures: &Figures) {
        let (ok, failed) = (figures.statement.clone(), figures.failed_statement.clone());
        self.db.set_metric_callback(move |info| {
            let times = if info.failed { &failed } else { &ok };
            times.record(info.elapsed);
        });
    }

    /// What this process has written that shows in lists of races.
    #[must_use]
    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    /// What kind of database it is, for people.
    #[must_use]
    pub(crate) fn engine(&self) -> &'static str {
        match self.db.get_database_backend() {
            DatabaseBackend::Postgres => "PostgreSQL",
            _ => "SQLite",
        }
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none.
    pub(crate) async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.db.ping().await?)
    }

    /// Closes all connections. With the last of them SQLite folds its write-ahead log into the
    /// database file.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        Ok(self.db.close_by_ref().await?)
    }
}
