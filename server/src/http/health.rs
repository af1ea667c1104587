//! Whether the server is up, and whether it can do anything.

use std::{sync::Arc, time::Duration};

use axum::extract::State;
use speedfog_protocol::rest::{Health, Problem};
use tokio::time::timeout;

use crate::{app::App, error::ApiError};

/// How long the database may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the server is up, and which version it is.
#[utoipa::path(get, path = "/health", tag = "system", responses((status = 200, body = Health)))]
pub(super) async fn health(State(app): State<Arc<App>>) -> axum::Json<Health> {
    answer(&app, "ok")
}

/// Whether the server can serve: it is not stopping, and its database answers.
#[utoipa::path(get, path = "/ready", tag = "system",
    responses((status = 200, body = Health), (status = 503, body = Problem)))]
pub(super) async fn ready(State(app): State<Arc<App>>) -> Result<axum::Json<Health>, ApiError> {
    let stopping = app.shutdown.is_cancelled();
    match timeout(PATIENCE, app.store.ping()).await {
        Ok(Ok(())) if !stopping => Ok(answer(&app, "ready")),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            Err(ApiError::unavailable())
        }
        _ => Err(ApiError::unavailable()),
    }
}

fn answer(app: &App, status: &str) -> axum::Json<Health> {
    axum::Json(Health {
        status: status.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        dev_sign_in: app.settings.dev_sign_in,
    })
}
