//! No request waits for its answer for ever.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::timeout;

use super::admin_pools::UPLOAD_PATH;
use crate::{app::App, error::ApiError};

/// Gives up on a handler that has not begun to answer in time. Bodies of answers may take longer:
/// a seed pack is as slow as the line it is sent over. So is an upload, which has time limits of its
/// own.
pub(super) async fn deadline(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    if route.is_some_and(|route| route.as_str() == UPLOAD_PATH) {
        return next.run(request).await;
    }
    let patience = app.settings.http.answer_timeout;
    match timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("request took too long");
            ApiError::unavailable().into_response()
        }
    }
}
