//! Sign-in through Twitch, and sessions that can be told apart and ended one by one.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};
use uuid::Uuid;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum Users {
    Table,
    Id,
}

#[derive(DeriveIden)]
enum Sessions {
    Table,
    TokenHash,
    UserId,
    Id,
    LastUsedAt,
    UserAgent,
}

#[derive(DeriveIden)]
enum SignInStates {
    Table,
    StateHash,
    BrowserHash,
    RedirectUrl,
    Locale,
    ExpiresAt,
}

#[derive(DeriveIden)]
enum SignInCodes {
    Table,
    CodeHash,
    UserId,
    ExpiresAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sessions(manager).await?;
        manager
            .create_table(
                Table::create()
                    .table(SignInStates::Table)
                    .col(string_len(SignInStates::StateHash, 64).primary_key())
                    .col(string_len(SignInStates::BrowserHash, 64))
                    .col(string_len(SignInStates::RedirectUrl, 2000))
                    .col(string_len(SignInStates::Locale, 10))
                    .col(timestamp_with_time_zone(SignInStates::ExpiresAt))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table(SignInCodes::Table)
                    .col(string_len(SignInCodes::CodeHash, 64).primary_key())
                    .col(uuid(SignInCodes::UserId))
                    .col(timestamp_with_time_zone(SignInCodes::ExpiresAt))
                    .foreign_key(
                        ForeignKey::create()
                            .from(SignInCodes::Table, SignInCodes::UserId)
                            .to(Users::Table, Users::Id)
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            Table::drop().table(SignInCodes::Table).to_owned(),
            Table::drop().table(SignInStates::Table).to_owned(),
        ] {
            manager.drop_table(table).await?;
        }
        let indexes = ["sessions_id", "sessions_user"];
        for name in indexes {
            let drop = Index::drop().name(name).table(Sessions::Table).to_owned();
            manager.drop_index(drop).await?;
        }
        alter(manager, |table| {
            [Sessions::Id, Sessions::LastUsedAt, Sessions::UserAgent]
                .map(|column| table.clone().drop_column(column).to_owned())
                .into()
        })
        .await
    }
}

/// Gives sessions an id that may be shown, and what their owners recognise them by.
async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    alter(manager, |table| {
        [
            uuid_null(Sessions::Id),
            timestamp_with_time_zone_null(Sessions::LastUsedAt),
            string_len_null(Sessions::UserAgent, 200),
        ]
        .map(|column| table.clone().add_column(column).to_owned())
        .into()
    })
    .await?;
    let db = manager.get_connection();
    let all = Query::select()
        .column(Sessions::TokenHash)
        .from(Sessions::Table)
        .to_owned();
    for row in db.query_all(&all).await? {
        let token_hash: String = row.try_get_by_index(0)?;
        let update = Query::update()
            .table(Sessions::Table)
            .value(Sessions::Id, Uuid::new_v4())
            .and_where(Expr::col(Sessions::TokenHash).eq(token_hash))
            .to_owned();
        db.execute(&update).await?;
    }
    let id = Index::create()
        .name("sessions_id")
        .table(Sessions::Table)
        .col(Sessions::Id)
        .unique()
        .to_owned();
    manager.create_index(id).await?;
    let user = Index::create()
        .name("sessions_user")
        .table(Sessions::Table)
        .col(Sessions::UserId)
        .to_owned();
    manager.create_index(user).await
}

/// Changes the table column by column, which is all that SQLite can do.
async fn alter(
    manager: &SchemaManager<'_>,
    steps: impl FnOnce(&TableAlterStatement) -> Vec<TableAlterStatement>,
) -> Result<(), DbErr> {
    let table = Table::alter().table(Sessions::Table).to_owned();
    for step in steps(&table) {
        manager.alter_table(step).await?;
    }
    Ok(())
}
