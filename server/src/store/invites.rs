//! Invites for logins without an account.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Func},
};
use speedfog_race::RaceId;
use uuid::Uuid;

use super::{Store, StoreError, entity::invite};
use crate::secret;

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

    /// The open invite of a race for a login, whatever its case; made now if there is none.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn invite(
        &self,
        race: RaceId,
        login: &str,
        now: DateTime<Utc>,
    ) -> Result<InviteRow, StoreError> {
        let tx = self.begin_write().await?;
        let open = invite::Entity::find()
            .filter(invite::Column::RaceId.eq(Uuid::from(race)))
            .filter(invite::Column::Accepted.eq(false))
            .filter(
                Expr::expr(Func::lower(Expr::col(invite::Column::TwitchUsername)))
                    .eq(login.to_lowercase()),
            )
            .one(&tx)
            .await?;
        let row = match open {
            Some(row) => row,
            None => {
                invite::ActiveModel {
                    id: Set(Uuid::new_v4()),
                    race_id: Set(Uuid::from(race)),
                    token: Set(secret::new_token()),
                    twitch_username: Set(login.into()),
                    accepted: Set(false),
                    created_at: Set(now),
                }
                .insert(&tx)
                .await?
            }
        };
        tx.commit().await?;
        Ok(row.into())
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

    /// Deletes an open invite.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was accepted or deleted meanwhile; database failures.
    pub(crate) async fn revoke_invite(&self, id: Uuid) -> Result<(), StoreError> {
        let deleted = invite::Entity::delete_many()
            .filter(invite::Column::Id.eq(id))
            .filter(invite::Column::Accepted.eq(false))
            .exec(&self.db)
            .await?;
        if deleted.rows_affected == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict)
        }
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
