//! Everything under `/api/training`: solo sessions.

pub(super) mod pack;
pub(super) mod sessions;
pub(super) mod view;

use speedfog_race::SoloId;
use uuid::Uuid;

use crate::{app::App, error::ApiError, store::SoloRow};

/// The session, or 404.
async fn find(app: &App, id: Uuid) -> Result<SoloRow, ApiError> {
    app.store
        .solo(SoloId::from(id))
        .await?
        .ok_or_else(ApiError::session_not_found)
}
