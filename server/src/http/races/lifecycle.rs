//! What moves a race from setup to its results, and back.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{Problem, Race, RaceDetail, StartRace};
use speedfog_race::Refusal;
use uuid::Uuid;

use super::{
    super::extract::{Caller, MaybeJson, Path},
    view,
};
use crate::{app::App, error::ApiError, room::Action};

type RaceAnswer = Result<axum::Json<Race>, ApiError>;

async fn organize(app: &App, caller: &Caller, id: Uuid, action: Action) -> Result<(), ApiError> {
    let race = caller.race(app, id).await?;
    Ok(app.hub.act(race.id, caller.person.id, action).await?)
}

/// Makes the seed packs available to the participants.
#[utoipa::path(post, path = "/api/races/{race_id}/release-seeds", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = RaceDetail), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn release_seeds(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<RaceDetail>, ApiError> {
    organize(&app, &caller, id, Action::ReleaseSeeds).await?;
    Ok(axum::Json(
        view::detail(&app, id, Some(caller.person.id)).await?,
    ))
}

/// Gives the race another random seed of its pool; packs must be released anew.
#[utoipa::path(post, path = "/api/races/{race_id}/reroll-seed", operation_id = "reroll_seed",
    tag = "races", params(("race_id" = Uuid, Path)),
    responses((status = 200, body = RaceDetail), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn reroll_seed(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<RaceDetail>, ApiError> {
    let race = caller.race(&app, id).await?;
    let current = race.seed_id.ok_or(Refusal::NoSeed)?;
    let facts = app.store.seed_facts([current]).await?;
    let pool = facts.first().ok_or(Refusal::NoSeed)?.pool_name.clone();
    let seed = app.store.draw_other_seed(&pool, Some(current)).await?;
    let graph = app.hub.graph(seed).await?;
    app.hub
        .act(
            race.id,
            caller.person.id,
            Action::AssignSeed { seed, graph },
        )
        .await?;
    tracing::info!(race.id = %race.id, user.id = %caller.person.id, "seed rolled again");
    Ok(axum::Json(
        view::detail(&app, id, Some(caller.person.id)).await?,
    ))
}

/// Starts the race, at once or after a countdown that everybody sees.
#[utoipa::path(post, path = "/api/races/{race_id}/start", tag = "races",
    params(("race_id" = Uuid, Path)),
    request_body(content = Option<StartRace>),
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn start(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    MaybeJson(request): MaybeJson<StartRace>,
) -> RaceAnswer {
    let countdown_seconds = request.unwrap_or_default().countdown_seconds;
    organize(&app, &caller, id, Action::Start { countdown_seconds }).await?;
    Ok(axum::Json(view::race(&app, id).await?))
}

/// Calls a running countdown off.
#[utoipa::path(post, path = "/api/races/{race_id}/cancel-countdown", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn cancel_countdown(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> RaceAnswer {
    organize(&app, &caller, id, Action::CancelCountdown).await?;
    Ok(axum::Json(view::race(&app, id).await?))
}

/// Ends a running race; whoever still plays counts as having given up.
#[utoipa::path(post, path = "/api/races/{race_id}/finish", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn finish(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> RaceAnswer {
    organize(&app, &caller, id, Action::Finish).await?;
    Ok(axum::Json(view::race(&app, id).await?))
}

/// Takes a running or finished race back to setup, with the same seed and participants.
#[utoipa::path(post, path = "/api/races/{race_id}/reset", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn reset(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> RaceAnswer {
    organize(&app, &caller, id, Action::Reset).await?;
    Ok(axum::Json(view::race(&app, id).await?))
}

/// Gives up the caller's own run.
#[utoipa::path(post, path = "/api/races/{race_id}/abandon", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn abandon(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> RaceAnswer {
    let race = caller.race(&app, id).await?;
    app.hub
        .act(race.id, caller.person.id, Action::Abandon(caller.person.id))
        .await?;
    Ok(axum::Json(view::race(&app, id).await?))
}
