//! Finding people by the beginning of their name.

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use speedfog_protocol::rest::{Problem, User};
use utoipa::IntoParams;

use super::super::extract::{Caller, Query};
use crate::{app::App, error::ApiError, wire};

/// People in one answer at most.
const HITS: u64 = 10;

/// Characters of a search at most.
const LENGTH: usize = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Search {
    /// The beginning of a login or name, whatever its case.
    #[param(min_length = 1, max_length = 100)]
    q: String,
}

/// Up to ten people whose login or name begins with the text, by login.
#[utoipa::path(get, path = "/api/users/search", operation_id = "search_users", tag = "users",
    params(Search),
    responses((status = 200, body = Vec<User>), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn search(
    State(app): State<Arc<App>>,
    _caller: Caller,
    Query(search): Query<Search>,
) -> Result<axum::Json<Vec<User>>, ApiError> {
    if search.q.is_empty() || search.q.chars().count() > LENGTH {
        return Err(ApiError::invalid(format!(
            "q must have 1 to {LENGTH} characters."
        )));
    }
    let people = app.store.search_people(&search.q, HITS).await?;
    Ok(axum::Json(people.iter().map(wire::user).collect()))
}
