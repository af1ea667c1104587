//! Sign-ins that were sent to Twitch and have not come back. Only the hash of a state is stored.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_states")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) state_hash: String,
    /// Hash of the secret in the browser's cookie.
    pub(crate) browser_hash: String,
    pub(crate) redirect_url: String,
    pub(crate) locale: String,
    pub(crate) expires_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
