//! Accounts.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "users")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(unique)]
    pub(crate) twitch_id: String,
    pub(crate) twitch_username: String,
    pub(crate) twitch_display_name: Option<String>,
    pub(crate) twitch_avatar_url: Option<String>,
    pub(crate) role: String,
    pub(crate) locale: Option<String>,
    pub(crate) overlay_settings: Option<Json>,
    pub(crate) created_at: DateTimeUtc,
    pub(crate) last_seen: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
