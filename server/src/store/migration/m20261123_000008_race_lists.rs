//! Lists of races without reading all of them: by visibility and status, the latest first.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum Races {
    Table,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Raw, because the databases say differently where races without start go. In SQLite that is
        // the end, and it does not want to be told.
        let nulls = match manager.get_database_backend() {
            DbBackend::Postgres => "NULLS LAST",
            _ => "",
        };
        let index = format!(
            "CREATE INDEX races_list ON races \
             (is_public, status, started_at DESC {nulls}, created_at DESC, id)"
        );
        manager.get_connection().execute_unprepared(&index).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drop = Index::drop()
            .name("races_list")
            .table(Races::Table)
            .to_owned();
        manager.drop_index(drop).await
    }
}
