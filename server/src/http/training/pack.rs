//! The seed pack of a solo session.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Method},
    response::Response,
};
use speedfog_protocol::rest::Problem;
use uuid::Uuid;

use super::super::{
    extract::{Caller, Path},
    send_pack::{Wanted, send_pack},
};
use crate::{app::App, error::ApiError};

/// The seed pack of the caller's own session, while it is being played.
#[utoipa::path(get, path = "/api/training/{session_id}/pack", tag = "training",
    operation_id = "training_pack",
    params(("session_id" = Uuid, Path)),
    responses((status = 200, description = "The pack", content_type = "application/zip"),
        (status = 206, description = "A part of the pack", content_type = "application/zip"),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 410, body = Problem), (status = 416, description = "No such part", body = Problem),
        (status = 422, body = Problem), (status = 500, body = Problem)))]
pub(in crate::http) async fn pack(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<Uuid>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let session = caller.solo(&app, id).await?;
    let wanted = Wanted {
        seed: session.record.seed,
        race_id: id,
        training: true,
        mod_token: &session.mod_token,
        player: &session.person,
    };
    send_pack(&app, wanted, &method, &headers).await
}
