//! One race in full.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::{Problem, RaceDetail};
use uuid::Uuid;

use super::{
    super::extract::{MaybeCaller, Path},
    view,
};
use crate::{app::App, error::ApiError};

/// One race. Unlisted races are readable by everybody who has the address.
#[utoipa::path(get, path = "/api/races/{race_id}", tag = "races",
    params(("race_id" = Uuid, Path)),
    responses((status = 200, body = RaceDetail), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub(in crate::http) async fn read(
    State(app): State<Arc<App>>,
    MaybeCaller(caller): MaybeCaller,
    Path(id): Path<Uuid>,
) -> Result<axum::Json<RaceDetail>, ApiError> {
    Ok(axum::Json(
        view::detail(&app, id, caller.map(|person| person.id)).await?,
    ))
}
