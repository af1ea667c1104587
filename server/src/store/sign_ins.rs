//! Sign-ins under way: sent to Twitch, come back, not yet exchanged for a token.
//!
//! They are rows and not memory, so that they survive a restart and any process can finish what
//! another one began. Secrets are stored as hashes only and are good for one use.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ModelTrait, QueryFilter,
};
use speedfog_race::UserId;
use uuid::Uuid;

use super::{
    Store, StoreError,
    entity::{sign_in_code, sign_in_state},
    sessions,
};
use crate::secret;

/// How long somebody may take to sign in at Twitch.
pub(crate) const STATE_LIFETIME: TimeDelta = TimeDelta::seconds(600);

/// How long a page may take to exchange its code.
const CODE_LIFETIME: TimeDelta = TimeDelta::seconds(60);

/// What a sign-in wanted when it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SignInState {
    /// Where the browser goes in the end.
    pub redirect_url: String,
    /// The language of the browser.
    pub locale: String,
}

impl Store {
    /// Remembers that a sign-in was sent to Twitch. `state` travels through Twitch, `browser` stays
    /// in the browser that began.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn begin_sign_in(
        &self,
        state: &str,
        browser: &str,
        wanted: SignInState,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let tx = self.begin_write().await?;
        sign_in_state::Entity::delete_many()
            .filter(sign_in_state::Column::ExpiresAt.lte(now))
            .exec(&tx)
            .await?;
        sign_in_state::ActiveModel {
            state_hash: Set(secret::hash(state)),
            browser_hash: Set(secret::hash(browser)),
            redirect_url: Set(wanted.redirect_url),
            locale: Set(wanted.locale),
            expires_at: Set(now + STATE_LIFETIME),
        }
        .insert(&tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes a state out, whoever presents it; it is worth something only to the browser that began
    /// and only in time.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn take_sign_in(
        &self,
        state: &str,
        browser: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<SignInState>, StoreError> {
        let tx = self.begin_write().await?;
        let Some(row) = sign_in_state::Entity::find_by_id(secret::hash(state))
            .one(&tx)
            .await?
        else {
            return Ok(None);
        };
        let first = row.clone().delete(&tx).await?.rows_affected == 1;
        tx.commit().await?;
        let good = first && row.expires_at > now && row.browser_hash == secret::hash(browser);
        Ok(good.then_some(SignInState {
            redirect_url: row.redirect_url,
            locale: row.locale,
        }))
    }

    /// Makes the code with which a page fetches the token of a finished sign-in.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn sign_in_code(
        &self,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<String, StoreError> {
        let code = secret::new_token();
        let tx = self.begin_write().await?;
        sign_in_code::Entity::delete_many()
            .filter(sign_in_code::Column::ExpiresAt.lte(now))
            .exec(&tx)
            .await?;
        sign_in_code::ActiveModel {
            code_hash: Set(secret::hash(&code)),
            user_id: Set(Uuid::from(user)),
            expires_at: Set(now + CODE_LIFETIME),
        }
        .insert(&tx)
        .await?;
        tx.commit().await?;
        Ok(code)
    }

    /// Opens a session for a code and returns its token; none for an unknown, used or expired code.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn exchange_sign_in_code(
        &self,
        code: &str,
        user_agent: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let tx = self.begin_write().await?;
        let Some(row) = sign_in_code::Entity::find_by_id(secret::hash(code))
            .one(&tx)
            .await?
        else {
            return Ok(None);
        };
        let (user, expires_at) = (UserId::from(row.user_id), row.expires_at);
        let first = row.delete(&tx).await?.rows_affected == 1;
        let token = match first && expires_at > now {
            true => Some(sessions::insert(&tx, user, user_agent, now).await?),
            false => None,
        };
        tx.commit().await?;
        Ok(token)
    }
}

#[cfg(test)]
mod tests;
