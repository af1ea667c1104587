//! The cookies we set: always `HttpOnly`, never for another site.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::HttpSettings;

/// Holds a session token for our own pages.
pub(super) const SESSION: Cookie = Cookie {
    name: "speedfog_session",
    path: "/",
    // Our pages ask for everything themselves after they have loaded, so even somebody who follows a
    // link from elsewhere is signed in.
    same_site: "Strict",
    max_age: 90 * 24 * 3600,
};

/// Ties a sign-in to the browser that began it; comes back with the redirect from Twitch.
pub(super) const SIGN_IN: Cookie = Cookie {
    name: "speedfog_sign_in",
    path: "/api/auth/callback",
    same_site: "Lax",
    max_age: 600,
};

/// A cookie by everything but its value.
#[derive(Debug)]
pub(super) struct Cookie {
    pub(super) name: &'static str,
    path: &'static str,
    same_site: &'static str,
    /// Seconds.
    max_age: u32,
}

impl Cookie {
    /// The header that sets it. `value` must be made of characters that need no quoting.
    pub(super) fn set(&self, value: &str, settings: &HttpSettings) -> HeaderValue {
        self.header(value, self.max_age, settings)
    }

    /// The header that removes it.
    pub(super) fn remove(&self, settings: &HttpSettings) -> HeaderValue {
        self.header("", 0, settings)
    }

    fn header(&self, value: &str, max_age: u32, settings: &HttpSettings) -> HeaderValue {
        let Self {
            name,
            path,
            same_site,
            ..
        } = self;
        let secure = if settings.is_https() { "; Secure" } else { "" };
        let text = format!(
            "{name}={value}; Path={path}; Max-Age={max_age}; HttpOnly; SameSite={same_site}{secure}"
        );
        let mut header = HeaderValue::try_from(text).expect("our tokens are plain ASCII");
        header.set_sensitive(true);
        header
    }

    /// Its value in a request; empty counts as absent.
    pub(super) fn get<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(|header| header.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, value)| *name == self.name && !value.is_empty())
            .map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        for (header, found) in [
            ("speedfog_session=abc", Some("abc")),
            ("a=b; speedfog_session=abc; c=d", Some("abc")),
            ("a=b;speedfog_session=abc", Some("abc")),
            ("speedfog_session=", None),
            ("xspeedfog_session=abc", None),
            ("speedfog_session", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(header));
            assert_eq!(SESSION.get(&headers), found, "{header}");
        }
        assert_eq!(SESSION.get(&HeaderMap::new()), None);
    }

    #[test]
    fn cookies_are_secure_where_they_can_be() {
        let plain = HttpSettings::default();
        let header = SESSION.set("abc", &plain);
        assert_eq!(
            header.to_str().unwrap(),
            "speedfog_session=abc; Path=/; Max-Age=7776000; HttpOnly; SameSite=Strict"
        );
        let https = HttpSettings {
            base_url: Some("https://race.example".parse().unwrap()),
            ..plain
        };
        let header = SIGN_IN.remove(&https);
        assert_eq!(
            header.to_str().unwrap(),
            "speedfog_sign_in=; Path=/api/auth/callback; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
