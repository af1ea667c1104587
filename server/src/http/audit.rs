//! The log of what organizers and admins did.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use axum::extract::State;
use serde::Deserialize;
use speedfog_protocol::rest::{AuditItem, AuditLog, Problem, User};
use speedfog_race::{RaceId, UserId};
use utoipa::IntoParams;
use uuid::Uuid;

use super::extract::{Caller, Path, Query};
use crate::{app::App, error::ApiError, store::RacePage, wire};

/// Entries in one answer at most.
const PAGE_MAX: u64 = 100;

/// Which part of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// Entries to leave out at the front.
    #[serde(default)]
    offset: u64,
    /// Length of the page, 1 to 100; 50 if absent.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: u64,
}

fn default_limit() -> u64 {
    50
}

impl Page {
    fn check(&self) -> Result<RacePage, ApiError> {
        if !(1..=PAGE_MAX).contains(&self.limit) {
            return Err(ApiError::invalid(format!(
                "limit must be between 1 and {PAGE_MAX}."
            )));
        }
        Ok(RacePage::new(self.offset, self.limit))
    }
}

/// What was done to a race, newest first.
#[utoipa::path(get, path = "/api/races/{race_id}/audit", operation_id = "race_audit",
    tag = "races", params(("race_id" = Uuid, Path), Page),
    responses((status = 200, body = AuditLog), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn of_race(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(page): Query<Page>,
) -> Result<axum::Json<AuditLog>, ApiError> {
    let page = page.check()?;
    let race = caller.race(&app, id).await?;
    Ok(axum::Json(log(&app, Some(race.id), page).await?))
}

/// What was done to races, roles and pools, newest first. Keeps what was done to deleted races.
#[utoipa::path(get, path = "/api/admin/audit", operation_id = "admin_audit", tag = "admin",
    params(Page),
    responses((status = 200, body = AuditLog), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn of_all(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(page): Query<Page>,
) -> Result<axum::Json<AuditLog>, ApiError> {
    let page = page.check()?;
    caller.require_role()?;
    Ok(axum::Json(log(&app, None, page).await?))
}

async fn log(app: &App, race: Option<RaceId>, page: RacePage) -> Result<AuditLog, ApiError> {
    let (rows, total) = app.store.audit_log(race, page).await?;
    let named = rows.iter().flat_map(|row| [row.actor, row.subject]);
    let named: HashSet<UserId> = named.flatten().collect();
    let people = app.store.people(named).await?;
    let people: HashMap<UserId, User> = people
        .iter()
        .map(|person| (person.id, wire::user(person)))
        .collect();
    let user = |id: Option<UserId>| people.get(&id?).cloned();
    let items = rows.into_iter().map(|row| AuditItem {
        id: row.id,
        at: row.at,
        actor: user(row.actor),
        race_id: row.race.map(Into::into),
        subject: user(row.subject),
        action: row.action,
        race_name: row.race_name,
        detail: row.detail,
    });
    Ok(AuditLog {
        items: items.collect(),
        total,
        has_more: page.offset.saturating_add(page.limit) < total,
    })
}
