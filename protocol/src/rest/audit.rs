//! Who did what as organizer or admin.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::User;
use crate::time;

/// One thing done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditItem {
    /// Number of the entry; later entries have higher ones.
    pub id: u64,
    /// When.
    #[serde(with = "time")]
    pub at: DateTime<Utc>,
    /// What, such as `race_started`.
    pub action: String,
    /// Who did it; null when the account is gone.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub actor: Option<User>,
    /// Race it was done to.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub race_id: Option<Uuid>,
    /// Name of that race at that time.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub race_name: Option<String>,
    /// Person it was done to.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub subject: Option<User>,
    /// Particulars for people, such as a reason.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub detail: Option<String>,
}

/// A part of the log, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditLog {
    /// The entries asked for.
    pub items: Vec<AuditItem>,
    /// How many there are in all.
    pub total: u64,
    /// Whether there are more after these.
    pub has_more: bool,
}
