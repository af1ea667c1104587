//! New races.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::{
    limits,
    rest::{CreateRace, Problem, Race},
};
use speedfog_race::{ParticipantId, RaceId};
use speedfog_seeds::PoolName;
use uuid::Uuid;

use super::{
    super::extract::{Caller, Json},
    view,
};
use crate::{
    app::App,
    clock,
    error::ApiError,
    room::{self, NewMember},
    secret,
    store::NewRace,
};

/// Creates a race in setup, with a random seed of the pool.
#[utoipa::path(post, path = "/api/races", tag = "races", security(("bearer" = [])),
    request_body = CreateRace,
    responses((status = 201, body = Race), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<CreateRace>,
) -> Result<(StatusCode, axum::Json<Race>), ApiError> {
    let name = check(&request)?;
    caller.require_role()?;
    let now = clock::now();
    if request.scheduled_at.is_some_and(|at| at < now) {
        return Err(ApiError::bad_request("The scheduled time is in the past."));
    }
    let id = RaceId::from(Uuid::new_v4());
    let organizer = caller.person.id;
    let participation = request.organizer_participates.then(|| NewMember {
        participant: ParticipantId::from(Uuid::new_v4()),
        mod_token: secret::new_token(),
        person: caller.person,
    });
    let new = NewRace {
        id,
        name,
        organizer,
        pool_name: request.pool_name,
        config: request.config.into(),
        scheduled_at: request.scheduled_at,
        is_public: request.is_public,
        open_registration: request.open_registration,
        max_participants: request.max_participants,
        organizer_participates: match participation {
            Some(member) => Some(room::organizer_participation(id, organizer, &member, now)?),
            None => None,
        },
    };
    app.store.create_race(new, now).await?;
    tracing::info!(race.id = %id, user.id = %organizer, "race created");
    Ok((
        StatusCode::CREATED,
        axum::Json(view::race(&app, id.into()).await?),
    ))
}

/// Checks limits and returns the trimmed name.
fn check(request: &CreateRace) -> Result<String, ApiError> {
    let name = request.name.trim();
    if name.is_empty() || name.chars().count() > limits::RACE_NAME_CHARS {
        return Err(ApiError::invalid(format!(
            "name must have 1 to {} characters.",
            limits::RACE_NAME_CHARS
        )));
    }
    if PoolName::parse(&request.pool_name).is_err() {
        return Err(ApiError::invalid("pool_name is not the name of a pool."));
    }
    match request.max_participants {
        Some(max) if !limits::MAX_PARTICIPANTS.contains(&max) => Err(ApiError::invalid(format!(
            "max_participants must be between {} and {}.",
            limits::MAX_PARTICIPANTS.start(),
            limits::MAX_PARTICIPANTS.end()
        ))),
        None if request.open_registration => Err(ApiError::invalid(
            "max_participants is required with open registration.",
        )),
        _ => Ok(name.into()),
    }
}
