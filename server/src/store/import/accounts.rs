//! Accounts, and the one sign-in each of them had.

use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use speedfog_protocol::{limits, rest::Role};
use uuid::Uuid;

use super::{Import, Outcome, RowError, fields::Fields, refuse};
use crate::{
    secret,
    store::{
        entity::{session, user},
        text_enum::TextEnum,
    },
};

/// How long a sign-in that was taken over lasts.
const LIFETIME: TimeDelta = TimeDelta::days(90);

/// A shorter token could be guessed.
const SHORTEST_TOKEN: usize = 32;

impl Import<'_> {
    pub(super) async fn user(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let twitch_id = row.text("twitch_id", 50)?;
        let account = user::ActiveModel {
            id: Set(id),
            twitch_id: Set(twitch_id.clone()),
            twitch_username: Set(row.text("twitch_username", limits::LOGIN_CHARS)?),
            twitch_display_name: Set(row.optional_text("twitch_display_name", 100)?),
            twitch_avatar_url: Set(row.optional_text("twitch_avatar_url", 500)?),
            role: Set(row.word::<Role>("role")?.text().into()),
            locale: Set(row.optional_text("locale", 10)?),
            overlay_settings: Set(row.object("overlay_settings")?),
            created_at: Set(row.time("created_at")?),
            last_seen: Set(row.optional_time("last_seen")?),
        };
        if self.person_exists(id).await? {
            return Ok(Outcome::Known);
        }
        if !self.insert(account).await? {
            let known: Option<Uuid> = user::Entity::find()
                .select_only()
                .column(user::Column::Id)
                .filter(user::Column::TwitchId.eq(twitch_id))
                .into_tuple()
                .one(&self.tx)
                .await?;
            let Some(known) = known else {
                return refuse("another account has its place");
            };
            self.people.insert(id, known);
            self.remark(
                "there is an account with its `twitch_id` already; everything goes to that one",
            );
            return Ok(Outcome::Known);
        }
        self.sign_in(id, row).await?;
        Ok(Outcome::Carried)
    }

    /// Lets the device stay signed in that holds the account's token. Only its hash is kept.
    async fn sign_in(&mut self, user: Uuid, row: &Fields) -> Result<(), RowError> {
        let Ok(Some(token)) = row.optional_text("api_token", 500) else {
            self.remark("has no token that could be taken over and must sign in again");
            return Ok(());
        };
        if token.len() < SHORTEST_TOKEN {
            self.remark("has a token that is too short to be safe and must sign in again");
            return Ok(());
        }
        let session = session::ActiveModel {
            token_hash: Set(secret::hash(&token)),
            user_id: Set(user),
            created_at: Set(self.now),
            expires_at: Set(self.now + LIFETIME),
            id: Set(Some(Uuid::new_v4())),
            last_used_at: Set(None),
            user_agent: Set(Some("signed in before the move".into())),
        };
        if !self.insert(session).await? {
            self.remark("has the token of another account and must sign in again");
        }
        Ok(())
    }

    /// The account here that a row means by `column`.
    pub(super) async fn person(&self, row: &Fields, column: &str) -> Result<Uuid, RowError> {
        let id = row.id(column)?;
        if let Some(known) = self.people.get(&id) {
            return Ok(*known);
        }
        match self.person_exists(id).await? {
            true => Ok(id),
            false => refuse(format!("`{column}` names no account that is here: {id}")),
        }
    }

    async fn person_exists(&self, id: Uuid) -> Result<bool, RowError> {
        let found: Option<Uuid> = user::Entity::find_by_id(id)
            .select_only()
            .column(user::Column::Id)
            .into_tuple()
            .one(&self.tx)
            .await?;
        Ok(found.is_some())
    }
}
