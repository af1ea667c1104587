//! Races as scheduled events of the community.
//!
//! Each step looks at the race as it is stored now, so a step that was lost is made up for by the
//! next one.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use speedfog_race::{RaceId, RaceStatus};

use super::{Discord, DiscordError, client::Call, embed::Facts};
use crate::store::{RaceRow, Store, StoreError};

/// How long an event is said to last.
const LENGTH: TimeDelta = TimeDelta::hours(3);

/// Longest name of an event, in characters.
const NAME_CHARS: usize = 100;

/// Status of an event that has not begun, that goes on, and that is over.
const SCHEDULED: u64 = 1;
const ACTIVE: u64 = 2;
const COMPLETED: u64 = 3;

/// What went wrong on the way.
#[derive(Debug, thiserror::Error)]
pub(super) enum EventError {
    #[error(transparent)]
    Discord(#[from] DiscordError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Discord {
    /// The path of the community's events, if the bot may make some.
    fn events_path(&self) -> Option<String> {
        self.settings.bot_token.as_ref()?;
        let guild = self.settings.guild_id.as_ref()?;
        Some(format!("/guilds/{guild}/scheduled-events"))
    }

    /// Makes, moves or removes the event of a race that was created or edited.
    pub(super) async fn arrange_event(
        &self,
        store: &Store,
        facts: &Facts,
        now: DateTime<Utc>,
    ) -> Result<(), EventError> {
        let Some(path) = self.events_path() else {
            return Ok(());
        };
        let race = &facts.race;
        let known = store.discord_event(race.id).await?;
        let ahead = race.scheduled_at.filter(|at| *at > now);
        let in_setup = race.status == RaceStatus::Setup;
        match (known, ahead) {
            (Some(event), _) if !race.is_public || race.scheduled_at.is_none() => {
                store.forget_discord_event(race.id).await?;
                self.delete_event(&event).await?;
            }
            (Some(event), Some(start)) if in_setup => {
                let change = json!({
                    "name": title(race),
                    "scheduled_start_time": stamp(start),
                    "scheduled_end_time": stamp(start + LENGTH),
                });
                self.change_event(&event, change).await?;
            }
            (None, Some(start)) if in_setup && race.is_public => {
                let event = json!({
                    "name": title(race),
                    "entity_type": 3,
                    "privacy_level": 2,
                    "scheduled_start_time": stamp(start),
                    "scheduled_end_time": stamp(start + LENGTH),
                    "entity_metadata": { "location": location(facts) },
                });
                let made = self
                    .call(&Call::api(Method::POST, path, Some(event)))
                    .await?;
                let id = made["id"].as_str().filter(|id| is_id(id));
                let id = id.ok_or(DiscordError::Garbage("an event without an id"))?;
                store.set_discord_event(race.id, id).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Lets the event of a race begin.
    pub(super) async fn begin_event(
        &self,
        store: &Store,
        race: &RaceRow,
    ) -> Result<(), EventError> {
        if let Some(event) = store.discord_event(race.id).await? {
            self.change_event(&event, json!({ "status": ACTIVE }))
                .await?;
        }
        Ok(())
    }

    /// Ends the event of a race. One that was never begun is begun first; Discord wants it so.
    pub(super) async fn end_event(&self, store: &Store, race: &RaceRow) -> Result<(), EventError> {
        let (Some(event), Some(path)) = (store.discord_event(race.id).await?, self.events_path())
        else {
            return Ok(());
        };
        store.forget_discord_event(race.id).await?;
        let look = Call::api(Method::GET, format!("{path}/{event}"), None);
        if self.call(&look).await?["status"].as_u64() == Some(SCHEDULED) {
            self.change_event(&event, json!({ "status": ACTIVE }))
                .await?;
        }
        self.change_event(&event, json!({ "status": COMPLETED }))
            .await?;
        Ok(())
    }

    /// Removes the event of a race that was deleted.
    pub(super) async fn remove_event(&self, store: &Store, race: RaceId) -> Result<(), EventError> {
        if let Some(event) = store.discord_event(race).await? {
            store.forget_discord_event(race).await?;
            self.delete_event(&event).await?;
        }
        Ok(())
    }

    /// Deletes an event; that it is gone already is fine.
    async fn delete_event(&self, event: &str) -> Result<(), DiscordError> {
        let Some(path) = self.events_path() else {
            return Ok(());
        };
        let call = Call::api(Method::DELETE, format!("{path}/{event}"), None);
        match self.call(&call).await {
            Err(DiscordError::Refused { status, .. }) if status == StatusCode::NOT_FOUND => Ok(()),
            result => result.map(|_| ()),
        }
    }

    async fn change_event(&self, event: &str, change: Value) -> Result<(), DiscordError> {
        let Some(path) = self.events_path() else {
            return Ok(());
        };
        let call = Call::api(Method::PATCH, format!("{path}/{event}"), Some(change));
        self.call(&call).await.map(|_| ())
    }
}

fn title(race: &RaceRow) -> String {
    race.name.chars().take(NAME_CHARS).collect()
}

fn location(facts: &Facts) -> &str {
    facts.url.as_deref().unwrap_or("SpeedFog Racing")
}

fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Ids go into addresses, so they are looked at first.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_digit())
}
