//! Headers that tell browsers what an answer must never be used for.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use super::web_client;
use crate::app::App;

/// For answers that are data: nothing in them may run, wherever they end up.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// For the description of the API, whose pages carry styles in their elements.
const DOCS_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// A year without plain http, for a server whose public address is https.
const HTTPS_ONLY: &str = "max-age=31536000";

/// Adds the headers that the handlers did not set themselves.
pub(super) async fn security_headers(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.entry(name).or_insert(value);
        }
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Addresses of invitations are secrets; other sites must not learn them from a link.
    set(header::REFERRER_POLICY, "same-origin");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(header::CONTENT_SECURITY_POLICY, &policy(&path));
    if path.starts_with("/api/") {
        // Much of it is about the person who asks.
        set(header::CACHE_CONTROL, "no-store");
    }
    if app.settings.http.is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

fn policy(path: &str) -> String {
    if path == "/docs" || path.starts_with("/docs/") {
        return DOCS_POLICY.into();
    }
    if web_client::is_server_path(path) {
        return DATA_POLICY.into();
    }
    // Overlays are made to be put into other pages and programs; they show nothing that one can
    // press.
    let framed_by = if path.starts_with("/overlay/") {
        "*"
    } else {
        "'none'"
    };
    match web_client::page_policy() {
        Some(policy) => format!("{policy}; frame-ancestors {framed_by}"),
        None => DATA_POLICY.into(),
    }
}
