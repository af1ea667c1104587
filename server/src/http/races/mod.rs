//! Everything under `/api/races`.

pub(super) mod casters;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod lifecycle;
pub(super) mod list;
pub(super) mod participants;
pub(super) mod patch;
pub(super) mod read;
pub(super) mod register;
pub(super) mod seed_pack;
mod view;

use speedfog_race::RaceId;
use uuid::Uuid;

use super::extract::Caller;
use crate::{app::App, error::ApiError, store::RaceRow};

/// The race, or 404.
async fn find(app: &App, id: Uuid) -> Result<RaceRow, ApiError> {
    app.store
        .race(RaceId::from(id))
        .await?
        .ok_or_else(ApiError::race_not_found)
}

/// The race, if the caller organizes it; 403 otherwise. Admins get no bypass.
pub(super) async fn find_organized(
    app: &App,
    id: Uuid,
    caller: &Caller,
) -> Result<RaceRow, ApiError> {
    let race = find(app, id).await?;
    if race.organizer.id == caller.0.id {
        Ok(race)
    } else {
        Err(ApiError::forbidden(
            "Only the organizer of this race can do that.",
        ))
    }
}
