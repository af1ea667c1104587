//! New races.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};
use speedfog_protocol::rest::{CreateRace, Problem, Race};
use speedfog_race::{ParticipantId, RaceId, RaceSettings, Refusal};
use uuid::Uuid;

use super::{
    super::extract::{Caller, Json},
    choices, view,
};
use crate::{
    app::App,
    clock,
    discord::Notice,
    error::ApiError,
    room::{self, NewMember},
    secret,
    store::NewRace,
};

/// Creates a race in setup, with a random seed of the pool.
#[utoipa::path(post, path = "/api/races", tag = "races",
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
        return Err(Refusal::ScheduleInPast.into());
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
        organizer,
        pool_name: request.pool_name,
        config: request.config.into(),
        settings: RaceSettings {
            name,
            is_public: request.is_public,
            scheduled_at: request.scheduled_at,
            open_registration: request.open_registration,
            max_participants: request.max_participants,
            fog_of_war: request.fog_of_war,
        },
        organizer_participates: match participation {
            Some(member) => Some(room::organizer_participation(id, organizer, &member, now)?),
            None => None,
        },
    };
    app.store.create_race(new, now).await?;
    tracing::info!(race.id = %id, user.id = %organizer, "race created");
    app.notices.tell(Notice::Created(id));
    Ok((
        StatusCode::CREATED,
        axum::Json(view::race(&app, id.into()).await?),
    ))
}

/// Checks limits and returns the trimmed name.
fn check(request: &CreateRace) -> Result<String, ApiError> {
    let name = choices::name(&request.name)?;
    choices::pool(&request.pool_name)?;
    match request.max_participants {
        Some(max) => choices::capacity(max)?,
        None if request.open_registration => return Err(Refusal::CapacityMissing.into()),
        None => {}
    }
    Ok(name)
}
