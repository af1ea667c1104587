//! Seed pack downloads.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Method},
    response::Response,
};
use speedfog_protocol::rest::{Problem, ProblemCode};
use speedfog_race::{RaceStatus, UserId};
use uuid::Uuid;

use super::super::{
    extract::{Caller, Path},
    send_pack::{Wanted, send_pack},
};
use crate::{
    app::App,
    error::ApiError,
    room::Action,
    store::{Member, RaceRow},
};

/// The caller's own seed pack.
#[utoipa::path(get, path = "/api/races/{race_id}/my-seed-pack", tag = "races",
    operation_id = "my_seed_pack",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, description = "The pack", content_type = "application/zip"),
        (status = 206, description = "A part of the pack", content_type = "application/zip"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 410, body = Problem),
        (status = 416, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn mine(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let race = caller.race(&app, id).await?;
    let members = app.store.members([race.id]).await?;
    let member = members
        .into_iter()
        .find(|member| member.person.id == caller.person.id)
        .ok_or_else(|| {
            ApiError::forbidden("Only participants have a seed pack.")
                .code(ProblemCode::PackForParticipants)
        })?;
    send(&app, &race, &member, &method, &headers, caller.person.id).await
}

/// A participant's seed pack by the secret of its mod; for that participant, organizers and casters.
#[utoipa::path(get, path = "/api/races/{race_id}/download/{mod_token}", tag = "races",
    params(("race_id" = Uuid, Path), ("mod_token" = String, Path)),
    responses((status = 200, description = "The pack", content_type = "application/zip"),
        (status = 206, description = "A part of the pack", content_type = "application/zip"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 410, body = Problem),
        (status = 416, body = Problem), (status = 422, body = Problem)))]
pub(in crate::http) async fn by_token(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, mod_token)): Path<(Uuid, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let race = caller.race(&app, id).await?;
    let member = app
        .store
        .member_by_token(race.id, &mod_token)
        .await?
        .ok_or_else(|| ApiError::not_found("No participant of this race has that token."))?;
    let user = caller.person.id;
    let entitled = member.person.id == user
        || race.organizer.id == user
        || app.store.is_co_organizer(race.id, user).await?
        || app
            .store
            .casters([race.id])
            .await?
            .iter()
            .any(|caster| caster.person.id == user);
    if !entitled {
        return Err(ApiError::forbidden(
            "This seed pack belongs to somebody else.",
        ));
    }
    send(&app, &race, &member, &method, &headers, caller.person.id).await
}

async fn send(
    app: &App,
    race: &RaceRow,
    member: &Member,
    method: &Method,
    headers: &HeaderMap,
    reader: UserId,
) -> Result<Response, ApiError> {
    let no_seed = || ApiError::not_found("This race has no seed.").code(ProblemCode::NoSeed);
    let wanted = Wanted {
        seed: race.seed_id.ok_or_else(no_seed)?,
        race_id: race.id.into(),
        training: false,
        mod_token: &member.row.mod_token,
        player: &member.person,
    };
    let response = send_pack(app, wanted, method, headers).await?;
    let own = member.person.id == reader;
    if own && *method == Method::GET && race.status == RaceStatus::Setup {
        note_download(app, race, member).await;
    }
    Ok(response)
}

/// Lets the others know. The download matters more than that, so a failure is only logged.
async fn note_download(app: &App, race: &RaceRow, member: &Member) {
    let Some(seed) = race.seed_id else { return };
    let downloaded = Action::PackDownloaded {
        participant: member.row.id,
        seed,
    };
    if let Err(error) = app.hub.act(race.id, member.person.id, downloaded).await {
        tracing::warn!(race.id = %race.id, %error, "download not noted");
    }
}
