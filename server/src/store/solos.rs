//! Solo sessions as rows. A row is all there is of a session; its room restarts from it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use speedfog_race::{
    NodeId, Progress, SeedId, SoloId, SoloStatus, UserId, Visit, solo::SoloRecord,
};
use uuid::Uuid;

use super::{
    PoolRuns, Store, StoreError,
    entity::{
        seed,
        training_session::{self, Column, Entity},
        user,
    },
    progress::{event_id_column, history_column, read_event_id, read_history, signed, unsigned},
    seeds,
    text_enum::{SeedStatus, TextEnum},
    users::Person,
};

/// Ghosts of one seed at most.
const GHOSTS: u64 = 100;

/// A session with progress, as far as it was flushed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SoloRow {
    /// The session, as the rules know it.
    pub record: SoloRecord,
    /// Who plays.
    pub person: Person,
    /// Secret of the mod.
    pub mod_token: String,
    /// Whether the session is left out of the figures.
    pub exclude_from_stats: bool,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

impl SoloRow {
    fn new(row: training_session::Model, person: Option<user::Model>) -> Result<Self, StoreError> {
        let person: Person = person
            .ok_or_else(|| StoreError::corrupt("solo session", "its owner is missing"))?
            .try_into()?;
        Ok(Self {
            record: SoloRecord {
                id: row.id.into(),
                user: person.id,
                seed: row.seed_id.into(),
                status: SoloStatus::from_text(&row.status)?,
                finished_at: row.finished_at,
                progress: Progress {
                    current_zone: row.current_zone.map(|zone| zone.as_str().into()),
                    current_layer: unsigned(row.current_layer),
                    igt_ms: unsigned(row.igt_ms),
                    death_count: unsigned(row.death_count),
                    zone_history: read_history(row.progress_nodes)?,
                    last_igt_change_at: row.last_igt_change_at,
                    last_event_id: read_event_id(row.last_event_id),
                },
            },
            person,
            mod_token: row.mod_token,
            exclude_from_stats: row.exclude_from_stats,
            created_at: row.created_at,
        })
    }
}

/// A session to be created.
#[derive(Debug, Clone)]
pub(crate) struct NewSolo {
    /// Id.
    pub id: SoloId,
    /// Who plays.
    pub user: UserId,
    /// Pool from which the seed is drawn.
    pub pool_name: String,
    /// Secret of the mod.
    pub mod_token: String,
    /// Whether the session is left out of the figures.
    pub exclude_from_stats: bool,
}

/// Columns of a session that its room writes.
#[derive(Debug, Clone)]
pub(crate) struct SoloColumns {
    /// Whose.
    pub id: SoloId,
    /// Status.
    pub status: SoloStatus,
    /// When it was finished or abandoned.
    pub finished_at: Option<DateTime<Utc>>,
    /// Position, clock, deaths and visits.
    pub progress: Progress,
}

/// Somebody's finished run, without a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GhostRow {
    /// All visits; never empty.
    pub visits: Vec<Visit>,
    /// Final in-game time in milliseconds.
    pub igt_ms: u32,
    /// Deaths in all.
    pub death_count: u32,
}

/// Writes what has become of a session that was active until now.
///
/// # Errors
/// [`StoreError::Conflict`] when the stored session is over, or gone.
pub(super) async fn update(
    db: &impl ConnectionTrait,
    columns: &SoloColumns,
) -> Result<(), StoreError> {
    let progress = &columns.progress;
    let written = Entity::update_many()
        .col_expr(Column::Status, Expr::value(columns.status.text()))
        .col_expr(Column::FinishedAt, Expr::value(columns.finished_at))
        .col_expr(
            Column::CurrentZone,
            Expr::value(progress.current_zone.as_ref().map(NodeId::as_str)),
        )
        .col_expr(
            Column::CurrentLayer,
            Expr::value(signed(progress.current_layer)),
        )
        .col_expr(Column::IgtMs, Expr::value(signed(progress.igt_ms)))
        .col_expr(
            Column::DeathCount,
            Expr::value(signed(progress.death_count)),
        )
        .col_expr(
            Column::ProgressNodes,
            Expr::value(history_column(&progress.zone_history)?),
        )
        .col_expr(
            Column::LastIgtChangeAt,
            Expr::value(progress.last_igt_change_at),
        )
        .col_expr(
            Column::LastEventId,
            Expr::value(event_id_column(progress.last_event_id)),
        )
        .filter(Column::Id.eq(Uuid::from(columns.id)))
        .filter(Column::Status.eq(SoloStatus::Active.text()))
        .exec(db)
        .await?;
    match written.rows_affected {
        1 => Ok(()),
        _ => Err(StoreError::Conflict),
    }
}

impl Store {
    /// Creates a session on a random available seed of its pool, if possible on one that the person
    /// has not played yet. The seed stays available to others.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the person plays another session; [`StoreError::NoSeed`] when
    /// the pool has none; database failures.
    pub(crate) async fn create_solo(
        &self,
        new: NewSolo,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        let seed = seeds::draw_unplayed(&tx, &new.pool_name, new.user).await?;
        Entity::insert(training_session::ActiveModel {
            id: Set(new.id.into()),
            user_id: Set(new.user.into()),
            seed_id: Set(seed.into()),
            mod_token: Set(new.mod_token),
            status: Set(SoloStatus::Active.text().into()),
            current_zone: Set(None),
            current_layer: Set(0),
            igt_ms: Set(0),
            death_count: Set(0),
            progress_nodes: Set(None),
            exclude_from_stats: Set(new.exclude_from_stats),
            created_at: Set(now),
            finished_at: Set(None),
            last_igt_change_at: Set(None),
            last_event_id: Set(event_id_column(None)),
        })
        .exec_without_returning(&tx)
        .await
        .map_err(StoreError::or_conflict)?;
        tx.commit().await?;
        Ok(())
    }

