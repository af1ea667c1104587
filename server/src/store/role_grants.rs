//! Roles given by login, by the operator on the command line.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, ModelTrait, sea_query::OnConflict};
use speedfog_protocol::rest::Role;

use super::{Store, StoreError, entity::role_grant, text_enum::TextEnum, users::Person};

impl Store {
    /// Gives a role to whoever has this login. Without such an account the role waits for the first
    /// sign-in with the login, and the answer is `None`. A plain user's role clears what waits.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn grant_role(
        &self,
        login: &str,
        role: Role,
        now: DateTime<Utc>,
    ) -> Result<Option<Person>, StoreError> {
        if let Some(person) = self.person_by_login(login).await? {
            self.set_role(person.id, role, None, now).await?;
            return Ok(Some(Person { role, ..person }));
        }
        let login = login.to_lowercase();
        if role == Role::User {
            role_grant::Entity::delete_by_id(login)
                .exec(&self.db)
                .await?;
            return Ok(None);
        }
        role_grant::Entity::insert(role_grant::ActiveModel {
            login: Set(login),
            role: Set(role.text().into()),
            created_at: Set(now),
        })
        .on_conflict(
            OnConflict::column(role_grant::Column::Login)
                .update_columns([role_grant::Column::Role, role_grant::Column::CreatedAt])
                .to_owned(),
        )
        .exec_without_returning(&self.db)
        .await?;
        Ok(None)
    }
}

/// Takes out the role that waits for a login, if any.
pub(super) async fn take(
    db: &impl ConnectionTrait,
    login: &str,
) -> Result<Option<Role>, StoreError> {
    let waiting = role_grant::Entity::find_by_id(login.to_lowercase())
        .one(db)
        .await?;
    let Some(waiting) = waiting else {
        return Ok(None);
    };
    let role = Role::from_text(&waiting.role)?;
    waiting.delete(db).await?;
    Ok(Some(role))
}
