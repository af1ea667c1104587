//! Races as rows.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
    sea_query::{Expr, NullOrdering, Query},
};
use speedfog_race::{RaceId, RaceSettings, RaceStatus, SeedId, UserId, race::RaceEnd};
use uuid::Uuid;

use super::{
    AuditEntry, Store, StoreError, audit,
    commit::JournalEntry,
    entity::{co_organizer, journal, participant, race, user},
    participants::{self, NewParticipant},
    seeds,
    text_enum::TextEnum,
    users::Person,
};

/// A race to be created.
#[derive(Debug, Clone)]
pub(crate) struct NewRace {
    /// Id.
    pub id: RaceId,
    /// Who organizes it.
    pub organizer: UserId,
    /// Pool from which the seed is drawn.
    pub pool_name: String,
    /// Stored for the client, never interpreted.
    pub config: serde_json::Value,
    /// What the organizer has chosen.
    pub settings: RaceSettings,
    /// The organizer's own participation, with its journal entry.
    pub organizer_participates: Option<(NewParticipant, JournalEntry)>,
}

/// A race and its organizer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RaceRow {
    /// Id.
    pub id: RaceId,
    /// Name.
    pub name: String,
    /// Organizer.
    pub organizer: Person,
    /// Seed.
    pub seed_id: Option<SeedId>,
    /// Status.
    pub status: RaceStatus,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Announced start.
    pub scheduled_at: Option<DateTime<Utc>>,
    /// Start instant of a running countdown.
    pub starts_at: Option<DateTime<Utc>>,
    /// When it started.
    pub started_at: Option<DateTime<Utc>>,
    /// Why it is over, if it is and that was noted.
    pub ended: Option<RaceEnd>,
    /// When seed packs became available.
    pub seeds_released_at: Option<DateTime<Utc>>,
    /// Listed, or reachable by link only.
    pub is_public: bool,
    /// Whether people may join by themselves.
    pub open_registration: bool,
    /// Capacity for those who join by themselves.
    pub max_participants: Option<u32>,
    /// Whether racers see only what they have discovered.
    pub fog_of_war: bool,
    /// Number of the last change, from 1.
    pub version: i32,
}

/// Which races to list. All lists but a person's own leave out unlisted races.
#[derive(Debug, Clone)]
pub(crate) enum RaceFilter {
    /// Public races in one of these statuses.
    Public(Vec<RaceStatus>),
    /// Races that this person organizes, helps to organize or takes part in, newest first.
    Of(UserId),
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct RacePage {
    /// Races to leave out at the front.
    pub offset: u64,
    /// Races to return at most.
    pub limit: u64,
}

impl RacePage {
    /// A page that every database understands: they count with signed numbers.
    pub(crate) fn new(offset: u64, limit: u64) -> Self {
        let most = i64::MAX.unsigned_abs();
        Self {
            offset: offset.min(most),
            limit: limit.min(most),
        }
    }
}

impl RaceRow {
    fn new(row: race::Model, organizer: Option<user::Model>) -> Result<Self, StoreError> {
        let organizer = organizer
            .ok_or_else(|| StoreError::corrupt("race", "its organizer is missing"))?
            .try_into()?;
        Ok(Self {
            id: row.id.into(),
            name: row.name,
            organizer,
            seed_id: row.seed_id.map(SeedId::from),
            status: RaceStatus::from_text(&row.status)?,
            created_at: row.created_at,
            scheduled_at: row.scheduled_at,
            starts_at: row.starts_at,
            started_at: row.started_at,
            ended: row.ended.as_deref().map(RaceEnd::from_text).transpose()?,
            seeds_released_at: row.seeds_released_at,
            is_public: row.is_public,
            open_registration: row.open_registration,
            max_participants: row.max_participants.and_then(|max| u32::try_from(max).ok()),
            fog_of_war: row.fog_of_war,
            version: row.version,
        })
    }

