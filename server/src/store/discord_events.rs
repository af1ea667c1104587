//! Which race is which scheduled event on Discord.

use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use speedfog_race::RaceId;
use uuid::Uuid;

use super::{Store, StoreError, entity::discord_event};

impl Store {
    /// The event of a race, if it has one, even if the race is gone.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn discord_event(&self, race: RaceId) -> Result<Option<String>, StoreError> {
        let row = discord_event::Entity::find_by_id(Uuid::from(race));
        Ok(row.one(&self.db).await?.map(|row| row.event_id))
    }

    /// Remembers the event of a race in place of the one it had.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn set_discord_event(
        &self,
        race: RaceId,
        event: &str,
    ) -> Result<(), StoreError> {
        discord_event::Entity::insert(discord_event::ActiveModel {
            race_id: Set(race.into()),
            event_id: Set(event.into()),
        })
        .on_conflict(
            OnConflict::column(discord_event::Column::RaceId)
                .update_column(discord_event::Column::EventId)
                .to_owned(),
        )
        .exec_without_returning(&self.db)
        .await?;
        Ok(())
    }

    /// Forgets the event of a race.
    ///
    /// # Errors
    /// Database failures.
    pub(crate) async fn forget_discord_event(&self, race: RaceId) -> Result<(), StoreError> {
        discord_event::Entity::delete_by_id(Uuid::from(race))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}
