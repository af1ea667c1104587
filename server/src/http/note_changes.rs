//! Noting that a request may have changed something, before it is answered.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::app::App;

/// Passes the request on. Afterwards, unless the method only reads, answers that were kept count
/// as outdated.
pub(super) async fn note_changes(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let only_reads = request.method().is_safe();
    let response = next.run(request).await;
    if !only_reads {
        app.store.changes().note();
    }
    response
}
