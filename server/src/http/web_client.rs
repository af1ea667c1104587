//! The web client: files built by `web/`, embedded into release binaries.
//!
//! A debug binary reads them from the build folder at each request instead, so
//! the client can be rebuilt without the server. Without built files the
//! server works all the same and says in place of the pages how to build them.

mod encoding;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use self::encoding::Encoding;

/// The page behind every address that is no file; it shows the right view.
const INDEX: &str = "index.html";

/// The client's own folder: what is not in it does not exist.
const APP: &str = "_app/";

/// Files whose names change with their content.
const IMMUTABLE: &str = "_app/immutable/";

/// Paths that belong to the server, with everything below them.
const SERVER_PATHS: [&str; 5] = ["/api", "/ws", "/health", "/ready", "/docs"];

const NOT_BUILT: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>SpeedFog racing</title>
<h1>The web client is not part of this server</h1>
<p>The server is running; only its pages are missing. <code>cargo xtask run</code>
builds both. By hand: run <code>npm ci && npm run build</code> in
<code>web/</code>, then build the server again.</p>
<p>The interface for programs is described at <a href=\"/docs\">/docs</a>.</p>
</html>
";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../web/build"]
#[allow_missing = true]
struct Built;

/// Whether `path` belongs to the server's own interfaces, so that an unknown
/// address below it is an error and not a page.
pub(crate) fn is_server_path(path: &str) -> bool {
    SERVER_PATHS.iter().any(|own| {
        path.strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// What the client's page allows its scripts and styles to be, as its build wrote it into the page;
/// `None` without built files.
pub(crate) fn page_policy() -> Option<String> {
    let index = Built::get(INDEX)?;
    let text = std::str::from_utf8(&index.data).ok()?;
    let (_, rest) = text.split_once("http-equiv=\"content-security-policy\" content=\"")?;
    let (policy, _) = rest.split_once('"')?;
    Some(policy.replace("&#39;", "'"))
}

/// Answers an address that no other route knows: with the file of that name, or
/// with the client's page.
pub(crate) async fn web_client(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    respond(Built::get, &method, uri.path(), &headers)
}

/// As [`web_client`], with the built files that `find` knows.
fn respond(
    find: impl Fn(&str) -> Option<EmbeddedFile>,
    method: &Method,
    path: &str,
    request: &HeaderMap,
) -> Response {
    if is_server_path(path) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let wanted = path.trim_start_matches('/');
    let named = Some(wanted).filter(|name| !name.is_empty());
    let found = named.and_then(|name| Some((name, find(name)?)));
    let (name, file) = match found {
        Some(found) => found,
        // A page here would be run as a script by a client of another version.
        None if wanted.starts_with(APP) => return StatusCode::NOT_FOUND.into_response(),
        None => match find(INDEX) {
            Some(index) => (INDEX, index),
            None => return not_built(),
        },
    };
    send(find, name, file, method, request)
}

fn send(
    find: impl Fn(&str) -> Option<EmbeddedFile>,
    name: &str,
    file: EmbeddedFile,
    method: &Method,
    request: &HeaderMap,
) -> Response {
    let content_type = content_type(&file);
    let accepted = request.get(ACCEPT_ENCODING);
    let accepted = accepted.and_then(|value| value.to_str().ok()).unwrap_or("");
    let packed = Encoding::accepted(accepted).find_map(|encoding| {
        let sibling = find(&format!("{name}{}", encoding.extension()))?;
        Some((encoding, sibling))
    });
    let mut headers = HeaderMap::new();
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    let cache = match name.starts_with(IMMUTABLE) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    let file = match packed {
        Some((encoding, sibling)) => {
            let name = HeaderValue::from_static(encoding.name());
            headers.insert(CONTENT_ENCODING, name);
            sibling
        }
        None => file,
    };
    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
    insert(&mut headers, ETAG, &tag);
    if is_known(request, &tag) {
        headers.remove(CONTENT_ENCODING);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    insert(&mut headers, CONTENT_TYPE, &content_type);
    headers.insert(CONTENT_LENGTH, file.data.len().into());
    let body = match *method == Method::HEAD {
        true => Body::empty(),
        false => match file.data {
            std::borrow::Cow::Borrowed(data) => Body::from(Bytes::from_static(data)),
            std::borrow::Cow::Owned(data) => Body::from(data),
        },
    };
    (headers, body).into_response()
}

/// Whether the client has the content with this `tag` already.
pub(super) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let known = request.get_all(IF_NONE_MATCH).iter();
    let mut tags = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn content_type(file: &EmbeddedFile) -> String {
    let kind = file.metadata.mimetype();
    let is_text = kind.starts_with("text/") || kind == "application/json";
    match is_text && !kind.contains("charset") {
        true => format!("{kind}; charset=utf-8"),
        false => kind.to_owned(),
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    let value = HeaderValue::from_str(value).expect("tags and types are printable ASCII");
    headers.insert(name, value);
}

fn not_built() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, NOT_BUILT).into_response()
}

#[cfg(test)]
mod tests;
