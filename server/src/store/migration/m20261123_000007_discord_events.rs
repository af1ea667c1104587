//! Which race is which scheduled event on Discord. Without a foreign key: a row outlives its race, so
//! that the event can still be removed.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum DiscordEvents {
    Table,
    RaceId,
    EventId,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(DiscordEvents::Table)
            .col(uuid(DiscordEvents::RaceId).primary_key())
            .col(string_len(DiscordEvents::EventId, 64))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table(DiscordEvents::Table).to_owned();
        manager.drop_table(table).await
    }
}
