//! Casters of races.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use speedfog_race::{RaceId, UserId};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{caster, user},
    parts::in_parts,
    users::Person,
};

/// A caster and who it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CasterRow {
    /// Id of the role, not of the person.
    pub id: Uuid,
    /// Race.
    pub race_id: RaceId,
    /// Who casts.
    pub person: Person,
}

impl Store {
    /// Casters of several races, in the order in which they joined.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn casters(
        &self,
        races: impl IntoIterator<Item = RaceId>,
    ) -> Result<Vec<CasterRow>, StoreError> {
        let rows = in_parts(races, |races| {
            caster::Entity::find()
                .filter(caster::Column::RaceId.is_in(races))
                .order_by_asc(caster::Column::CreatedAt)
                .order_by_asc(caster::Column::Id)
                .find_both_related(user::Entity)
                .all(&self.db)
        });
        rows.await?
            .into_iter()
            .map(|(row, person)| {
                Ok(CasterRow {
                    id: row.id,
                    race_id: row.race_id.into(),
                    person: person.try_into()?,
                })
            })
            .collect()
    }
}

pub(super) async fn insert(
    db: &impl ConnectionTrait,
    race: RaceId,
    id: Uuid,
    user: UserId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    caster::Entity::insert(caster::ActiveModel {
        id: Set(id),
        race_id: Set(race.into()),
        user_id: Set(user.into()),
        created_at: Set(at),
    })
    .exec_without_returning(db)
    .await
    .map_err(StoreError::or_conflict)?;
    Ok(())
}

pub(super) async fn delete(
    db: &impl ConnectionTrait,
    race: RaceId,
    user: UserId,
) -> Result<(), StoreError> {
    caster::Entity::delete_many()
        .filter(caster::Column::RaceId.eq(Uuid::from(race)))
        .filter(caster::Column::UserId.eq(Uuid::from(user)))
        .exec(db)
        .await?;
    Ok(())
}
