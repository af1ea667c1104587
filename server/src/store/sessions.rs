//! Signed-in devices.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
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

impl Store {
    /// Opens a session for a device and returns its token, which is stored only as a hash.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn open_session(
        &self,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<String, StoreError> {
        let token = secret::new_token();
        session::ActiveModel {
            token_hash: Set(secret::hash(&token)),
            user_id: Set(Uuid::from(user)),
            created_at: Set(now),
            expires_at: Set(now + LIFETIME),
        }
        .insert(&self.db)
        .await?;
        Ok(token)
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
        session::Entity::find_by_id(secret::hash(token))
            .filter(session::Column::ExpiresAt.gt(now))
            .find_also_related(user::Entity)
            .one(&self.db)
            .await?
            .and_then(|(_, user)| user)
            .map(Person::try_from)
            .transpose()
    }
}