    /// What the organizer has chosen, as the rules want it.
    pub(crate) fn settings(&self) -> RaceSettings {
        RaceSettings {
            name: self.name.clone(),
            is_public: self.is_public,
            scheduled_at: self.scheduled_at,
            open_registration: self.open_registration,
            max_participants: self.max_participants,
            fog_of_war: self.fog_of_war,
        }
    }
}

impl Store {
    /// Creates a race in setup and gives it a random available seed of its pool.
    ///
    /// # Errors
    /// [`StoreError::NoSeed`] when the pool has none left; database failures.
    pub(crate) async fn create_race(
        &self,
        new: NewRace,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        let seed = seeds::take_seed(&tx, &new.pool_name).await?;
        let name = new.settings.name;
        race::ActiveModel {
            id: Set(new.id.into()),
            name: Set(name.clone()),
            organizer_id: Set(new.organizer.into()),
            seed_id: Set(Some(seed.into())),
            status: Set(RaceStatus::Setup.text().into()),
            config: Set(new.config),
            created_at: Set(now),
            scheduled_at: Set(new.settings.scheduled_at),
            starts_at: Set(None),
            started_at: Set(None),
            ended: Set(None),
            seeds_released_at: Set(None),
            is_public: Set(new.settings.is_public),
            open_registration: Set(new.settings.open_registration),
            max_participants: Set(capacity(new.settings.max_participants)),
            version: Set(1),
            fog_of_war: Set(new.settings.fog_of_war),
        }
        .insert(&tx)
        .await?;
        let entry = AuditEntry {
            at: now,
            action: "race_created",
            actor: Some(new.organizer),
            race: Some((new.id, name)),
            subject: None,
            detail: Some(format!("pool: {}", new.pool_name)),
        };
        audit::insert(&tx, &entry).await?;
        if let Some((participant, entry)) = &new.organizer_participates {
            participants::insert(&tx, new.id, participant).await?;
            journal::Entity::insert(entry.row(new.id))
                .exec_without_returning(&tx)
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// One race.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn race(&self, id: RaceId) -> Result<Option<RaceRow>, StoreError> {
        race::Entity::find_by_id(Uuid::from(id))
            .find_also_related(user::Entity)
            .one(&self.db)
            .await?
            .map(|(row, organizer)| RaceRow::new(row, organizer))
            .transpose()
    }

    /// Several races, in no particular order.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn races_by_id(
        &self,
        ids: impl IntoIterator<Item = RaceId>,
    ) -> Result<Vec<RaceRow>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(Uuid::from).collect();
        race::Entity::find()
            .filter(race::Column::Id.is_in(ids))
            .find_also_related(user::Entity)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|(row, organizer)| RaceRow::new(row, organizer))
            .collect()
    }

    /// Races that match, in the order of their list, and how many match in all when a page is asked.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn races(
        &self,
        filter: &RaceFilter,
        page: Option<RacePage>,
    ) -> Result<(Vec<RaceRow>, Option<u64>), StoreError> {
        let mut query = listed(filter);
        let mut total = None;
        if let Some(page) = page {
            total = Some(query.clone().count(&self.db).await?);
            query = query.offset(page.offset).limit(page.limit);
        }
        let rows = query
            .find_also_related(user::Entity)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|(row, organizer)| RaceRow::new(row, organizer))
            .collect::<Result<_, _>>()?;
        Ok((rows, total))
    }
}

