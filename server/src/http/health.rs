//! Whether the server is up.

use std::sync::Arc;

use axum::extract::State;
use speedfog_protocol::rest::Health;

use crate::app::App;

/// Whether the server is up, and which version it is.
#[utoipa::path(get, path = "/health", tag = "system", responses((status = 200, body = Health)))]
pub(super) async fn health(State(app): State<Arc<App>>) -> axum::Json<Health> {
    axum::Json(Health {
        status: "ok".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        dev_sign_in: app.settings.dev_sign_in,
    })
}
