//! What organizers choose anew.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{PatchRace, Problem, Race};
use speedfog_race::{RaceEdit, RaceStatus, Refusal, SeedGraph, SeedId};
use uuid::Uuid;

use super::{
    super::extract::{Caller, Json, Path},
    choices, view,
};
use crate::{app::App, discord::Notice, error::ApiError, room::Action, store::RaceRow};

/// Changes visibility (any time) and everything else that can be chosen (during setup), all of it or
/// nothing.
#[utoipa::path(patch, path = "/api/races/{race_id}", tag = "races",
    params(("race_id" = Uuid, Path)), request_body = PatchRace,
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn patch(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(request): Json<PatchRace>,
) -> Result<axum::Json<Race>, ApiError> {
    let edit = edit(&request)?;
    let race = caller.race(&app, id).await?;
    let seed = match &request.pool_name {
        Some(pool) => other_seed(&app, &race, pool).await?,
        None => None,
    };
    let action = Action::Edit { edit, seed };
    app.hub.act(race.id, caller.person.id, action).await?;
    app.notices.tell(Notice::Edited(race.id));
    Ok(axum::Json(view::race(&app, id).await?))
}

/// Checks limits.
fn edit(request: &PatchRace) -> Result<RaceEdit, ApiError> {
    if let Some(pool) = &request.pool_name {
        choices::pool(pool)?;
    }
    if let Some(max) = request.max_participants.flatten() {
        choices::capacity(max)?;
    }
    Ok(RaceEdit {
        name: request.name.as_deref().map(choices::name).transpose()?,
        is_public: request.is_public,
        scheduled_at: request.scheduled_at,
        open_registration: request.open_registration,
        max_participants: request.max_participants,
        fog_of_war: request.fog_of_war,
    })
}

/// A seed of another pool; none if the race has one of that pool already.
async fn other_seed(
    app: &App,
    race: &RaceRow,
    pool: &str,
) -> Result<Option<(String, SeedId, Arc<SeedGraph>)>, ApiError> {
    if race.status != RaceStatus::Setup {
        return Err(Refusal::NotInSetup.into());
    }
    let current = app.store.seed_facts(race.seed_id).await?;
    if current.iter().any(|facts| facts.pool_name == pool) {
        return Ok(None);
    }
    let seed = app.store.draw_other_seed(pool, race.seed_id).await?;
    let graph = app.hub.graph(seed).await?;
    Ok(Some((pool.to_owned(), seed, graph)))
}
