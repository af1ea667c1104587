//! The whole map of a race, for browsers to fetch once and keep.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use speedfog_protocol::rest::Problem;
use speedfog_race::{
    RaceId,
    graph::{MapAccess, MapPolicy, Viewer, map_access},
};
use uuid::Uuid;

use super::super::{
    extract::{MaybeCaller, Path, Query},
    web_client::is_known,
};
use crate::{
    app::App,
    error::ApiError,
    store::{Person, RaceRow},
};

/// What is behind an address never changes, and whoever knows the address has seen it.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The whole map of a race, as spectators who follow by ticks are told its address. Only while
/// everybody may see it, and not for those who race under fog.
#[utoipa::path(get, path = "/api/races/{race_id}/graph/{digest}", operation_id = "graph_of_race",
    tag = "races",
    params(("race_id" = Uuid, Path), ("digest" = String, Path),
        ("locale" = Option<String>, Query)),
    responses((status = 200, description = "The graph", body = serde_json::Value),
        (status = 304, description = "The client has it already"),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn graph(
    State(app): State<Arc<App>>,
    MaybeCaller(viewer): MaybeCaller,
    Path((race, digest)): Path<(Uuid, String)>,
    Query(query): Query<HashMap<String, String>>,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let race = app.store.race(RaceId::from(race)).await?;
    let race = race.ok_or_else(ApiError::race_not_found)?;
    if !may_see(&app, &race, viewer.as_ref()).await? {
        return Err(ApiError::forbidden(
            "The whole map of this race is not shown to you now.",
        ));
    }
    let not_found = || ApiError::not_found("The race has no such map.");
    let seed = race.seed_id.ok_or_else(not_found)?;
    let graph = app.hub.graph(seed).await?;
    let asked = query.get("locale").map(String::as_str);
    let locale = app.locales.choose(None, asked);
    let map = app.maps.whole(seed, &graph, &locale);
    if *map.digest != *digest {
        return Err(not_found());
    }
    let tag = format!("\"{digest}\"");
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, CACHE);
    let value = HeaderValue::from_str(&tag).map_err(ApiError::internal)?;
    headers.insert(header::ETAG, value);
    if is_known(&request, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let json = HeaderValue::from_static("application/json");
    headers.insert(header::CONTENT_TYPE, json);
    Ok((headers, map.json).into_response())
}

/// Whether everybody may see the whole map now, and the viewer does not race under fog.
async fn may_see(app: &App, race: &RaceRow, viewer: Option<&Person>) -> Result<bool, ApiError> {
    let policy = MapPolicy::new(app.settings.open_map, race.fog_of_war);
    let is_full = |viewer| map_access(viewer, race.status, policy) == MapAccess::Full;
    let Some(person) = viewer.filter(|_| is_full(Viewer::Outsider)) else {
        return Ok(is_full(Viewer::Outsider));
    };
    let members = app.store.members([race.id]).await?;
    let mut own = members
        .iter()
        .filter(|member| member.person.id == person.id);
    Ok(own.all(|own| is_full(Viewer::Participant(own.row.status))))
}
