//! Lists of races.

use std::sync::Arc;

use axum::{extract::State, http::header::CONTENT_TYPE, response::IntoResponse};
use bytes::Bytes;
use serde::Deserialize;
use speedfog_protocol::rest::{Problem, RaceList};
use speedfog_race::RaceStatus;
use utoipa::IntoParams;

use super::{
    super::extract::{Caller, Query},
    list_answers::Question,
    view,
};
use crate::{
    app::App,
    error::ApiError,
    store::{RaceFilter, RacePage},
};

/// Races in one answer at most, when a page is asked for.
const PAGE_MAX: u64 = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Filter {
    /// Race statuses, separated by commas; absent or empty means all.
    status: Option<String>,
    /// Races to leave out at the front; only with `limit`.
    #[serde(default)]
    offset: u64,
    /// Length of the page, 1 to 100; absent means everything.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u64>,
}

/// Public races: running first, then upcoming by schedule, then finished.
#[utoipa::path(get, path = "/api/races", tag = "races", params(Filter),
    responses((status = 200, body = RaceList), (status = 400, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn list(
    State(app): State<Arc<App>>,
    Query(filter): Query<Filter>,
) -> Result<impl IntoResponse, ApiError> {
    if filter
        .limit
        .is_some_and(|limit| !(1..=PAGE_MAX).contains(&limit))
    {
        return Err(ApiError::invalid(format!(
            "limit must be between 1 and {PAGE_MAX}."
        )));
    }
    let statuses = statuses(filter.status.as_deref().unwrap_or_default())?;
    let page = filter
        .limit
        .map(|limit| RacePage::new(filter.offset, limit));
    let question = Question {
        changes: app.store.changes().count(),
        statuses: statuses.clone(),
        page,
    };
    let answer = app
        .list_answers
        .get(question, find(&app, statuses, page))
        .await?;
    Ok(([(CONTENT_TYPE, "application/json")], answer))
}

async fn find(
    app: &App,
    statuses: Vec<RaceStatus>,
    page: Option<RacePage>,
) -> Result<Bytes, ApiError> {
    let (rows, total) = app.store.races(&RaceFilter::Public(statuses), page).await?;
    let has_more = page
        .zip(total)
        .map(|(page, total)| page.offset.saturating_add(page.limit) < total);
    let races = view::races(app, rows, None).await?;
    let list = RaceList {
        races,
        total,
        has_more,
    };
    serde_json::to_vec(&list)
        .map(Bytes::from)
        .map_err(|error| ApiError::internal(format!("cannot encode a list of races: {error}")))
}

/// Races that the caller organizes or takes part in, newest first.
#[utoipa::path(get, path = "/api/users/me/races", tag = "users",
    operation_id = "my_races",
    responses((status = 200, body = RaceList), (status = 401, body = Problem)))]
pub(in crate::http) async fn mine(
    State(app): State<Arc<App>>,
    Caller { person, .. }: Caller,
) -> Result<axum::Json<RaceList>, ApiError> {
    let (rows, _) = app.store.races(&RaceFilter::Of(person.id), None).await?;
    let races = view::races(&app, rows, Some(person.id)).await?;
    Ok(axum::Json(RaceList {
        races,
        total: None,
        has_more: None,
    }))
}

fn statuses(text: &str) -> Result<Vec<RaceStatus>, ApiError> {
    let words: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|w| !w.is_empty())
        .collect();
    if words.is_empty() {
        return Ok(vec![
            RaceStatus::Setup,
            RaceStatus::Running,
            RaceStatus::Finished,
        ]);
    }
    words
        .into_iter()
        .map(|word| match word {
            "setup" => Ok(RaceStatus::Setup),
            "running" => Ok(RaceStatus::Running),
            "finished" => Ok(RaceStatus::Finished),
            other => Err(ApiError::bad_request(format!(
                "\"{other}\" is not a race status."
            ))),
        })
        .collect()
}
