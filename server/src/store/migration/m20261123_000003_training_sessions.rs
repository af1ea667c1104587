//! Solo sessions. Their rows are all there is of them: no journal, since nobody else depends on the
//! order of their events.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum Users {
    Table,
    Id,
}

#[derive(DeriveIden)]
enum Seeds {
    Table,
    Id,
}

#[derive(DeriveIden)]
enum TrainingSessions {
    Table,
    Id,
    UserId,
    SeedId,
    ModToken,
    Status,
    CurrentZone,
    CurrentLayer,
    IgtMs,
    DeathCount,
    ProgressNodes,
    ExcludeFromStats,
    CreatedAt,
    FinishedAt,
    LastIgtChangeAt,
    LastEventId,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table(TrainingSessions::Table)
                    .col(uuid(TrainingSessions::Id).primary_key())
                    .col(uuid(TrainingSessions::UserId))
                    .col(uuid(TrainingSessions::SeedId))
                    .col(string_len(TrainingSessions::ModToken, 100).unique_key())
                    .col(string_len(TrainingSessions::Status, 20))
                    .col(string_len_null(TrainingSessions::CurrentZone, 100))
                    .col(integer(TrainingSessions::CurrentLayer))
                    .col(integer(TrainingSessions::IgtMs))
                    .col(integer(TrainingSessions::DeathCount))
                    .col(json_null(TrainingSessions::ProgressNodes))
                    .col(boolean(TrainingSessions::ExcludeFromStats))
                    .col(timestamp_with_time_zone(TrainingSessions::CreatedAt))
                    .col(timestamp_with_time_zone_null(TrainingSessions::FinishedAt))
                    .col(timestamp_with_time_zone_null(
                        TrainingSessions::LastIgtChangeAt,
                    ))
                    .col(big_integer(TrainingSessions::LastEventId))
                    .foreign_key(
                        ForeignKey::create()
                            .from(TrainingSessions::Table, TrainingSessions::UserId)
                            .to(Users::Table, Users::Id)
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .from(TrainingSessions::Table, TrainingSessions::SeedId)
                            .to(Seeds::Table, Seeds::Id),
                    )
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            (
                "training_sessions_user",
                [TrainingSessions::UserId, TrainingSessions::CreatedAt],
            ),
            (
                "training_sessions_seed",
                [TrainingSessions::SeedId, TrainingSessions::IgtMs],
            ),
        ] {
            let mut index = Index::create();
            index.name(name).table(TrainingSessions::Table);
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        // Raw, because the builder knows no index on a part of a table; both databases do.
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE UNIQUE INDEX training_sessions_one_active ON training_sessions (user_id) \
                 WHERE status = 'active'",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table(TrainingSessions::Table).to_owned())
            .await
    }
}
