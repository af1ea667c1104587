//! Invites for logins without an account.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Func},
};
use speedfog_race::RaceId;
use uuid::Uuid;

use super::{Store, StoreError, entity::invite};
use crate::secret;

/// An invite nobody has accepted yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InviteRow {
    /// Id.
    pub id: Uuid,
    /// Secret part of the link.
    pub token: String,
    /// The login it is meant for.
    pub login: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<invite::Model> for InviteRow {
    fn from(row: invite::Model) -> Self {
        Self {
            id: row.id,
            token: row.token,
            login: row.twitch_username,
            created_at: row.created_at,
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
}
