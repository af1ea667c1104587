//! Whether a request comes from a page that may act for the person in front of it.
//!
//! Cookies are sent by browsers on their own, so a request that is authenticated by one could have
//! been caused by any page. Bearer tokens are not, and need no such check.

use axum::http::{HeaderMap, header};
use url::Url;

use crate::config::HttpSettings;

/// True for requests of our own pages and of pages of friendly origins. A request that does not say
/// where it comes from is not trusted; every current browser says so.
pub(super) fn is_same_origin(headers: &HeaderMap, settings: &HttpSettings) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    // Pages cannot set this header; it also tells the truth behind a proxy that changes `Host`.
    if text("sec-fetch-site") == Some("same-origin") {
        return true;
    }
    let Some(origin) = text("origin").and_then(|origin| Url::parse(origin).ok()) else {
        return false;
    };
    if settings.is_friendly(&origin.origin()) {
        return true;
    }
    // Without a public address in the settings, our own origin is where the request was sent to.
    settings.base_url.is_none()
        && text(header::HOST.as_str()).is_some_and(|host| {
            let host = Url::parse(&format!("{}://{host}", origin.scheme()));
            host.is_ok_and(|host| host.origin() == origin.origin())
        })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_own_pages_and_friends_may_act() {
        let local = HttpSettings::default();
        let public = HttpSettings {
            base_url: Some("https://race.example".parse().unwrap()),
            ..local.clone()
        };
        let check = |settings: &HttpSettings, request: &[(&'static str, &'static str)]| {
            let headers = request
                .iter()
                .map(|(name, value)| {
                    let name = axum::http::HeaderName::from_static(name);
                    (name, HeaderValue::from_static(value))
                })
                .collect();
            is_same_origin(&headers, settings)
        };
        let host = ("host", "127.0.0.1:8000");
        for (settings, request, same) in [
            (&local, vec![host], false),
            (
                &local,
                vec![host, ("origin", "http://127.0.0.1:8000")],
                true,
            ),
            (
                &local,
                vec![host, ("origin", "http://127.0.0.1:8001")],
                false,
            ),
            (
                &local,
                vec![host, ("origin", "http://localhost:5173")],
                true,
            ),
            (&local, vec![host, ("origin", "null")], false),
            (
                &local,
                vec![host, ("origin", "https://evil.example")],
                false,
            ),
            (&local, vec![host, ("sec-fetch-site", "same-origin")], true),
            (&local, vec![host, ("sec-fetch-site", "same-site")], false),
            (&local, vec![host, ("sec-fetch-site", "none")], false),
            (
                &local,
                vec![
                    host,
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://evil.example"),
                ],
                false,
            ),
            (
                &public,
                vec![host, ("origin", "https://race.example")],
                true,
            ),
            (
                &public,
                vec![host, ("origin", "http://race.example")],
                false,
            ),
            (
                &public,
                vec![host, ("origin", "http://127.0.0.1:8000")],
                false,
            ),
        ] {
            assert_eq!(check(settings, &request), same, "{request:?}");
        }
    }
}
