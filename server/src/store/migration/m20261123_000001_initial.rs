//! The tables a race needs from sign-in to results.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum Users {
    Table,
    Id,
    TwitchId,
    TwitchUsername,
    TwitchDisplayName,
    TwitchAvatarUrl,
    Role,
    Locale,
    OverlaySettings,
    CreatedAt,
    LastSeen,
}

#[derive(DeriveIden)]
enum Sessions {
    Table,
    TokenHash,
    UserId,
    CreatedAt,
    ExpiresAt,
}

#[derive(DeriveIden)]
enum Seeds {
    Table,
    Id,
    PoolName,
    SeedNumber,
    GraphJson,
    TotalLayers,
    TotalNodes,
    TotalPaths,
    FolderPath,
    Status,
    CreatedAt,
}

#[derive(DeriveIden)]
enum Races {
    Table,
    Id,
    Name,
    OrganizerId,
    SeedId,
    Status,
    Config,
    CreatedAt,
    ScheduledAt,
    StartsAt,
    StartedAt,
    SeedsReleasedAt,
    IsPublic,
    OpenRegistration,
    MaxParticipants,
    Version,
}

#[derive(DeriveIden)]
enum Participants {
    Table,
    Id,
    RaceId,
    UserId,
    ModToken,
    Status,
    CurrentZone,
    CurrentLayer,
    IgtMs,
    DeathCount,
    ZoneHistory,
    ColorIndex,
    FinishedAt,
    LastIgtChangeAt,
    LastEventId,
    AppliedSeq,
}

#[derive(DeriveIden)]
enum Casters {
    Table,
    Id,
    RaceId,
    UserId,
    CreatedAt,
}

#[derive(DeriveIden)]
enum Invites {
    Table,
    Id,
    RaceId,
    Token,
    TwitchUsername,
    Accepted,
    CreatedAt,
}

#[derive(DeriveIden)]
enum Journal {
    Table,
    RaceId,
    Seq,
    At,
    Kind,
    Payload,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        accounts(manager).await?;
        seeds_and_races(manager).await?;
        race_members(manager).await?;
        journal(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        macro_rules! drop {
            ($($table:ident),*) => {$(
                manager.drop_table(Table::drop().table($table::Table).to_owned()).await?;
            )*};
        }
        drop!(
            Journal,
            Invites,
            Casters,
            Participants,
            Races,
            Seeds,
            Sessions,
            Users
        );
        Ok(())
    }
}

async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Users::Table)
                .col(uuid(Users::Id).primary_key())
                .col(string_len(Users::TwitchId, 50).unique_key())
                .col(string_len(Users::TwitchUsername, 100))
                .col(string_len_null(Users::TwitchDisplayName, 100))
                .col(string_len_null(Users::TwitchAvatarUrl, 500))
                .col(string_len(Users::Role, 20))
                .col(string_len_null(Users::Locale, 10))
                .col(json_null(Users::OverlaySettings))
                .col(timestamp_with_time_zone(Users::CreatedAt))
                .col(timestamp_with_time_zone_null(Users::LastSeen))
                .to_owned(),
        )
        .await?;
    // Logins are looked up without regard to case. Raw, because the builder knows no index on an
    // expression for SQLite; both databases understand this.
    manager
        .get_connection()
        .execute_unprepared("CREATE INDEX users_login ON users (lower(twitch_username))")
        .await?;
    manager
        .create_table(
            Table::create()
                .table(Sessions::Table)
                .col(string_len(Sessions::TokenHash, 64).primary_key())
                .col(uuid(Sessions::UserId))
                .col(timestamp_with_time_zone(Sessions::CreatedAt))
                .col(timestamp_with_time_zone(Sessions::ExpiresAt))
                .foreign_key(&mut cascade(
                    Sessions::Table,
                    Sessions::UserId,
                    Users::Table,
                    Users::Id,
                ))
                .to_owned(),
        )
        .await
}

async fn seeds_and_races(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Seeds::Table)
                .col(uuid(Seeds::Id).primary_key())
                .col(string_len(Seeds::PoolName, 50))
                .col(string_len(Seeds::SeedNumber, 50))
                .col(text(Seeds::GraphJson))
                .col(integer(Seeds::TotalLayers))
                .col(integer(Seeds::TotalNodes))
                .col(big_integer(Seeds::TotalPaths))
                .col(string_len(Seeds::FolderPath, 500))
                .col(string_len(Seeds::Status, 20))
                .col(timestamp_with_time_zone(Seeds::CreatedAt))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("seeds_pool_number")
                .table(Seeds::Table)
                .col(Seeds::PoolName)
                .col(Seeds::SeedNumber)
                .unique()
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            Index::create()
                .name("seeds_pool_status")
                .table(Seeds::Table)
                .col(Seeds::PoolName)
                .col(Seeds::Status)
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(Races::Table)
                .col(uuid(Races::Id).primary_key())
                .col(string_len(Races::Name, 200))
                .col(uuid(Races::OrganizerId))
                .col(uuid_null(Races::SeedId))
                .col(string_len(Races::Status, 20))
                .col(json(Races::Config))
                .col(timestamp_with_time_zone(Races::CreatedAt))
                .col(timestamp_with_time_zone_null(Races::ScheduledAt))
                .col(timestamp_with_time_zone_null(Races::StartsAt))
                .col(timestamp_with_time_zone_null(Races::StartedAt))
                .col(timestamp_with_time_zone_null(Races::SeedsReleasedAt))
                .col(boolean(Races::IsPublic))
                .col(boolean(Races::OpenRegistration))
                .col(integer_null(Races::MaxParticipants))
                .col(integer(Races::Version))
                .foreign_key(&mut cascade(
                    Races::Table,
                    Races::OrganizerId,
                    Users::Table,
                    Users::Id,
                ))
                .foreign_key(
                    ForeignKey::create()
                        .from(Races::Table, Races::SeedId)
                        .to(Seeds::Table, Seeds::Id),
                )
                .to_owned(),
        )
        .await?;
    for (name, column) in [
        ("races_status", Races::Status),
        ("races_organizer", Races::OrganizerId),
    ] {
        manager
            .create_index(
                Index::create()
                    .name(name)
                    .table(Races::Table)
                    .col(column)
                    .to_owned(),
            )
            .await?;
    }
    Ok(())
}

