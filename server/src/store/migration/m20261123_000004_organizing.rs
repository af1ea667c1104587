//! What organizers need: helpers, fog of war, and results that can be held and corrected.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum Users {
    Table,
    Id,
}

#[derive(DeriveIden)]
enum Races {
    Table,
    Id,
    FogOfWar,
}

#[derive(DeriveIden)]
enum Participants {
    Table,
    Held,
    Corrected,
    PackSeedId,
}

#[derive(DeriveIden)]
enum CoOrganizers {
    Table,
    RaceId,
    UserId,
    Since,
    IsFormer,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            (
                Races::Table.into_table_ref(),
                boolean(Races::FogOfWar).default(true).take(),
            ),
            (
                Participants::Table.into_table_ref(),
                boolean(Participants::Held).default(false).take(),
            ),
            (
                Participants::Table.into_table_ref(),
                boolean(Participants::Corrected).default(false).take(),
            ),
            (
                Participants::Table.into_table_ref(),
                uuid_null(Participants::PackSeedId).take(),
            ),
        ];
        for (table, column) in columns {
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        let cascade = |column, table, id| {
            ForeignKey::create()
                .from(CoOrganizers::Table, column)
                .to(table, id)
                .on_delete(ForeignKeyAction::Cascade)
                .to_owned()
        };
        manager
            .create_table(
                Table::create()
                    .table(CoOrganizers::Table)
                    .col(uuid(CoOrganizers::RaceId))
                    .col(uuid(CoOrganizers::UserId))
                    .col(timestamp_with_time_zone(CoOrganizers::Since))
                    .col(boolean(CoOrganizers::IsFormer))
                    .primary_key(
                        Index::create()
                            .col(CoOrganizers::RaceId)
                            .col(CoOrganizers::UserId),
                    )
                    .foreign_key(&mut cascade(
                        CoOrganizers::RaceId,
                        Races::Table.into_iden(),
                        Races::Id.into_iden(),
                    ))
                    .foreign_key(&mut cascade(
                        CoOrganizers::UserId,
                        Users::Table.into_iden(),
                        Users::Id.into_iden(),
                    ))
                    .to_owned(),
            )
            .await?;
        let index = Index::create()
            .name("co_organizers_user")
            .table(CoOrganizers::Table)
            .col(CoOrganizers::UserId)
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(CoOrganizers::Table).to_owned())
            .await?;
        for column in [
            Participants::PackSeedId,
            Participants::Corrected,
            Participants::Held,
        ] {
            let alter = Table::alter()
                .table(Participants::Table)
                .drop_column(column)
                .to_owned();
            manager.alter_table(alter).await?;
        }
        let alter = Table::alter()
            .table(Races::Table)
            .drop_column(Races::FogOfWar)
            .to_owned();
        manager.alter_table(alter).await
    }
}
