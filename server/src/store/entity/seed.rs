//! Seeds: one generated run each, with its graph as it came.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seeds")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) pool_name: String,
    pub(crate) seed_number: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) graph_json: String,
    pub(crate) total_layers: i32,
    pub(crate) total_nodes: i32,
    pub(crate) total_paths: i64,
    pub(crate) folder_path: String,
    pub(crate) status: String,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) missing_since: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
