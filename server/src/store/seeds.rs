//! Seeds and the stock of each pool.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Iterable,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, OnConflict, Query},
};
use speedfog_race::{SeedId, UserId};
use uuid::Uuid;

use super::{
    AuditEntry, Store, StoreError, audit,
    entity::{seed, training_session},
    parts::in_parts,
    text_enum::{SeedStatus, TextEnum},
};

/// A seed found in a pool folder and not stored yet.
#[derive(Debug, Clone)]
pub(crate) struct NewSeed {
    /// Pool it lies in.
    pub pool_name: String,
    /// Slug of its file.
    pub seed_number: String,
    /// Its graph, as it came.
    pub graph_json: String,
    /// Layers of the graph.
    pub total_layers: u32,
    /// Nodes of the graph, as displayed.
    pub total_nodes: u32,
    /// Routes of the graph, as displayed; 0 when the graph does not say.
    pub total_paths: u64,
    /// Path of the archive.
    pub path: String,
}

/// Seeds of a pool by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PoolCounts {
    /// Ready to be raced.
    pub available: u64,
    /// Would be available if their archive were there.
    pub missing: u64,
    /// Given to a race.
    pub consumed: u64,
    /// Taken out of use.
    pub discarded: u64,
}

/// What pages say about a seed without its graph.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub(crate) struct SeedFacts {
    /// Id.
    pub id: Uuid,
    /// Pool.
    pub pool_name: String,
    /// Slug of its file.
    pub seed_number: String,
    /// Layers.
    pub total_layers: i32,
    /// Nodes.
    pub total_nodes: i32,
    /// Routes, 0 when unknown.
    pub total_paths: i64,
}

/// A seed's archive.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct SeedFile {
    /// Path of the archive.
    pub folder_path: String,
    /// The graph it must hold.
    pub graph_json: String,
    /// When the seed was stored; fixes the time stamp inside packs.
    pub created_at: DateTime<Utc>,
}

impl Store {
    /// Stores a found seed as available. A seed that is known by now stays as it is.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn add_seed(
        &self,
        new: NewSeed,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        seed::Entity::insert(row(new, now))
            .on_conflict(
                OnConflict::columns([seed::Column::PoolName, seed::Column::SeedNumber])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }

    /// The stock of every pool that has at least one seed.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn pool_counts(&self) -> Result<BTreeMap<String, PoolCounts>, StoreError> {
        let rows: Vec<(String, String, i64, i64)> = seed::Entity::find()
            .select_only()
            .column(seed::Column::PoolName)
            .column(seed::Column::Status)
            .column_as(seed::Column::Id.count(), "count")
            .column_as(seed::Column::MissingSince.count(), "missing")
            .group_by(seed::Column::PoolName)
            .group_by(seed::Column::Status)
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut pools = BTreeMap::<String, PoolCounts>::new();
        for (pool, status, count, missing) in rows {
            let counts = pools.entry(pool).or_default();
            let [count, missing] = [count, missing].map(|n| u64::try_from(n).unwrap_or(0));
            match SeedStatus::from_text(&status)? {
                SeedStatus::Available => {
                    counts.available = count - missing;
                    counts.missing = missing;
                }
                SeedStatus::Consumed => counts.consumed = count,
                SeedStatus::Discarded => counts.discarded = count,
            }
        }
        Ok(pools)
    }

    /// Every seed that is not taken out of use, with the name of its pool.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seeds_in_use(&self) -> Result<Vec<(SeedId, String)>, StoreError> {
        let rows: Vec<(Uuid, String)> = seed::Entity::find()
            .select_only()
            .columns([seed::Column::Id, seed::Column::PoolName])
            .filter(seed::Column::Status.ne(SeedStatus::Discarded.text()))
            .into_tuple()
            .all(&self.db)
            .await?;
        let seeds = rows.into_iter().map(|(id, pool)| (SeedId::from(id), pool));
        Ok(seeds.collect())
    }

    /// Facts of several seeds, in no particular order.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seed_facts(
        &self,
        ids: impl IntoIterator<Item = SeedId>,
    ) -> Result<Vec<SeedFacts>, StoreError> {
        let facts = in_parts(ids, |ids| {
            seed::Entity::find()
                .select_only()
                .columns(seed::Column::iter().filter(|column| {
                    !matches!(column, seed::Column::GraphJson | seed::Column::FolderPath)
                }))
                .filter(seed::Column::Id.is_in(ids))
                .into_model::<SeedFacts>()
                .all(&self.db)
        });
        Ok(facts.await?)
    }

    /// The graph of a seed, as it came.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seed_graph(&self, id: SeedId) -> Result<Option<String>, StoreError> {
        Ok(seed::Entity::find_by_id(Uuid::from(id))
            .select_only()
            .column(seed::Column::GraphJson)
            .into_tuple()
            .one(&self.db)
            .await?)
    }

    /// A random available seed of a pool other than `except`. It is not taken yet.
    ///
    /// # Errors
    /// [`StoreError::NoSeed`] when there is no other one; database failures.
    pub(crate) async fn draw_other_seed(
        &self,
        pool: &str,
        except: Option<SeedId>,
    ) -> Result<SeedId, StoreError> {
        draw(&self.db, pool, except).await
    }

    /// Takes every seed of a pool out of use and returns how many there were.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn discard_seeds(
        &self,
        pool: &str,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let tx = self.begin_write().await?;
        let discarded = SeedStatus::Discarded.text();
        let done = seed::Entity::update_many()
            .col_expr(seed::Column::Status, Expr::value(discarded))
            .filter(seed::Column::PoolName.eq(pool))
            .filter(seed::Column::Status.ne(discarded))
            .exec(&tx)
            .await?;
        let entry = AuditEntry {
            at: now,
            action: "pool_discarded",
            actor: Some(by),
            race: None,
            subject: None,
            detail: Some(format!("{pool}: {} seeds", done.rows_affected)),
        };
        audit::insert(&tx, &entry).await?;
        tx.commit().await?;
        Ok(done.rows_affected)
    }

    /// The archive of a seed.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn seed_file(&self, id: SeedId) -> Result<Option<SeedFile>, StoreError> {
        Ok(seed::Entity::find_by_id(Uuid::from(id))
            .select_only()
            .columns([
                seed::Column::FolderPath,
                seed::Column::GraphJson,
                seed::Column::CreatedAt,
            ])
            .into_model::<SeedFile>()
            .one(&self.db)
            .await?)
    }
}

