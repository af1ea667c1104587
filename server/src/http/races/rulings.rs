//! What organizers put right: an end that was none, a result that is in doubt or wrong.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::{
    limits,
    rest::{
        CorrectResult, HoldResult, Outcome, Participant, Problem, ProblemCode, RestoreParticipant,
    },
};
use speedfog_race::{Correction, ParticipantId};
use uuid::Uuid;

use super::super::extract::{Caller, Json, Path};
use crate::{app::App, error::ApiError, room::Action, wire};

/// Characters of a reason at most.
const REASON_CHARS: usize = 500;

type Answer = Result<axum::Json<Participant>, ApiError>;

/// Takes back somebody's abandon or time-out. A race that was over goes on, unless its organizer
/// had ended it.
#[utoipa::path(post, path = "/api/races/{race_id}/participants/{participant_id}/restore",
    operation_id = "restore_participant", tag = "races",
    params(("race_id" = Uuid, Path), ("participant_id" = Uuid, Path)),
    request_body = RestoreParticipant,
    responses((status = 200, body = Participant), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn restore(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, participant)): Path<(Uuid, Uuid)>,
    Json(request): Json<RestoreParticipant>,
) -> Answer {
    let participant = ParticipantId::from(participant);
    let reason = reason(&request.reason)?;
    let action = Action::Restore {
        participant,
        reason,
    };
    rule(&app, &caller, id, participant, action).await
}

/// Leaves a result unconfirmed, or confirms it.
#[utoipa::path(post, path = "/api/races/{race_id}/participants/{participant_id}/hold",
    operation_id = "hold_result", tag = "races",
    params(("race_id" = Uuid, Path), ("participant_id" = Uuid, Path)),
    request_body = HoldResult,
    responses((status = 200, body = Participant), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn hold(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, participant)): Path<(Uuid, Uuid)>,
    Json(request): Json<HoldResult>,
) -> Answer {
    let participant = ParticipantId::from(participant);
    let reason = reason(&request.reason)?;
    let action = Action::Hold {
        participant,
        held: request.held,
        reason,
    };
    rule(&app, &caller, id, participant, action).await
}

/// Puts time, deaths or outcome of a result right; an outcome also ends a run that still goes on.
#[utoipa::path(post, path = "/api/races/{race_id}/participants/{participant_id}/correct",
    operation_id = "correct_result", tag = "races",
    params(("race_id" = Uuid, Path), ("participant_id" = Uuid, Path)),
    request_body = CorrectResult,
    responses((status = 200, body = Participant), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn correct(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, participant)): Path<(Uuid, Uuid)>,
    Json(request): Json<CorrectResult>,
) -> Answer {
    let participant = ParticipantId::from(participant);
    let reason = reason(&request.reason)?;
    let numbers = [request.igt_ms, request.death_count];
    if numbers.into_iter().flatten().any(|n| n > limits::INT_MAX) || request.igt_ms == Some(0) {
        return Err(ApiError::invalid(format!(
            "igt_ms must be between 1 and {0}, death_count between 0 and {0}.",
            limits::INT_MAX
        )));
    }
    let correction = Correction {
        igt_ms: request.igt_ms,
        death_count: request.death_count,
        outcome: request.status.map(|outcome| match outcome {
            Outcome::Finished => speedfog_race::Outcome::Finished,
            Outcome::Abandoned => speedfog_race::Outcome::Abandoned,
        }),
    };
    let action = Action::Correct {
        participant,
        correction,
        reason,
    };
    rule(&app, &caller, id, participant, action).await
}

fn reason(text: &str) -> Result<String, ApiError> {
    let reason = text.trim();
    if reason.is_empty() || reason.chars().count() > REASON_CHARS {
        return Err(ApiError::invalid(format!(
            "reason must have 1 to {REASON_CHARS} characters."
        )));
    }
    Ok(reason.into())
}

async fn rule(
    app: &App,
    caller: &Caller,
    race: Uuid,
    participant: ParticipantId,
    action: Action,
) -> Answer {
    let race = caller.race(app, race).await?;
    app.hub.act(race.id, caller.person.id, action).await?;
    let members = app.store.members([race.id]).await?;
    let member = members.iter().find(|member| member.row.id == participant);
    member
        .map(|member| axum::Json(wire::participant(member)))
        .ok_or_else(|| {
            ApiError::not_found("This race has no such participant.")
                .code(ProblemCode::UnknownParticipant)
        })
}
