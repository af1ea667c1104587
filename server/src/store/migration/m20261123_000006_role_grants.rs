//! Roles given to logins before they have signed in for the first time.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum RoleGrants {
    Table,
    Login,
    Role,
    CreatedAt,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(RoleGrants::Table)
            .col(string_len(RoleGrants::Login, 100).primary_key())
            .col(string_len(RoleGrants::Role, 20))
            .col(timestamp_with_time_zone(RoleGrants::CreatedAt))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table(RoleGrants::Table).to_owned();
        manager.drop_table(table).await
    }
}
