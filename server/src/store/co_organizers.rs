//! Who helps to run races.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use speedfog_race::{RaceId, UserId};
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{co_organizer, user},
    parts::in_parts,
    users::Person,
};

/// Somebody who helps to run a race, or once did.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CoOrganizerRow {
    /// Race.
    pub race_id: RaceId,
    /// Who.
    pub person: Person,
    /// No longer, but may know the map.
    pub is_former: bool,
}

impl Store {
    /// Co-organizers of several races, former ones too, in the order of their naming.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn co_organizers(
        &self,
        races: impl IntoIterator<Item = RaceId>,
    ) -> Result<Vec<CoOrganizerRow>, StoreError> {
        let rows = in_parts(races, |races| {
            co_organizer::Entity::find()
                .filter(co_organizer::Column::RaceId.is_in(races))
                .order_by_asc(co_organizer::Column::Since)
                .order_by_asc(co_organizer::Column::UserId)
                .find_both_related(user::Entity)
                .all(&self.db)
        });
        rows.await?
            .into_iter()
            .map(|(row, person)| {
                Ok(CoOrganizerRow {
                    race_id: row.race_id.into(),
                    person: person.try_into()?,
                    is_former: row.is_former,
                })
            })
            .collect()
    }

    /// Whether somebody helps to run a race now.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn is_co_organizer(
        &self,
        race: RaceId,
        user: UserId,
    ) -> Result<bool, StoreError> {
        let row = co_organizer::Entity::find_by_id((Uuid::from(race), Uuid::from(user)))
            .one(&self.db)
            .await?;
        Ok(row.is_some_and(|row| !row.is_former))
    }
}

/// Names a helper, perhaps once more.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    race: RaceId,
    user: UserId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    use co_organizer::Column;
    co_organizer::Entity::insert(co_organizer::ActiveModel {
        race_id: Set(race.into()),
        user_id: Set(user.into()),
        since: Set(at),
        is_former: Set(false),
    })
    .on_conflict(
        OnConflict::columns([Column::RaceId, Column::UserId])
            .update_columns([Column::Since, Column::IsFormer])
            .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Goes on without a helper, who is remembered if they may know the map.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    race: RaceId,
    user: UserId,
    may_know_map: bool,
) -> Result<(), StoreError> {
    let id = (Uuid::from(race), Uuid::from(user));
    if may_know_map {
        co_organizer::Entity::update_many()
            .col_expr(co_organizer::Column::IsFormer, Expr::value(true))
            .filter(co_organizer::Column::RaceId.eq(id.0))
            .filter(co_organizer::Column::UserId.eq(id.1))
            .exec(db)
            .await?;
    } else {
        co_organizer::Entity::delete_by_id(id).exec(db).await?;
    }
    Ok(())
}
