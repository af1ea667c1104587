//! Solo sessions. All but the first four columns and `exclude_from_stats` are live: only their rooms write them.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "training_sessions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) user_id: Uuid,
    pub(crate) seed_id: Uuid,
    #[sea_orm(unique)]
    #[serde(skip)]
    pub(crate) mod_token: String,
    pub(crate) status: String,
    pub(crate) current_zone: Option<String>,
    pub(crate) current_layer: i32,
    pub(crate) igt_ms: i32,
    pub(crate) death_count: i32,
    pub(crate) progress_nodes: Option<Json>,
    pub(crate) exclude_from_stats: bool,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) finished_at: Option<DateTimeUtc>,
    pub(crate) last_igt_change_at: Option<DateTimeUtc>,
    pub(crate) last_event_id: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::UserId",
        to = "super::user::Column::Id"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::seed::Entity",
        from = "Column::SeedId",
        to = "super::seed::Column::Id"
    )]
    Seed,
}

impl Related<super::user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::seed::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Seed.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
