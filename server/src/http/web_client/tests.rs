use std::borrow::Cow;

use axum::body::to_bytes;
use rust_embed::Metadata;

use super::*;

const FILES: [(&str, &str, &str); 8] = [
    ("index.html", "text/html", "<p>page"),
    (
        "index.html.br",
        "application/octet-stream",
        "page in brotli",
    ),
    ("index.html.gz", "application/gzip", "page in gzip"),
    ("robots.txt", "text/plain", "all welcome"),
    ("favicon.png", "image/png", "png"),
    ("_app/version.json", "application/json", "{}"),
    ("_app/immutable/a.js", "text/javascript", "run()"),
    ("_app/immutable/a.js.gz", "application/gzip", "run in gzip"),
];

fn find(name: &str) -> Option<EmbeddedFile> {
    let (_, kind, text) = FILES.iter().find(|file| file.0 == name)?;
    let mut hash = [0; 32];
    hash[..text.len()].copy_from_slice(text.as_bytes());
    Some(EmbeddedFile {
        data: Cow::Borrowed(text.as_bytes()),
        metadata: Metadata::__rust_embed_new(hash, None, None, kind),
    })
}

fn request(method: &Method, path: &str, headers: &[(&'static str, &str)]) -> Response {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_str(value).unwrap());
    }
    respond(find, method, path, &map)
}

async fn text(response: Response) -> String {
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

async fn check(path: &str, status: u16, kind: Option<&str>, body: &str) {
    let response = request(&Method::GET, path, &[]);
    assert_eq!(response.status(), status, "{path}");
    let content_type = response.headers().get(CONTENT_TYPE);
    assert_eq!(content_type.map(|v| v.to_str().unwrap()), kind, "{path}");
    assert_eq!(text(response).await, body, "{path}");
}

#[tokio::test]
async fn files_are_found_and_pages_fall_back() {
    let html = Some("text/html; charset=utf-8");
    for path in [
        "/",
        "/index.html",
        "/race/1",
        "/race/1/manage",
        "/apis",
        "/wsx",
        "//",
    ] {
        check(path, 200, html, "<p>page").await;
    }
    check(
        "/robots.txt",
        200,
        Some("text/plain; charset=utf-8"),
        "all welcome",
    )
    .await;
    check("/favicon.png", 200, Some("image/png"), "png").await;
    let json = Some("application/json; charset=utf-8");
    check("/_app/version.json", 200, json, "{}").await;
    let script = Some("text/javascript; charset=utf-8");
    check("/_app/immutable/a.js", 200, script, "run()").await;
}

#[tokio::test]
async fn the_servers_own_paths_and_old_scripts_are_not_pages() {
    for path in ["/api", "/api/x", "/ws/", "/health", "/health/x", "/docs/x"] {
        check(path, 404, None, "").await;
        assert!(is_server_path(path));
    }
    check("/_app/immutable/old.js", 404, None, "").await;
    check("/_app/none", 404, None, "").await;
    let response = request(&Method::POST, "/race/1", &[]);
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers()[ALLOW], "GET, HEAD");
}

#[tokio::test]
async fn the_best_accepted_form_is_sent() {
    for (path, accepted, encoding, body) in [
        ("/", "gzip, br", Some("br"), "page in brotli"),
        ("/x", "gzip", Some("gzip"), "page in gzip"),
        ("/", "identity", None, "<p>page"),
        (
            "/_app/immutable/a.js",
            "br, gzip",
            Some("gzip"),
            "run in gzip",
        ),
        ("/robots.txt", "br, gzip", None, "all welcome"),
    ] {
        let plain = request(&Method::GET, path, &[]);
        let response = request(&Method::GET, path, &[("accept-encoding", accepted)]);
        let headers = response.headers();
        let sent = headers.get(CONTENT_ENCODING).map(|v| v.to_str().unwrap());
        assert_eq!(sent, encoding, "{path} {accepted}");
        assert_eq!(headers[VARY], "accept-encoding");
        assert_eq!(headers[CONTENT_TYPE], plain.headers()[CONTENT_TYPE]);
        assert_eq!(headers[CONTENT_LENGTH], body.len().to_string());
        assert_eq!(headers[ETAG] == plain.headers()[ETAG], encoding.is_none());
        assert_eq!(text(response).await, body);
    }
}

#[tokio::test]
async fn caches_ask_again_except_for_immutable_files() {
    let cache = |path| request(&Method::GET, path, &[]).headers()[CACHE_CONTROL].clone();
    assert_eq!(cache("/"), "no-cache");
    assert_eq!(cache("/race/1"), "no-cache");
    assert_eq!(cache("/_app/version.json"), "no-cache");
    let forever = "public, max-age=31536000, immutable";
    assert_eq!(cache("/_app/immutable/a.js"), forever);

    let tag = request(&Method::GET, "/", &[]).headers()[ETAG].clone();
    let tag = tag.to_str().unwrap();
    for known in [tag, "*", &format!("\"x\", W/{tag}")] {
        let response = request(&Method::GET, "/", &[("if-none-match", known)]);
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(response.headers()[ETAG], tag);
        assert_eq!(response.headers()[CACHE_CONTROL], "no-cache");
        assert_eq!(text(response).await, "");
    }
    let response = request(&Method::GET, "/", &[("if-none-match", "\"x\"")]);
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_head_request_gets_the_headers_only() {
    let response = request(&Method::HEAD, "/", &[]);
    assert_eq!(response.headers()[CONTENT_LENGTH], "7");
    assert_eq!(text(response).await, "");
}

#[tokio::test]
async fn without_built_files_a_page_says_how_to_build_them() {
    let nothing = |_: &str| None;
    let response = respond(nothing, &Method::GET, "/", &HeaderMap::new());
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(text(response).await.contains("npm run build"));
}
