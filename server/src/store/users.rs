//! Accounts.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func, NullOrdering},
};
use serde_json::{Map, Value};
use speedfog_protocol::rest::Role;
use speedfog_race::UserId;
use uuid::Uuid;

use super::{Store, StoreError, entity::user, role_grants, text_enum::TextEnum};

/// What the sign-in provider says about somebody.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    /// The provider's own id: the identity, whatever happens to the login.
    pub twitch_id: String,
    /// The login.
    pub login: String,
    /// The name for people, if any.
    pub display_name: Option<String>,
    /// Address of a picture, if any.
    pub avatar_url: Option<String>,
    /// The language of the person's browser, for an account that has none yet.
    pub locale: Option<String>,
}

/// An account.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Person {
    /// Our id.
    pub id: UserId,
    /// Login.
    pub login: String,
    /// Name for people.
    pub display_name: Option<String>,
    /// Picture.
    pub avatar_url: Option<String>,
    /// Global role.
    pub role: Role,
    /// Preferred language.
    pub locale: Option<String>,
    /// Settings of the overlay in the game: numbers by name.
    pub overlay_settings: Option<serde_json::Value>,
}

impl TryFrom<user::Model> for Person {
    type Error = StoreError;

    fn try_from(row: user::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: UserId::from(row.id),
            login: row.twitch_username,
            display_name: row.twitch_display_name,
            avatar_url: row.twitch_avatar_url,
            role: Role::from_text(&row.role)?,
            locale: row.locale,
            overlay_settings: row.overlay_settings,
        })
    }
}

impl Store {
    /// Creates or refreshes the account of a signed-in person. `role` is set when given, as
    /// development sign-in does; otherwise a role that waits for this login is taken up, new accounts
    /// are plain users, and roles stay.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn sign_in(
        &self,
        profile: &Profile,
        role: Option<Role>,
        now: DateTime<Utc>,
    ) -> Result<Person, StoreError> {
        let tx = self.begin_write().await?;
        let known = user::Entity::find()
            .filter(user::Column::TwitchId.eq(&profile.twitch_id))
            .one(&tx)
            .await?;
        let role = match role {
            Some(role) => Some(role),
            None => role_grants::take(&tx, &profile.login).await?,
        };
        let mut row = match &known {
            Some(known) => known.clone().into_active_model(),
            None => user::ActiveModel {
                id: Set(Uuid::new_v4()),
                twitch_id: Set(profile.twitch_id.clone()),
                role: Set(Role::User.text().into()),
                locale: Set(None),
                overlay_settings: Set(None),
                created_at: Set(now),
                ..Default::default()
            },
        };
        row.twitch_username = Set(profile.login.clone());
        row.twitch_display_name = Set(profile.display_name.clone());
        row.twitch_avatar_url = Set(profile.avatar_url.clone());
        row.last_seen = Set(Some(now));
        if known.as_ref().is_none_or(|known| known.locale.is_none()) {
            row.locale = Set(Some(profile.locale.clone().unwrap_or_else(|| "en".into())));
        }
        if let Some(role) = role {
            row.role = Set(role.text().into());
        }
        let row = if known.is_some() {
            row.update(&tx).await?
        } else {
            row.insert(&tx).await?
        };
        tx.commit().await?;
        row.try_into()
    }

    /// The account with this login, whatever its case; of several, the one seen last.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn person_by_login(&self, login: &str) -> Result<Option<Person>, StoreError> {
        user::Entity::find()
            .filter(
                Expr::expr(Func::lower(Expr::col(user::Column::TwitchUsername)))
                    .eq(login.to_lowercase()),
            )
            .order_by_with_nulls(
                user::Column::LastSeen,
                sea_orm::Order::Desc,
                NullOrdering::Last,
            )
            .one(&self.db)
            .await?
            .map(Person::try_from)
            .transpose()
    }

    /// Stores the language somebody chose. Touches nothing else of the account.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn set_locale(&self, id: UserId, locale: &str) -> Result<(), StoreError> {
        user::Entity::update_many()
            .col_expr(user::Column::Locale, Expr::value(Some(locale)))
            .filter(user::Column::Id.eq(Uuid::from(id)))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Sets some of the overlay's numbers, keeps those that are none here, and returns all of them
    /// as an object. Touches nothing else of the account.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn merge_overlay_settings(
        &self,
        id: UserId,
        changes: &[(&str, Option<f64>)],
    ) -> Result<Value, StoreError> {
        let tx = self.begin_write().await?;
        let stored = user::Entity::find_by_id(Uuid::from(id))
            .lock_exclusive()
            .one(&tx)
            .await?
            .and_then(|row| row.overlay_settings);
        let mut settings = match stored {
            Some(Value::Object(settings)) => settings,
            _ => Map::new(),
        };
        for (name, value) in changes {
            if let Some(value) = value {
                settings.insert((*name).to_owned(), (*value).into());
            }
        }
        let settings = Value::Object(settings);
        user::Entity::update_many()
            .col_expr(
                user::Column::OverlaySettings,
                Expr::value(Some(settings.clone())),
            )
            .filter(user::Column::Id.eq(Uuid::from(id)))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(settings)
    }

    /// Notes that somebody was here.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn touch_person(
        &self,
        id: UserId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        user::Entity::update_many()
            .col_expr(user::Column::LastSeen, Expr::value(Some(now)))
            .filter(user::Column::Id.eq(Uuid::from(id)))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}
