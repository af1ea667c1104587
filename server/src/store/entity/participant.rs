//! Participants: the snapshot from which a room restarts. `applied_seq` is the journal position it includes.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "participants")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) race_id: Uuid,
    pub(crate) user_id: Uuid,
    #[sea_orm(unique)]
    #[serde(skip)]
    pub(crate) mod_token: String,
    pub(crate) status: String,
    pub(crate) current_zone: Option<String>,
    pub(crate) current_layer: i32,
    pub(crate) igt_ms: i32,
    pub(crate) death_count: i32,
    pub(crate) zone_history: Option<Json>,
    pub(crate) color_index: i32,
    pub(crate) finished_at: Option<DateTimeUtc>,
    pub(crate) last_igt_change_at: Option<DateTimeUtc>,
    pub(crate) last_event_id: i64,
    pub(crate) applied_seq: i64,
    pub(crate) held: bool,
    pub(crate) corrected: bool,
    /// Seed of the pack that was downloaded last.
    pub(crate) pack_seed_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::UserId",
        to = "super::user::Column::Id"
    )]
    User,
}

impl Related<super::user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