/// Races that match, in the order of their list.
pub(super) fn listed(filter: &RaceFilter) -> Select<race::Entity> {
    use race::Column;
    let mut query = race::Entity::find();
    match filter {
        RaceFilter::Public(statuses) => {
            query = query
                .filter(Column::IsPublic.eq(true))
                .filter(Column::Status.is_in(statuses.iter().map(|status| status.text())));
            if *statuses == [RaceStatus::Finished] {
                query =
                    query.order_by_with_nulls(Column::StartedAt, Order::Desc, NullOrdering::Last);
            } else {
                let rank = Expr::case(Column::Status.eq(RaceStatus::Running.text()), 0)
                    .case(Column::Status.eq(RaceStatus::Setup.text()), 1)
                    .finally(2);
                query = query
                    .order_by(Expr::expr(rank), Order::Asc)
                    .order_by_with_nulls(Column::ScheduledAt, Order::Asc, NullOrdering::Last);
            }
        }
        RaceFilter::Of(user) => {
            let user = Uuid::from(*user);
            let entered = Query::select()
                .column(participant::Column::RaceId)
                .from(participant::Entity)
                .and_where(participant::Column::UserId.eq(user))
                .to_owned();
            let helped = Query::select()
                .column(co_organizer::Column::RaceId)
                .from(co_organizer::Entity)
                .and_where(co_organizer::Column::UserId.eq(user))
                .and_where(co_organizer::Column::IsFormer.eq(false))
                .to_owned();
            query = query.filter(
                Condition::any()
                    .add(Column::Id.in_subquery(helped))
                    .add(Column::OrganizerId.eq(user))
                    .add(Column::Id.in_subquery(entered)),
            );
        }
    }
    query
        .order_by_desc(Column::CreatedAt)
        .order_by_asc(Column::Id)
}

/// Columns of a race that rooms write.
#[derive(Debug, Clone)]
pub(crate) struct RaceColumns {
    /// Status.
    pub status: RaceStatus,
    /// Start instant of a running countdown.
    pub starts_at: Option<DateTime<Utc>>,
    /// When it started.
    pub started_at: Option<DateTime<Utc>>,
    /// Why it is over, if it is.
    pub ended: Option<RaceEnd>,
    /// When seed packs became available.
    pub seeds_released_at: Option<DateTime<Utc>>,
    /// The version this change was decided on; the row moves on by one.
    pub version: i32,
}

pub(super) async fn update(
    db: &impl ConnectionTrait,
    id: RaceId,
    columns: &RaceColumns,
) -> Result<(), StoreError> {
    use race::Column;
    let changed = race::Entity::update_many()
        .col_expr(Column::Status, Expr::value(columns.status.text()))
        .col_expr(Column::StartsAt, Expr::value(columns.starts_at))
        .col_expr(Column::StartedAt, Expr::value(columns.started_at))
        .col_expr(
            Column::Ended,
            Expr::value(columns.ended.map(TextEnum::text)),
        )
        .col_expr(
            Column::SeedsReleasedAt,
            Expr::value(columns.seeds_released_at),
        )
        .col_expr(Column::Version, Expr::value(columns.version + 1))
        .filter(Column::Id.eq(Uuid::from(id)))
        .filter(Column::Version.eq(columns.version))
        .exec(db)
        .await?;
    if changed.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// Gives a race another seed.
pub(super) async fn assign_seed(
    db: &impl ConnectionTrait,
    id: RaceId,
    seed: SeedId,
) -> Result<(), StoreError> {
    race::Entity::update_many()
        .col_expr(race::Column::SeedId, Expr::value(Uuid::from(seed)))
        .filter(race::Column::Id.eq(Uuid::from(id)))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes what the organizer has chosen.
pub(super) async fn edit(
    db: &impl ConnectionTrait,
    id: RaceId,
    settings: &RaceSettings,
) -> Result<(), StoreError> {
    use race::Column;
    race::Entity::update_many()
        .col_expr(Column::Name, Expr::value(settings.name.as_str()))
        .col_expr(Column::IsPublic, Expr::value(settings.is_public))
        .col_expr(Column::ScheduledAt, Expr::value(settings.scheduled_at))
        .col_expr(
            Column::OpenRegistration,
            Expr::value(settings.open_registration),
        )
        .col_expr(
            Column::MaxParticipants,
            Expr::value(capacity(settings.max_participants)),
        )
        .col_expr(Column::FogOfWar, Expr::value(settings.fog_of_war))
        .filter(Column::Id.eq(Uuid::from(id)))
        .exec(db)
        .await?;
    Ok(())
}

fn capacity(max: Option<u32>) -> Option<i32> {
    max.and_then(|max| i32::try_from(max).ok())
}
