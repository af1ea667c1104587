//! Moving in: takes over the tables of a version-1 server, exported as JSON lines.
//!
//! One transaction, one row in memory at a time. Ids stay, and a row whose id is here already is left
//! alone, so that a second run only adds what the first could not take. Nothing here decides a rule
//! of racing: rows are checked for what the database must be able to rely on, and no more.

mod accounts;
mod dump;
mod fields;
mod members;
mod races;
mod report;
mod runs;
mod seeds;

use std::{collections::HashMap, fmt::Write as _, path::Path};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, Insert, IntoActiveModel,
    sea_query::OnConflict,
};
use uuid::Uuid;

use self::{dump::Lines, fields::Fields, report::Counts};
pub(crate) use self::{
    dump::{DumpError, TABLES, Table},
    report::Report,
};
use super::{Store, StoreError};

/// Why nothing was taken over.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImportError {
    /// The dump cannot be read.
    #[error(transparent)]
    Dump(#[from] DumpError),
    /// The database failed at a row.
    #[error("{place}: {error}")]
    Row {
        /// File and line.
        place: String,
        /// What went wrong.
        error: DbErr,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why one row is left out.
#[derive(Debug)]
enum RowError {
    /// The reason, in words for the operator.
    Refused(String),
    /// The database failed, which ends the whole import.
    Database(DbErr),
}

impl From<DbErr> for RowError {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl From<StoreError> for RowError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(error) => Self::Database(error),
            other => Self::Refused(other.to_string()),
        }
    }
}

/// Leaves the row out for a reason.
fn refuse<T>(reason: impl Into<String>) -> Result<T, RowError> {
    Err(RowError::Refused(reason.into()))
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It is here now.
    Carried,
    /// It was here already.
    Known,
}

/// An import that is going on.
struct Import<'a> {
    tx: DatabaseTransaction,
    pools_dir: &'a Path,
    now: DateTime<Utc>,
    /// Accounts that are here under another id: who signed in before the import.
    people: HashMap<Uuid, Uuid>,
    /// Seeds that are here under another id: which a scan found before the import.
    seeds: HashMap<Uuid, Uuid>,
    /// Remarks about the row at hand.
    remarks: String,
}

impl Store {
    /// Takes over the dump in `folder`, whose seed archives lie in `pools_dir`. Remarks about rows go
    /// to `say` as they come, so that memory does not grow with them. With `dry_run` everything is
    /// done and then undone.
    ///
    /// # Errors
    /// [`ImportError`]; nothing is taken over then.
    pub(crate) async fn import(
        &self,
        folder: &Path,
        pools_dir: &Path,
        dry_run: bool,
        now: DateTime<Utc>,
        say: &mut dyn FnMut(&str),
    ) -> Result<Report, ImportError> {
        dump::look(folder, say)?;
        let mut import = Import {
            tx: self.begin_write().await.map_err(StoreError::from)?,
            pools_dir,
            now,
            people: HashMap::new(),
            seeds: HashMap::new(),
            remarks: String::new(),
        };
        let mut report = Report::default();
        for table in TABLES {
            let counts = import.table(folder, table, say).await?;
            report.rows.push((table, counts));
        }
        if dry_run {
            import.tx.rollback().await.map_err(StoreError::from)?;
        } else {
            import.tx.commit().await.map_err(StoreError::from)?;
        }
        Ok(report)
    }
}

impl Import<'_> {
    async fn table(
        &mut self,
        folder: &Path,
        table: Table,
        say: &mut dyn FnMut(&str),
    ) -> Result<Counts, ImportError> {
        let mut counts = Counts::default();
        let Some(mut lines) = Lines::open(folder, table)? else {
            return Ok(counts);
        };
        while let Some(fields) = lines.next_row()? {
            counts.read += 1;
            let place = lines.place();
            match self.row(table, &fields).await {
                Ok(Outcome::Carried) => counts.carried += 1,
                Ok(Outcome::Known) => counts.known += 1,
                Err(RowError::Refused(reason)) => {
                    counts.left_out += 1;
                    say(&format!("{place}: left out: {reason}"));
                }
                Err(RowError::Database(error)) => return Err(ImportError::Row { place, error }),
            }
            for remark in std::mem::take(&mut self.remarks).lines() {
                say(&format!("{place}: {remark}"));
            }
        }
        Ok(counts)
    }

    async fn row(&mut self, table: Table, fields: &Fields) -> Result<Outcome, RowError> {
        match table {
            Table::Users => self.user(fields).await,
            Table::Seeds => self.seed(fields).await,
            Table::Races => self.race(fields).await,
            Table::Participants => self.participant(fields).await,
            Table::Casters => self.caster(fields).await,
            Table::Invites => self.invite(fields).await,
            Table::TrainingSessions => self.training_session(fields).await,
        }
    }

    /// Tells the operator about a row that is carried all the same.
    fn remark(&mut self, text: &str) {
        writeln!(self.remarks, "{text}").expect("a string takes any text");
    }

    /// Inserts a row unless one of its unique values is taken; false when it was.
    async fn insert<A>(&self, row: A) -> Result<bool, DbErr>
    where
        A: ActiveModelTrait,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let inserted = Insert::one(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&self.tx)
            .await?;
        Ok(inserted > 0)
    }
}
