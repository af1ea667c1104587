//! Which other origins' pages may use the API. Our own pages need no permission.

use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::config::HttpSettings;

/// How long a browser may remember a permission.
const MAX_AGE: Duration = Duration::from_secs(600);

/// Answers preflights and marks answers that friendly pages may read. Pages of other origins get
/// their answer without the mark, which browsers then keep from them.
pub(super) fn cors(settings: &HttpSettings) -> CorsLayer {
    let origins = settings.cors_origins.iter();
    let origins =
        origins.filter_map(|origin| HeaderValue::from_str(&origin.ascii_serialization()).ok());
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .max_age(MAX_AGE)
        .vary([header::ORIGIN])
}
