//! Seeds as the files they are made of: what is known of them, and what became of them.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query},
};
use speedfog_race::SeedId;
use uuid::Uuid;

use super::{
    AuditEntry, NewSeed, Store, StoreError, audit,
    entity::{race, seed, training_session},
    seeds::row,
    text_enum::{SeedStatus, TextEnum},
};

/// What is stored about the archive of a seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredSeed {
    /// The seed.
    pub id: SeedId,
    /// Pool it lies in.
    pub pool_name: String,
    /// Slug of its file.
    pub seed_number: String,
    /// Path of the archive.
    pub path: String,
    /// Whether it has been taken out of use.
    pub discarded: bool,
    /// Whether its archive was not there when it was looked for last.
    pub missing: bool,
}

impl Store {
    /// The archives of all seeds, or of those of one pool.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn stored_seeds(
        &self,
        pool: Option<&str>,
    ) -> Result<Vec<StoredSeed>, StoreError> {
        type Row = (Uuid, String, String, String, String, Option<DateTime<Utc>>);
        let mut seeds = seed::Entity::find().select_only().columns([
            seed::Column::Id,
            seed::Column::PoolName,
            seed::Column::SeedNumber,
            seed::Column::FolderPath,
            seed::Column::Status,
            seed::Column::MissingSince,
        ]);
        if let Some(pool) = pool {
            seeds = seeds.filter(seed::Column::PoolName.eq(pool));
        }
        let rows: Vec<Row> = seeds.into_tuple().all(&self.db).await?;
        rows.into_iter()
            .map(
                |(id, pool_name, seed_number, path, status, missing_since)| {
                    Ok(StoredSeed {
                        id: id.into(),
                        pool_name,
                        seed_number,
                        path,
                        discarded: SeedStatus::from_text(&status)? == SeedStatus::Discarded,
                        missing: missing_since.is_some(),
                    })
                },
            )
            .collect()
    }

    /// Notes that the archive of a seed is not there: it is not drawn any more.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seed_missing(
        &self,
        id: SeedId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        seed::Entity::update_many()
            .col_expr(seed::Column::MissingSince, Expr::value(Some(now)))
            .filter(seed::Column::Id.eq(Uuid::from(id)))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Notes where the archive of a seed is, and that it is there.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seed_found(&self, id: SeedId, path: &str) -> Result<(), StoreError> {
        let change = seed::ActiveModel {
            folder_path: Set(path.into()),
            missing_since: Set(None),
            ..Default::default()
        };
        seed::Entity::update_many()
            .set(change)
            .filter(seed::Column::Id.eq(Uuid::from(id)))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Puts another seed in the place of one that nobody has had anything to do with; false, and
    /// nothing changes, when somebody had.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn replace_seed(
        &self,
        old: SeedId,
        new: NewSeed,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let tx = self.begin_write().await?;
        let raced = Query::select()
            .column(race::Column::SeedId)
            .from(race::Entity)
            .and_where(race::Column::SeedId.is_not_null())
            .to_owned();
        let played = Query::select()
            .column(training_session::Column::SeedId)
            .from(training_session::Entity)
            .to_owned();
        let gone = seed::Entity::delete_many()
            .filter(seed::Column::Id.eq(Uuid::from(old)))
            .filter(seed::Column::Status.eq(SeedStatus::Available.text()))
            .filter(seed::Column::Id.not_in_subquery(raced))
            .filter(seed::Column::Id.not_in_subquery(played))
            .exec(&tx)
            .await?;
        if gone.rows_affected == 0 {
            return Ok(false);
        }
        seed::Entity::insert(row(new, now))
            .exec_without_returning(&tx)
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Stores a seed that somebody brought, together with the note of who it was.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the pool has a seed of that name; database failures.
    pub(crate) async fn add_uploaded_seed(
        &self,
        new: NewSeed,
        entry: &AuditEntry,
    ) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        seed::Entity::insert(row(new, entry.at))
            .exec_without_returning(&tx)
            .await
            .map_err(StoreError::or_conflict)?;
        audit::insert(&tx, entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Pool and slug of a seed with exactly this graph that has not been taken out of use.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seed_with_graph(
        &self,
        seed: &NewSeed,
    ) -> Result<Option<(String, String)>, StoreError> {
        Ok(seed::Entity::find()
            .select_only()
            .columns([seed::Column::PoolName, seed::Column::SeedNumber])
            // A number first: few rows are left whose long text is to be compared.
            .filter(seed::Column::TotalNodes.eq(seed.total_nodes))
            .filter(seed::Column::GraphJson.eq(&seed.graph_json))
            .filter(seed::Column::Status.ne(SeedStatus::Discarded.text()))
            .into_tuple()
            .one(&self.db)
            .await?)
    }
}
