//! Accounts as lists: search, and everybody for admins.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, Func, LikeExpr, NullOrdering},
};
use speedfog_protocol::rest::Role;
use speedfog_race::{RaceStatus, UserId};
use uuid::Uuid;

use super::{
    AuditEntry, Store, StoreError, audit,
    entity::{caster, participant, race, seed, user},
    text_enum::TextEnum,
    users::Person,
};

/// A person with the dates of the account.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Account {
    /// The person.
    pub(crate) person: Person,
    /// When the account was made.
    pub(crate) created_at: DateTime<Utc>,
    /// When they were here last.
    pub(crate) last_seen: Option<DateTime<Utc>>,
}

impl TryFrom<user::Model> for Account {
    type Error = StoreError;

    fn try_from(row: user::Model) -> Result<Self, StoreError> {
        Ok(Self {
            created_at: row.created_at,
            last_seen: row.last_seen,
            person: row.try_into()?,
        })
    }
}

/// How often somebody did what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deeds {
    /// Participations in races that have started.
    pub(crate) raced: u64,
    /// Races organized.
    pub(crate) organized: u64,
    /// Races cast.
    pub(crate) cast: u64,
    /// Solo sessions, in any state.
    pub(crate) trained: u64,
}

/// Sums over somebody's finished runs on one pool.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(crate) struct PoolRuns {
    /// Name of the pool.
    pub(crate) pool_name: String,
    /// How many runs.
    pub(crate) runs: i64,
    /// In-game time in all, in milliseconds.
    pub(crate) igt_ms: i64,
    /// Deaths in all.
    pub(crate) deaths: i64,
    /// Shortest in-game time in milliseconds.
    pub(crate) best_ms: i32,
}

impl Store {
    /// The account of a person.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn account(&self, id: UserId) -> Result<Option<Account>, StoreError> {
        user::Entity::find_by_id(Uuid::from(id))
            .one(&self.db)
            .await?
            .map(Account::try_from)
            .transpose()
    }

    /// People whose login or name begins with `text`, whatever its case; wildcards mean themselves.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn search_people(
        &self,
        text: &str,
        limit: u64,
    ) -> Result<Vec<Person>, StoreError> {
        let begins = |text: &str| {
            let escaped = text
                .replace('\\', "\\\\")
                .replace('%', "\\%")
                .replace('_', "\\_");
            LikeExpr::new(format!("{escaped}%")).escape('\\')
        };
        let name = || Expr::col(user::Column::TwitchDisplayName);
        let lower = |column| Expr::expr(Func::lower(column));
        let text_in_lower_case = text.to_lowercase();
        user::Entity::find()
            .filter(
                lower(Expr::col(user::Column::TwitchUsername))
                    .like(begins(&text_in_lower_case))
                    .or(lower(name()).like(begins(&text_in_lower_case)))
                    // SQLite knows the case of ASCII letters only; others are found as written.
                    .or(name().like(begins(text))),
            )
            .order_by_asc(user::Column::TwitchUsername)
            .limit(limit)
            .all(&self.db)
            .await?
            .into_iter()
            .map(Person::try_from)
            .collect()
    }

    /// Everybody, those who were here last first, with the number of their participations.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn accounts(&self) -> Result<Vec<(Account, u64)>, StoreError> {
        let counts: Vec<(Uuid, i64)> = participant::Entity::find()
            .select_only()
            .column(participant::Column::UserId)
            .column_as(participant::Column::Id.count(), "count")
            .group_by(participant::Column::UserId)
            .into_tuple()
            .all(&self.db)
            .await?;
        let counts: HashMap<Uuid, i64> = counts.into_iter().collect();
        user::Entity::find()
            .order_by_with_nulls(user::Column::LastSeen, Order::Desc, NullOrdering::Last)
            .order_by_desc(user::Column::CreatedAt)
            .order_by_asc(user::Column::Id)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| {
                let count = counts.get(&row.id).copied().unwrap_or(0);
                Ok((row.try_into()?, u64::try_from(count).unwrap_or(0)))
            })
            .collect()
    }

    /// Several people, in no particular order.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn people(
        &self,
        ids: impl IntoIterator<Item = UserId>,
    ) -> Result<Vec<Person>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(Uuid::from).collect();
        user::Entity::find()
            .filter(user::Column::Id.is_in(ids))
            .all(&self.db)
            .await?
            .into_iter()
            .map(Person::try_from)
            .collect()
    }

    /// How many races somebody entered.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn participations(&self, id: UserId) -> Result<u64, StoreError> {
        Ok(participant::Entity::find()
            .filter(participant::Column::UserId.eq(Uuid::from(id)))
            .count(&self.db)
            .await?)
    }

    /// Gives somebody another role; `by` is none for the operator on the command line.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn set_role(
        &self,
        id: UserId,
        role: Role,
        by: Option<UserId>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        user::Entity::update_many()
            .col_expr(user::Column::Role, Expr::value(role.text()))
            .filter(user::Column::Id.eq(Uuid::from(id)))
            .exec(&tx)
            .await?;
        let entry = AuditEntry {
            at: now,
            action: "role_changed",
            actor: by,
            race: None,
            subject: Some(id),
            detail: Some(format!("role: {}", role.text())),
        };
        audit::insert(&tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How often somebody raced, organized, cast and played alone.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn deeds(&self, id: UserId) -> Result<Deeds, StoreError> {
        let id = Uuid::from(id);
        let begun = [RaceStatus::Running, RaceStatus::Finished].map(TextEnum::text);
        let raced = participant::Entity::find()
            .filter(participant::Column::UserId.eq(id))
            .filter(
                participant::Column::RaceId.in_subquery(
                    sea_orm::sea_query::Query::select()
                        .column(race::Column::Id)
                        .from(race::Entity)
                        .and_where(race::Column::Status.is_in(begun))
                        .to_owned(),
                ),
            )
            .count(&self.db)
            .await?;
        let organized = race::Entity::find()
            .filter(race::Column::OrganizerId.eq(id))
            .count(&self.db)
            .await?;
        let cast = caster::Entity::find()
            .filter(caster::Column::UserId.eq(id))
            .count(&self.db)
            .await?;
        Ok(Deeds {
            raced,
            organized,
            cast,
            trained: self.solo_count(UserId::from(id)).await?,
        })
    }

    /// Somebody's finished races by pool, in no particular order.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn pool_runs(&self, id: UserId) -> Result<Vec<PoolRuns>, StoreError> {
        use participant::Column;
        Ok(participant::Entity::find()
            .select_only()
            .column(seed::Column::PoolName)
            .column_as(Column::Id.count(), "runs")
            .column_as(Column::IgtMs.sum(), "igt_ms")
            .column_as(Column::DeathCount.sum(), "deaths")
            .column_as(Column::IgtMs.min(), "best_ms")
            .join(
                sea_orm::JoinType::InnerJoin,
                participant::Entity::belongs_to(race::Entity)
                    .from(Column::RaceId)
                    .to(race::Column::Id)
                    .into(),
            )
            .join(
                sea_orm::JoinType::InnerJoin,
                race::Entity::belongs_to(seed::Entity)
                    .from(race::Column::SeedId)
                    .to(seed::Column::Id)
                    .into(),
            )
            .filter(Column::UserId.eq(Uuid::from(id)))
            .filter(Column::Status.eq(speedfog_race::ParticipantStatus::Finished.text()))
            .group_by(seed::Column::PoolName)
            .into_model()
            .all(&self.db)
            .await?)
    }
}
