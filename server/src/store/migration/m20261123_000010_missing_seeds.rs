//! Seeds whose archive is not where it was.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[derive(DeriveIden)]
enum Seeds {
    Table,
    PoolName,
    Status,
    MissingSince,
}

const STOCK: &str = "seeds_stock";
const POOL_STATUS: &str = "seeds_pool_status";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter()
            .table(Seeds::Table)
            .add_column(timestamp_with_time_zone_null(Seeds::MissingSince))
            .to_owned();
        manager.alter_table(column).await?;
        // The stock is counted often, and the rows are large: the index alone answers that.
        let stock = Index::create()
            .name(STOCK)
            .table(Seeds::Table)
            .col(Seeds::PoolName)
            .col(Seeds::Status)
            .col(Seeds::MissingSince)
            .to_owned();
        manager.create_index(stock).await?;
        let before = Index::drop()
            .name(POOL_STATUS)
            .table(Seeds::Table)
            .to_owned();
        manager.drop_index(before).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let before = Index::create()
            .name(POOL_STATUS)
            .table(Seeds::Table)
            .col(Seeds::PoolName)
            .col(Seeds::Status)
            .to_owned();
        manager.create_index(before).await?;
        let stock = Index::drop().name(STOCK).table(Seeds::Table).to_owned();
        manager.drop_index(stock).await?;
        let column = Table::alter()
            .table(Seeds::Table)
            .drop_column(Seeds::MissingSince)
            .to_owned();
        manager.alter_table(column).await
    }
}
