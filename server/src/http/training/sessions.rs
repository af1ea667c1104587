//! Beginning, reading and giving up solo sessions.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::{
    CreateTraining, Ghost, Problem, ProblemCode, TrainingSession, TrainingSessionDetail,
};
use speedfog_race::SoloId;
use speedfog_seeds::PoolName;
use uuid::Uuid;

use super::{
    super::{
        extract::{Caller, Json, Path},
        pools::{PoolType, pool_config},
    },
    find, view,
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    room::SoloAction,
    secret,
    store::{NewSolo, StoreError},
};

fn already_active() -> ApiError {
    ApiError::conflict("You already have an active training session.")
        .code(ProblemCode::SessionUnderWay)
}

/// Begins a session on a random seed of the pool, if possible one that the caller has not played.
#[utoipa::path(post, path = "/api/training", operation_id = "create_training", tag = "training",
    request_body = CreateTraining,
    responses((status = 201, body = TrainingSessionDetail), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(in crate::http) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<CreateTraining>,
) -> Result<(StatusCode, axum::Json<TrainingSessionDetail>), ApiError> {
    let user = caller.person.id;
    let pool = PoolName::parse(&request.pool_name)
        .map_err(|_| ApiError::invalid("pool_name is not the name of a pool."))?;
    if app.store.has_active_solo(user).await? {
        return Err(already_active());
    }
    if PoolType::of(pool_config(&app, pool.as_str()).as_ref()) != PoolType::Training {
        return Err(
            ApiError::bad_request(format!("The pool \"{pool}\" is not for training."))
                .code(ProblemCode::PoolNotForTraining)
                .value("pool", pool),
        );
    }
    let id = SoloId::from(Uuid::new_v4());
    let new = NewSolo {
        id,
        user,
        pool_name: request.pool_name,
        mod_token: secret::new_token(),
        exclude_from_stats: request.exclude_from_stats,
    };
    let created = app.store.create_solo(new, clock::now()).await;
    created.map_err(|error| match error {
        StoreError::Conflict => already_active(),
        other => other.into(),
    })?;
    tracing::info!(solo.id = %id, user.id = %user, "training session created");
    let session = view::detail(&app, id.into()).await?;
    Ok((StatusCode::CREATED, axum::Json(session)))
}

/// The caller's own sessions, newest first.
#[utoipa::path(get, path = "/api/training", operation_id = "my_training", tag = "training",
    responses((status = 200, body = Vec<TrainingSession>), (status = 401, body = Problem)))]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<axum::Json<Vec<TrainingSession>>, ApiError> {
    let rows = app.store.solos_of(caller.person.id).await?;
    Ok(axum::Json(view::sessions(&app, rows).await?))
}

/// A session in full, for everybody who has its address.
#[utoipa::path(get, path = "/api/training/{session_id}", operation_id = "read_training",
    tag = "training", params(("session_id" = Uuid, Path)),
    responses((status = 200, body = TrainingSessionDetail), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn read(
    State(app): State<Arc<App>>,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<TrainingSessionDetail>, ApiError> {
    Ok(axum::Json(view::detail(&app, id).await?))
}

/// Gives the caller's own session up.
#[utoipa::path(post, path = "/api/training/{session_id}/abandon",
    operation_id = "abandon_training", tag = "training",
    params(("session_id" = Uuid, Path)),
    responses((status = 200, body = TrainingSessionDetail), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn abandon(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<TrainingSessionDetail>, ApiError> {
    let session = caller.solo(&app, id).await?.record.id;
    let room = app.hub.solo(session).await?;
    room.act(caller.person.id, SoloAction::Abandon).await?;
    tracing::info!(solo.id = %session, "training session abandoned");
    Ok(axum::Json(view::detail(&app, id).await?))
}

/// Finished runs of others on the seed of a session, fastest first, at most a hundred.
#[utoipa::path(get, path = "/api/training/{session_id}/ghosts", operation_id = "training_ghosts",
    tag = "training", params(("session_id" = Uuid, Path)),
    responses((status = 200, body = Vec<Ghost>), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn ghosts(
    State(app): State<Arc<App>>,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<Vec<Ghost>>, ApiError> {
    let session = find(&app, id).await?;
    let ghosts = app
        .store
        .ghosts(session.record.seed, session.record.id)
        .await?;
    Ok(axum::Json(ghosts.iter().filter_map(view::ghost).collect()))
}
