//! Reports that do not look like normal play.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "suspicions")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) id: i64,
    pub(crate) race_id: Uuid,
    pub(crate) participant_id: Uuid,
    pub(crate) at: DateTimeUtc,
    pub(crate) kind: String,
    pub(crate) detail: String,
    pub(crate) igt_ms: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "super::participant::Entity",
        from = "Column::ParticipantId",
        to = "super::participant::Column::Id"
    )]
    Participant,
}

impl ActiveModelBehavior for ActiveModel {}