async fn race_members(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Participants::Table)
                .col(uuid(Participants::Id).primary_key())
                .col(uuid(Participants::RaceId))
                .col(uuid(Participants::UserId))
                .col(string_len(Participants::ModToken, 100).unique_key())
                .col(string_len(Participants::Status, 20))
                .col(string_len_null(Participants::CurrentZone, 100))
                .col(integer(Participants::CurrentLayer))
                .col(integer(Participants::IgtMs))
                .col(integer(Participants::DeathCount))
                .col(json_null(Participants::ZoneHistory))
                .col(integer(Participants::ColorIndex))
                .col(timestamp_with_time_zone_null(Participants::FinishedAt))
                .col(timestamp_with_time_zone_null(Participants::LastIgtChangeAt))
                .col(big_integer(Participants::LastEventId))
                .col(big_integer(Participants::AppliedSeq))
                .foreign_key(&mut cascade(
                    Participants::Table,
                    Participants::RaceId,
                    Races::Table,
                    Races::Id,
                ))
                .foreign_key(&mut cascade(
                    Participants::Table,
                    Participants::UserId,
                    Users::Table,
                    Users::Id,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(Casters::Table)
                .col(uuid(Casters::Id).primary_key())
                .col(uuid(Casters::RaceId))
                .col(uuid(Casters::UserId))
                .col(timestamp_with_time_zone(Casters::CreatedAt))
                .foreign_key(&mut cascade(
                    Casters::Table,
                    Casters::RaceId,
                    Races::Table,
                    Races::Id,
                ))
                .foreign_key(&mut cascade(
                    Casters::Table,
                    Casters::UserId,
                    Users::Table,
                    Users::Id,
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table(Invites::Table)
                .col(uuid(Invites::Id).primary_key())
                .col(uuid(Invites::RaceId))
                .col(string_len(Invites::Token, 100).unique_key())
                .col(string_len(Invites::TwitchUsername, 100))
                .col(boolean(Invites::Accepted))
                .col(timestamp_with_time_zone(Invites::CreatedAt))
                .foreign_key(&mut cascade(
                    Invites::Table,
                    Invites::RaceId,
                    Races::Table,
                    Races::Id,
                ))
                .to_owned(),
        )
        .await?;
    let unique = [
        Index::create()
            .name("participants_race_user")
            .table(Participants::Table)
            .col(Participants::RaceId)
            .col(Participants::UserId)
            .unique()
            .to_owned(),
        Index::create()
            .name("participants_race_color")
            .table(Participants::Table)
            .col(Participants::RaceId)
            .col(Participants::ColorIndex)
            .unique()
            .to_owned(),
        Index::create()
            .name("casters_race_user")
            .table(Casters::Table)
            .col(Casters::RaceId)
            .col(Casters::UserId)
            .unique()
            .to_owned(),
        Index::create()
            .name("participants_user")
            .table(Participants::Table)
            .col(Participants::UserId)
            .to_owned(),
        Index::create()
            .name("invites_race")
            .table(Invites::Table)
            .col(Invites::RaceId)
            .to_owned(),
    ];
    for index in unique {
        manager.create_index(index).await?;
    }
    Ok(())
}

async fn journal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table(Journal::Table)
                .col(uuid(Journal::RaceId))
                .col(big_integer(Journal::Seq))
                .col(timestamp_with_time_zone(Journal::At))
                .col(string_len(Journal::Kind, 40))
                .col(text(Journal::Payload))
                .primary_key(Index::create().col(Journal::RaceId).col(Journal::Seq))
                .foreign_key(&mut cascade(
                    Journal::Table,
                    Journal::RaceId,
                    Races::Table,
                    Races::Id,
                ))
                .to_owned(),
        )
        .await
}

fn cascade(
    table: impl IntoIden,
    column: impl IntoIden,
    to: impl IntoIden,
    to_column: impl IntoIden,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table.into_iden(), column.into_iden())
        .to(to.into_iden(), to_column.into_iden())
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
