//! Signed-in devices.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};
use speedfog_race::UserId;
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{session, user},
    users::Person,
};
use crate::secret;

/// How long a device stays signed in.
const LIFETIME: TimeDelta = TimeDelta::days(90);

/// Uses of a session closer together than this are not noted one by one.
const USE_STEP: TimeDelta = TimeDelta::minutes(5);

/// Longest note of a browser's name, in characters.
const USER_AGENT_CHARS: usize = 200;

/// A valid session.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Session {
    /// Its id, which is no secret.
    pub id: Uuid,
    /// Whose it is.
    pub person: Person,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SessionRow {
    /// Its id.
    pub id: Uuid,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, give or take some minutes; absent before the first use.
    pub last_used_at: Option<DateTime<Utc>>,
    /// What the browser or program called itself when it signed in.
    pub user_agent: Option<String>,
}

impl Store {
    /// Opens a session for a device and returns its token, which is stored only as a hash.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn open_session(
        &self,
        user: UserId,
        user_agent: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<String, StoreError> {
        let tx = self.begin_write().await?;
        let token = insert(&tx, user, user_agent, now).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// The session with this token; none when it is unknown or has expired.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn session(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Session>, StoreError> {
        let found = session::Entity::find_by_id(secret::hash(token))
            .filter(session::Column::ExpiresAt.gt(now))
            .find_also_related(user::Entity)
            .one(&self.db)
            .await?;
        let Some((row, Some(user))) = found else {
            return Ok(None);
        };
        let id = id_of(&row)?;
        if row.last_used_at.is_none_or(|used| used + USE_STEP <= now) {
            session::Entity::update_many()
                .col_expr(session::Column::LastUsedAt, Expr::value(Some(now)))
                .filter(session::Column::TokenHash.eq(row.token_hash))
                .exec(&self.db)
                .await?;
        }
        let person = user.try_into()?;
        Ok(Some(Session { id, person }))
    }

    /// Whether a session has not been ended.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn has_session(&self, id: Uuid) -> Result<bool, StoreError> {
        let found = session::Entity::find()
            .filter(session::Column::Id.eq(id))
            .count(&self.db);
        Ok(found.await? > 0)
    }

    /// Who holds `token`; nobody when it is unknown or has expired.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn session_person(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Person>, StoreError> {
        Ok(self
            .session(token, now)
            .await?
            .map(|session| session.person))
    }

    /// The valid sessions of an account, the newest first.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn sessions_of(
        &self,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<Vec<SessionRow>, StoreError> {
        session::Entity::find()
            .filter(session::Column::UserId.eq(Uuid::from(user)))
            .filter(session::Column::ExpiresAt.gt(now))
            .order_by_desc(session::Column::CreatedAt)
            .order_by_asc(session::Column::Id)
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| {
                Ok(SessionRow {
                    id: id_of(&row)?,
                    created_at: row.created_at,
                    last_used_at: row.last_used_at,
                    user_agent: row.user_agent,
                })
            })
            .collect()
    }

    /// Ends one session of an account; false when the account has no such session.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn end_session(&self, user: UserId, id: Uuid) -> Result<bool, StoreError> {
        let ended = session::Entity::delete_many()
            .filter(session::Column::UserId.eq(Uuid::from(user)))
            .filter(session::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        Ok(ended.rows_affected > 0)
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn end_sessions(&self, user: UserId) -> Result<(), StoreError> {
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(Uuid::from(user)))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}

/// Opens a session, and clears away those that have expired.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    user: UserId,
    user_agent: Option<&str>,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lte(now))
        .exec(db)
        .await?;
    let token = secret::new_token();
    session::ActiveModel {
        token_hash: Set(secret::hash(&token)),
        user_id: Set(Uuid::from(user)),
        created_at: Set(now),
        expires_at: Set(now + LIFETIME),
        id: Set(Some(Uuid::new_v4())),
        last_used_at: Set(None),
        user_agent: Set(user_agent.map(|text| text.chars().take(USER_AGENT_CHARS).collect())),
    }
    .insert(db)
    .await?;
    Ok(token)
}

fn id_of(row: &session::Model) -> Result<Uuid, StoreError> {
    row.id
        .ok_or_else(|| StoreError::corrupt("session", "it has no id"))
}
