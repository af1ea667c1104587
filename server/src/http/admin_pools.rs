//! The pools as admins see them, and the seeds that they bring.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use serde::Deserialize;
use speedfog_protocol::rest::{AdminPools, Problem, UploadedSeed};
use speedfog_seeds::PoolName;
use utoipa::IntoParams;

use super::extract::{Caller, Path, Query};
use crate::{app::App, clock, error::ApiError, stock::Uploader};

/// The route of uploads, which take longer than other requests.
pub(super) const UPLOAD_PATH: &str = "/api/admin/pools/{pool_name}/seeds";

/// The stock of every pool, what is wrong with its archives, and how refills go.
#[utoipa::path(get, path = "/api/admin/pools", operation_id = "admin_pools", tag = "admin",
    security(("bearer" = [])),
    responses((status = 200, body = AdminPools), (status = 401, body = Problem),
        (status = 403, body = Problem)))]
pub(super) async fn pools(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<axum::Json<AdminPools>, ApiError> {
    caller.require_role()?;
    Ok(axum::Json(app.stock.pools().await?))
}

/// What is said about an upload besides its content.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UploadQuery {
    /// Name of the file. `seed_<slug>.zip` is kept, any other becomes a random one.
    file_name: Option<String>,
}

/// Takes a seed archive, which is the body as it is, checks it and puts it into a pool.
#[utoipa::path(post, path = UPLOAD_PATH, operation_id = "upload_seed", tag = "admin",
    security(("bearer" = [])), params(("pool_name" = String, Path), UploadQuery),
    request_body(content = Vec<u8>, content_type = "application/zip"),
    responses((status = 201, body = UploadedSeed), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 408, body = Problem),
        (status = 409, description = "The pool has that name or that seed already.", body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem),
        (status = 507, description = "The server's disk is full.", body = Problem)))]
pub(super) async fn upload(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(pool): Path<String>,
    Query(query): Query<UploadQuery>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, axum::Json<UploadedSeed>), ApiError> {
    let pool = PoolName::parse(&pool)
        .map_err(|_| ApiError::invalid("pool_name is not the name of a pool."))?;
    caller.require_role()?;
    let announced = headers.get(header::CONTENT_LENGTH);
    let by = Uploader {
        user: caller.person.id,
        pool,
        file_name: query.file_name,
        announced: announced.and_then(|length| length.to_str().ok()?.parse().ok()),
        at: clock::now(),
    };
    let seed = app.stock.upload(&by, body.into_data_stream()).await?;
    Ok((StatusCode::CREATED, axum::Json(seed)))
}
