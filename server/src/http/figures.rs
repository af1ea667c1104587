//! Counting requests, and the page on which Prometheus reads the figures.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{app::App, figures::Figures};

/// Counts every answer by its route. What matches no route is the web client's, or nothing.
pub(super) async fn count(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let began = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    // Whoever asks may invent methods; each would become a line of its own.
    let known = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    let method = known.iter().find(|known| **known == method);
    app.figures.request(
        method.map_or("other", Method::as_str),
        route,
        response.status().as_u16(),
        began.elapsed(),
    );
    response
}

/// What the address for figures answers: `GET /metrics` and nothing else.
pub(crate) fn figures_router(figures: Figures) -> Router {
    Router::new()
        .route("/metrics", get(page))
        .with_state(figures)
}

async fn page(State(figures): State<Figures>) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, figures.render())
}