    async fn find_solos(&self, query: Select<Entity>) -> Result<Vec<SoloRow>, StoreError> {
        query
            .find_also_related(user::Entity)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|(row, person)| SoloRow::new(row, person))
            .collect()
    }

    /// One session.
    ///
    /// # Errors
    /// Database failures, or a row that cannot be understood.
    pub(crate) async fn solo(&self, id: SoloId) -> Result<Option<SoloRow>, StoreError> {
        let found = self.find_solos(Entity::find_by_id(Uuid::from(id)));
        Ok(found.await?.pop())
    }

    /// Several sessions, in no particular order.
    ///
    /// # Errors
    /// Database failures, or a row that cannot be understood.
    pub(crate) async fn solos_by_id(
        &self,
        ids: impl IntoIterator<Item = SoloId>,
    ) -> Result<Vec<SoloRow>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(Uuid::from).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.find_solos(Entity::find().filter(Column::Id.is_in(ids)))
            .await
    }

    /// Somebody's sessions, newest first.
    ///
    /// # Errors
    /// Database failures, or a row that cannot be understood.
    pub(crate) async fn solos_of(&self, user: UserId) -> Result<Vec<SoloRow>, StoreError> {
        let own = Entity::find()
            .filter(Column::UserId.eq(Uuid::from(user)))
            .order_by_desc(Column::CreatedAt)
            .order_by_asc(Column::Id);
        self.find_solos(own).await
    }

    /// Whether somebody plays a session now.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn has_active_solo(&self, user: UserId) -> Result<bool, StoreError> {
        let active = Entity::find()
            .filter(Column::UserId.eq(Uuid::from(user)))
            .filter(Column::Status.eq(SoloStatus::Active.text()))
            .count(&self.db)
            .await?;
        Ok(active > 0)
    }

    /// The finished runs on a seed other than `except`, fastest first, at most a hundred.
    ///
    /// # Errors
    /// Database failures, or a row that cannot be understood.
    pub(crate) async fn ghosts(
        &self,
        seed: SeedId,
        except: SoloId,
    ) -> Result<Vec<GhostRow>, StoreError> {
        Entity::find()
            .filter(Column::SeedId.eq(Uuid::from(seed)))
            .filter(Column::Status.eq(SoloStatus::Finished.text()))
            .filter(Column::Id.ne(Uuid::from(except)))
            .filter(Column::ProgressNodes.is_not_null())
            .order_by_asc(Column::IgtMs)
            .order_by_asc(Column::Id)
            .limit(GHOSTS)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| {
                Ok(GhostRow {
                    visits: read_history(row.progress_nodes)?,
                    igt_ms: unsigned(row.igt_ms),
                    death_count: unsigned(row.death_count),
                })
            })
            .collect()
    }

    /// How many sessions somebody has, in any state.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn solo_count(&self, user: UserId) -> Result<u64, StoreError> {
        Ok(Entity::find()
            .filter(Column::UserId.eq(Uuid::from(user)))
            .count(&self.db)
            .await?)
    }

    /// How many sessions everybody has who has any.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn solo_counts(&self) -> Result<HashMap<UserId, u64>, StoreError> {
        let counts: Vec<(Uuid, i64)> = Entity::find()
            .select_only()
            .column(Column::UserId)
            .column_as(Column::Id.count(), "count")
            .group_by(Column::UserId)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(counts
            .into_iter()
            .map(|(user, count)| (user.into(), u64::try_from(count).unwrap_or(0)))
            .collect())
    }

    /// Somebody's finished sessions by pool, in no particular order, without those that are left out
    /// of the figures.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn solo_runs(&self, user: UserId) -> Result<Vec<PoolRuns>, StoreError> {
        Ok(Entity::find()
            .select_only()
            .column(seed::Column::PoolName)
            .column_as(Column::Id.count(), "runs")
            .column_as(Column::IgtMs.sum(), "igt_ms")
            .column_as(Column::DeathCount.sum(), "deaths")
            .column_as(Column::IgtMs.min(), "best_ms")
            .join(JoinType::InnerJoin, training_session::Relation::Seed.def())
            .filter(Column::UserId.eq(Uuid::from(user)))
            .filter(Column::Status.eq(SoloStatus::Finished.text()))
            .filter(Column::ExcludeFromStats.eq(false))
            .group_by(seed::Column::PoolName)
            .into_model()
            .all(&self.db)
            .await?)
    }

    /// How many different seeds of each pool somebody has a session on, counting only seeds that are
    /// still available.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn played_seeds(
        &self,
        user: UserId,
    ) -> Result<HashMap<String, u64>, StoreError> {
        #[derive(FromQueryResult)]
        struct Played {
            pool_name: String,
            seeds: i64,
        }
        let played = Entity::find()
            .select_only()
            .column(seed::Column::PoolName)
            .column_as(
                Expr::col((Entity, Column::SeedId)).count_distinct(),
                "seeds",
            )
            .join(JoinType::InnerJoin, training_session::Relation::Seed.def())
            .filter(Column::UserId.eq(Uuid::from(user)))
            .filter(seed::Column::Status.eq(SeedStatus::Available.text()))
            .filter(seed::Column::MissingSince.is_null())
            .group_by(seed::Column::PoolName)
            .into_model::<Played>()
            .all(&self.db)
            .await?;
        Ok(played
            .into_iter()
            .map(|row| (row.pool_name, u64::try_from(row.seeds).unwrap_or(0)))
            .collect())
    }
}
