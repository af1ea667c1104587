//! Races. All that can change is written by rooms alone.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "races")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) organizer_id: Uuid,
    pub(crate) seed_id: Option<Uuid>,
    pub(crate) status: String,
    pub(crate) config: Json,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) scheduled_at: Option<DateTimeUtc>,
    pub(crate) starts_at: Option<DateTimeUtc>,
    pub(crate) started_at: Option<DateTimeUtc>,
    pub(crate) seeds_released_at: Option<DateTimeUtc>,
    pub(crate) is_public: bool,
    pub(crate) open_registration: bool,
    pub(crate) max_participants: Option<i32>,
    pub(crate) version: i32,
    pub(crate) fog_of_war: bool,
    /// Why it is over.
    pub(crate) ended: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::user::Entity",
        from = "Column::OrganizerId",
        to = "super::user::Column::Id"
    )]
    Organizer,
}

impl Related<super::user::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organizer.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
