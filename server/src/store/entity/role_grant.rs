//! Roles given to logins that have never signed in.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "role_grants")]
pub(crate) struct Model {
    /// The login in lower case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) login: String,
    pub(crate) role: String,
    pub(crate) created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
