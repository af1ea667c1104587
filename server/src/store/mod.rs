//! Everything durable: SQLite embedded by default, PostgreSQL by URL, one implementation for both.
//!
//! A method is one complete step in one transaction. Live columns of races, participants and solo
//! sessions are written through [`commit::Committer`] only, on behalf of rooms.

mod accounts;
mod activity;
mod audit;
mod backup;
mod casters;
mod changes;
mod co_organizers;
pub(crate) mod commit;
mod connect;
mod current_people;
mod discord_events;
mod entity;
mod export;
mod forget;
mod import;
mod invites;
mod migration;
mod participants;
mod parts;
mod progress;
mod races;
mod restore;
mod role_grants;
mod seeds;
mod sessions;
mod sign_ins;
mod solos;
mod stock;
mod suspicions;
mod text_enum;
mod users;

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait, sqlx,
};

#[cfg(test)]
pub(crate) use self::participants::ParticipantRow;
pub(crate) use self::{
    accounts::{Account, PoolRuns},
    activity::{Deed, Part},
    audit::AuditEntry,
    casters::CasterRow,
    changes::Changes,
    co_organizers::CoOrganizerRow,
    invites::InviteRow,
    participants::Member,
    races::{NewRace, RaceFilter, RacePage, RaceRow},
    restore::StoredRoom,
    seeds::{NewSeed, PoolCounts, SeedFacts},
    sessions::Session,
    sign_ins::SignInState,
    solos::{GhostRow, NewSolo, SoloRow},
    stock::StoredSeed,
    suspicions::SuspicionRow,
    users::{Person, Profile},
};

/// A failure of the store, or a refusal only the database can decide.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The database failed or could not be reached.
    #[error("database: {0}")]
    Database(DbErr),
    /// Somebody else changed the same row first.
    #[error("modified concurrently")]
    Conflict,
    /// The pool has no seed to give.
    #[error("no available seed in pool {0}")]
    NoSeed(String),
    /// A stored value cannot be understood.
    #[error("stored {what} is not valid: {why}")]
    Corrupt {
        /// What was being read.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The schema is ahead of this program.
    #[error(
        "the database was used by a newer version of this program, which has taken the step {0}; \
         start that version, or go back to a backup from before the upgrade"
    )]
    Newer(String),
    /// The task that writes for the rooms has stopped.
    #[error("the store is shutting down")]
    Stopped,
}

// The text of the cause is part of ours, so it is not named as a source a second time.
impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl StoreError {
    /// A stored value that cannot be understood.
    pub(crate) fn corrupt(what: &'static str, why: impl std::fmt::Display) -> Self {
        Self::Corrupt {
            what,
            why: why.to_string(),
        }
    }

    /// Whether the database cannot be reached, or cannot write for now.
    pub(crate) fn is_outage(&self) -> bool {
        let cause = match self {
            Self::Stopped | Self::Database(DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) => {
                return true;
            }
            Self::Database(DbErr::Exec(cause) | DbErr::Query(cause)) => cause,
            _ => return false,
        };
        let RuntimeErr::SqlxError(cause) = cause else {
            return false;
        };
        match cause.as_ref() {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => true,
            sqlx::Error::Database(refusal) => refusal.code().is_some_and(|code| {
                match code.parse::<u32>() {
                    // SQLite: busy, locked, a disk that fails, a full disk; details are in the
                    // higher bits.
                    Ok(code) if code < 10_000 => matches!(code & 0xff, 5 | 6 | 10 | 13),
                    // PostgreSQL: no connection, no resources, an operator has stepped in.
                    _ => ["08", "53", "57P"]
                        .iter()
                        .any(|class| code.starts_with(class)),
                }
            }),
            _ => false,
        }
    }

    /// A refusal of a unique index means that somebody else was faster.
    fn or_conflict(error: DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

/// A handle to the database; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    db: DatabaseConnection,
    changes: Changes,
}

impl Store {
    /// Begins a transaction that is going to write. SQLite takes the write lock at once, so that a
    /// transaction that reads first cannot find itself overtaken.
    async fn begin_write(&self) -> Result<DatabaseTransaction, DbErr> {
        self.db
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }
}

#[cfg(test)]
mod tests;
