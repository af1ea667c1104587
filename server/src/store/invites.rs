//! Invites for logins without an account.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use speedfog_race::RaceId;
use uuid::Uuid;

use super::{Store, StoreError, entity::invite};

/// An invite.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InviteRow {
    /// Id.
    pub id: Uuid,
    /// Secret part of the link.
    pub token: String,
    /// The login it is meant for.
    pub login: String,
    /// When it was made.
    pub(crate) created_at: DateTime<Utc>,
    /// The race it leads to.
    pub(crate) race_id: RaceId,
    /// Whether it was used.
    pub(crate) accepted: bool,
}

impl From<invite::Model> for InviteRow {
    fn from(row: invite::Model) -> Self {
        Self {
            id: row.id,
            token: row.token,
            login: row.twitch_username,
            created_at: row.created_at,
            race_id: row.race_id.into(),
            accepted: row.accepted,
        }
    }
}

impl Store {
    /// Open invites of a race, oldest first.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn open_invites(&self, race: RaceId) -> Result<Vec<InviteRow>, StoreError> {
        Ok(invite::Entity::find()
            .filter(invite::Column::RaceId.eq(Uuid::from(race)))
            .filter(invite::Column::Accepted.eq(false))
            .order_by_asc(invite::Column::CreatedAt)
            .all(&self.db)
            .await?
            .into_iter()
            .map(InviteRow::from)
            .collect())
    }

    /// The invite with this token.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn invite_by_token(
        &self,
        token: &str,
    ) -> Result<Option<InviteRow>, StoreError> {
        Ok(invite::Entity::find()
            .filter(invite::Column::Token.eq(token))
            .one(&self.db)
            .await?
            .map(InviteRow::from))
    }

    /// The invite of a race with this id.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn invite_of(
        &self,
        race: RaceId,
        id: Uuid,
    ) -> Result<Option<InviteRow>, StoreError> {
        Ok(invite::Entity::find_by_id(id)
            .filter(invite::Column::RaceId.eq(Uuid::from(race)))
            .one(&self.db)
            .await?
            .map(InviteRow::from))
    }
}

/// Writes a new invite.
pub(super) async fn insert(db: &impl ConnectionTrait, new: &InviteRow) -> Result<(), StoreError> {
    invite::Entity::insert(invite::ActiveModel {
        id: Set(new.id),
        race_id: Set(new.race_id.into()),
        token: Set(new.token.clone()),
        twitch_username: Set(new.login.clone()),
        accepted: Set(new.accepted),
        created_at: Set(new.created_at),
    })
    .exec_without_returning(db)
    .await
    .map_err(StoreError::or_conflict)?;
    Ok(())
}

/// Deletes an open invite.
pub(super) async fn revoke(db: &impl ConnectionTrait, id: Uuid) -> Result<(), StoreError> {
    let deleted = invite::Entity::delete_many()
        .filter(invite::Column::Id.eq(id))
        .filter(invite::Column::Accepted.eq(false))
        .exec(db)
        .await?;
    if deleted.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

/// Marks an invite as used; it can be used once.
pub(super) async fn accept(db: &impl ConnectionTrait, id: Uuid) -> Result<(), StoreError> {
    let accepted = invite::Entity::update_many()
        .col_expr(invite::Column::Accepted, Expr::value(true))
        .filter(invite::Column::Id.eq(id))
        .filter(invite::Column::Accepted.eq(false))
        .exec(db)
        .await?;
    if accepted.rows_affected == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}
