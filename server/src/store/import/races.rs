//! Races, without those who take part.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};
use speedfog_protocol::limits;
use speedfog_race::{RaceSettings, RaceStatus};
use uuid::Uuid;

use super::{Import, Outcome, RowError, fields::Fields, refuse};
use crate::store::{
    entity::{discord_event, race},
    text_enum::TextEnum,
};

impl Import<'_> {
    pub(super) async fn race(&mut self, row: &Fields) -> Result<Outcome, RowError> {
        let id = row.id("id")?;
        let status = row.word::<RaceStatus>("status")?;
        let started_at = row.optional_time("started_at")?;
        if status == RaceStatus::Running && started_at.is_none() {
            return refuse("it is running, but `started_at` is missing");
        }
        let event = row.optional_text("discord_event_id", 64)?;
        let seed_id = match row.optional_id("seed_id")? {
            Some(seed) => Some(self.seed_of("seed_id", seed).await?),
            None => None,
        };
        let race = race::ActiveModel {
            id: Set(id),
            name: Set(row.text("name", limits::RACE_NAME_CHARS)?),
            organizer_id: Set(self.person(row, "organizer_id").await?),
            seed_id: Set(seed_id),
            status: Set(status.text().into()),
            config: Set(row
                .object("config")?
                .unwrap_or_else(|| serde_json::json!({}))),
            created_at: Set(row.time("created_at")?),
            scheduled_at: Set(row.optional_time("scheduled_at")?),
            starts_at: Set(None),
            started_at: Set(started_at),
            seeds_released_at: Set(row.optional_time("seeds_released_at")?),
            is_public: Set(row.flag("is_public", true)?),
            open_registration: Set(row.flag("open_registration", false)?),
            max_participants: Set(row.optional_number("max_participants")?),
            version: Set(row.number("version")?.max(1)),
            fog_of_war: Set(RaceSettings::default().fog_of_war),
            // Version 1 did not note why a race was over.
            ended: Set(None),
        };
        if !self.insert(race).await? {
            return Ok(Outcome::Known);
        }
        if let Some(event_id) = event {
            let row = discord_event::ActiveModel {
                race_id: Set(id),
                event_id: Set(event_id),
            };
            self.insert(row).await?;
        }
        Ok(Outcome::Carried)
    }

    /// The race that a row belongs to, and when it was created.
    pub(super) async fn race_of(&self, row: &Fields) -> Result<(Uuid, DateTime<Utc>), RowError> {
        let id = row.id("race_id")?;
        let created_at = race::Entity::find_by_id(id)
            .select_only()
            .column(race::Column::CreatedAt)
            .into_tuple()
            .one(&self.tx)
            .await?;
        match created_at {
            Some(created_at) => Ok((id, created_at)),
            None => refuse(format!("`race_id` names no race that is here: {id}")),
        }
    }
}