pub(super) fn row(new: NewSeed, now: DateTime<Utc>) -> seed::ActiveModel {
    seed::ActiveModel {
        id: Set(Uuid::new_v4()),
        pool_name: Set(new.pool_name),
        seed_number: Set(new.seed_number),
        graph_json: Set(new.graph_json),
        total_layers: Set(clamp(new.total_layers)),
        total_nodes: Set(clamp(new.total_nodes)),
        total_paths: Set(i64::try_from(new.total_paths).unwrap_or(i64::MAX)),
        folder_path: Set(new.path),
        status: Set(SeedStatus::Available.text().into()),
        created_at: Set(now),
        missing_since: Set(None),
    }
}

fn available(pool: &str) -> Select<seed::Entity> {
    seed::Entity::find()
        .filter(seed::Column::PoolName.eq(pool))
        .filter(seed::Column::Status.eq(SeedStatus::Available.text()))
        .filter(seed::Column::MissingSince.is_null())
}

/// Picks one available seed of a pool with equal chances.
async fn draw(
    db: &impl ConnectionTrait,
    pool: &str,
    except: Option<SeedId>,
) -> Result<SeedId, StoreError> {
    let mut available = available(pool);
    if let Some(except) = except {
        available = available.filter(seed::Column::Id.ne(Uuid::from(except)));
    }
    draw_of(db, pool, available).await
}

/// Picks one available seed of a pool with equal chances among those that a user has no solo session
/// on, or among all when there is none.
pub(super) async fn draw_unplayed(
    db: &impl ConnectionTrait,
    pool: &str,
    user: UserId,
) -> Result<SeedId, StoreError> {
    let played = Query::select()
        .column(training_session::Column::SeedId)
        .from(training_session::Entity)
        .and_where(training_session::Column::UserId.eq(Uuid::from(user)))
        .to_owned();
    let unplayed = available(pool).filter(seed::Column::Id.not_in_subquery(played));
    match draw_of(db, pool, unplayed).await {
        Err(StoreError::NoSeed(_)) => draw(db, pool, None).await,
        drawn => drawn,
    }
}

async fn draw_of(
    db: &impl ConnectionTrait,
    pool: &str,
    seeds: Select<seed::Entity>,
) -> Result<SeedId, StoreError> {
    let count = seeds.clone().count(db).await?;
    if count == 0 {
        return Err(StoreError::NoSeed(pool.into()));
    }
    let id: Option<Uuid> = seeds
        .select_only()
        .column(seed::Column::Id)
        .order_by_asc(seed::Column::Id)
        .offset(random_below(count))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    id.map(SeedId::from).ok_or(StoreError::Conflict)
}

/// Picks one available seed of a pool and marks it consumed.
pub(super) async fn take_seed(tx: &DatabaseTransaction, pool: &str) -> Result<SeedId, StoreError> {
    // Each time somebody else was faster there is one seed less, so this comes to an end.
    loop {
        match take_one(tx, pool).await {
            Err(StoreError::Conflict) => {}
            result => return result,
        }
    }
}

async fn take_one(tx: &DatabaseTransaction, pool: &str) -> Result<SeedId, StoreError> {
    let id = draw(tx, pool, None).await?;
    consume(tx, id).await?;
    Ok(id)
}

/// Marks a seed consumed that must still be available.
pub(super) async fn consume(db: &impl ConnectionTrait, seed: SeedId) -> Result<(), StoreError> {
    let taken = seed::Entity::update_many()
        .col_expr(
            seed::Column::Status,
            Expr::value(SeedStatus::Consumed.text()),
        )
        .filter(seed::Column::Id.eq(Uuid::from(seed)))
        .filter(seed::Column::Status.eq(SeedStatus::Available.text()))
        .filter(seed::Column::MissingSince.is_null())
        .exec(db)
        .await?;
    if taken.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// Puts a seed back into stock that nobody has downloaded.
pub(super) async fn return_seed(tx: &impl ConnectionTrait, seed: Uuid) -> Result<(), StoreError> {
    seed::Entity::update_many()
        .col_expr(
            seed::Column::Status,
            Expr::value(SeedStatus::Available.text()),
        )
        .filter(seed::Column::Id.eq(seed))
        .filter(seed::Column::Status.eq(SeedStatus::Consumed.text()))
        .exec(tx)
        .await?;
    Ok(())
}

/// A random number below `count`, even enough for stocks far smaller than 2^64.
fn random_below(count: u64) -> u64 {
    let mut bytes = [0u8; 8];
    getrandom::fill(&mut bytes).expect("the operating system provides random bytes");
    u64::from_le_bytes(bytes) % count
}

fn clamp(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}
