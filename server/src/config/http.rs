//! How the server is reached: its public address, friendly origins, proxies, limits.

use std::{net::IpAddr, time::Duration};

use ipnet::IpNet;
use serde::Deserialize;
use url::{Origin, Url};

use super::{SettingsError, value};

/// The environment's names of these settings.
pub(super) const NAMES: &[&str] = &[
    "BASE_URL",
    "OAUTH_REDIRECT_URL",
    "CORS_ORIGINS",
    "TRUSTED_PROXIES",
    "RATE_LIMITS",
    "MAX_CONNECTIONS",
];

/// How long a request may take until its answer begins.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a client may take to send the body of a request, which is small.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a client may take to send the head of a request, and how long it may keep a connection
/// without asking for anything.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// Addresses, origins and limits of the HTTP side.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// `BASE_URL`: where people reach the server, for links and to tell its own pages from others'.
    pub base_url: Option<Url>,
    /// `OAUTH_REDIRECT_URL`: the page that a sign-in ends on unless it asks for another one.
    pub sign_in_target: Url,
    /// `CORS_ORIGINS`: origins whose pages may use the API.
    pub cors_origins: Vec<Origin>,
    /// `TRUSTED_PROXIES`: networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// `RATE_LIMITS`: whether clients are slowed down that ask too often.
    pub rate_limits: bool,
    /// How long a request may take until its answer begins.
    pub answer_timeout: Duration,
    /// How long a client may take to send the body of a request.
    pub body_timeout: Duration,
    /// How long a client may take to send the head of a request, and how long it may keep a
    /// connection without asking for anything.
    pub head_timeout: Duration,
    /// `MAX_CONNECTIONS`: connections at the same time, WebSockets included; more wait for a place.
    /// None means as many as the system has open files for.
    pub connections: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
pub(super) struct RawHttp {
    pub(super) base_url: Option<String>,
    pub(super) oauth_redirect_url: Option<String>,
    #[serde(deserialize_with = "value::list")]
    pub(super) cors_origins: Vec<String>,
    #[serde(deserialize_with = "value::list")]
    pub(super) trusted_proxies: Vec<String>,
    #[serde(deserialize_with = "value::switch")]
    pub(super) rate_limits: bool,
    #[serde(deserialize_with = "value::some_number")]
    pub(super) max_connections: Option<u32>,
}

impl Default for RawHttp {
    fn default() -> Self {
        Self {
            base_url: None,
            oauth_redirect_url: None,
            cors_origins: ["http://localhost:5173", "http://localhost:8000"]
                .map(str::to_owned)
                .into(),
            trusted_proxies: Vec::new(),
            rate_limits: true,
            max_connections: None,
        }
    }
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self::check(RawHttp::default()).expect("the defaults are valid")
    }
}

impl HttpSettings {
    pub(super) fn check(raw: RawHttp) -> Result<Self, SettingsError> {
        let base_url = value::url("BASE_URL", raw.base_url.as_deref())?;
        let sign_in_target = value::url("OAUTH_REDIRECT_URL", raw.oauth_redirect_url.as_deref())?
            .or_else(|| base_url.as_ref()?.join("/auth/callback").ok())
            .unwrap_or_else(|| value::known_url("http://localhost:5173/auth/callback"));
        let mut cors_origins = Vec::new();
        for text in &raw.cors_origins {
            cors_origins.extend(value::url("CORS_ORIGINS", Some(text))?.map(|url| url.origin()));
        }
        let trusted_proxies = raw.trusted_proxies.iter().map(|text| network(text));
        let connections = match raw.max_connections {
            Some(0) => {
                return Err(SettingsError::Value {
                    name: "MAX_CONNECTIONS",
                    value: "0".into(),
                    why: "with which nobody could connect",
                });
            }
            set => set.and_then(|set| usize::try_from(set).ok()),
        };
        Ok(Self {
            trusted_proxies: trusted_proxies.collect::<Result<_, _>>()?,
            base_url,
            sign_in_target,
            cors_origins,
            rate_limits: raw.rate_limits,
            answer_timeout: ANSWER_TIMEOUT,
            body_timeout: BODY_TIMEOUT,
            head_timeout: HEAD_TIMEOUT,
            connections,
        })
    }

    /// Whether browsers reach the server over https only, so that cookies may say so.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url
            .as_ref()
            .is_some_and(|url| url.scheme() == "https")
    }

    /// Whether pages of this origin may act for the people who look at them.
    #[must_use]
    pub fn is_friendly(&self, origin: &Origin) -> bool {
        self.cors_origins.contains(origin)
            || self
                .base_url
                .as_ref()
                .is_some_and(|url| url.origin() == *origin)
    }

    /// Whether a finished sign-in may be sent to `target`: it carries a code that is as good as a
    /// password for a minute.
    #[must_use]
    pub fn may_end_sign_in(&self, target: &Url) -> bool {
        let is_web = matches!(target.scheme(), "http" | "https");
        let origin = target.origin();
        is_web && (origin == self.sign_in_target.origin() || self.is_friendly(&origin))
    }
}

fn network(text: &str) -> Result<IpNet, SettingsError> {
    text.parse()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| SettingsError::Value {
            name: "TRUSTED_PROXIES",
            value: text.into(),
            why: "which is neither an address nor a network such as 10.0.0.0/8",
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: RawHttp) -> Result<HttpSettings, String> {
        HttpSettings::check(raw).map_err(|error| error.to_string())
    }

    #[test]
    fn addresses_follow_from_the_public_one() {
        let settings = check(RawHttp {
            base_url: Some("https://race.example/".into()),
            ..RawHttp::default()
        })
        .unwrap();
        assert!(settings.is_https());
        assert_eq!(
            settings.sign_in_target.as_str(),
            "https://race.example/auth/callback"
        );
        assert!(!HttpSettings::default().is_https());
    }

    #[test]
    fn a_sign_in_ends_on_known_origins_only() {
        let settings = check(RawHttp {
            base_url: Some("https://race.example".into()),
            oauth_redirect_url: Some("https://app.example/auth/callback".into()),
            cors_origins: vec!["http://localhost:5173".into()],
            ..RawHttp::default()
        })
        .unwrap();
        for (target, allowed) in [
            ("https://race.example/auth/callback", true),
            ("https://race.example:443/other?x=1", true),
            ("https://app.example/", true),
            ("http://localhost:5173/auth/callback", true),
            ("http://race.example/auth/callback", false),
            ("https://race.example:8443/", false),
            ("https://race.example.evil.example/", false),
            ("https://race.example@evil.example/", false),
            ("https://evil.example/?https://race.example/", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("ftp://race.example/", false),
        ] {
            let url = Url::parse(target).unwrap();
            assert_eq!(settings.may_end_sign_in(&url), allowed, "{target}");
        }
    }

    #[test]
    fn nonsense_is_named() {
        for (raw, name) in [
            (
                RawHttp {
                    base_url: Some("race.example".into()),
                    ..RawHttp::default()
                },
                "BASE_URL",
            ),
            (
                RawHttp {
                    oauth_redirect_url: Some("ftp://race.example".into()),
                    ..RawHttp::default()
                },
                "OAUTH_REDIRECT_URL",
            ),
            (
                RawHttp {
                    cors_origins: vec!["*".into()],
                    ..RawHttp::default()
                },
                "CORS_ORIGINS",
            ),
            (
                RawHttp {
                    trusted_proxies: vec!["proxy".into()],
                    ..RawHttp::default()
                },
                "TRUSTED_PROXIES",
            ),
            (
                RawHttp {
                    max_connections: Some(0),
                    ..RawHttp::default()
                },
                "MAX_CONNECTIONS",
            ),
        ] {
            assert!(check(raw).unwrap_err().contains(name), "{name}");
        }
    }

    #[test]
    fn lists_and_switches_are_read_as_people_write_them() {
        for (json, origins, limits) in [
            (
                r#"{"cors_origins": ["http://a"], "rate_limits": "off"}"#,
                1,
                false,
            ),
            (
                r#"{"cors_origins": "http://a, http://b,", "rate_limits": false}"#,
                2,
                false,
            ),
            (
                r#"{"cors_origins": "[\"http://a\"]", "rate_limits": "false"}"#,
                1,
                false,
            ),
            (r#"{"cors_origins": "", "rate_limits": "ON"}"#, 0, true),
            (r"{}", 2, true),
        ] {
            let settings = check(serde_json::from_str(json).unwrap()).unwrap();
            assert_eq!(settings.cors_origins.len(), origins, "{json}");
            assert_eq!(settings.rate_limits, limits, "{json}");
        }
        assert!(serde_json::from_str::<RawHttp>(r#"{"rate_limits": "maybe"}"#).is_err());
        for (json, connections) in [
            (r#"{"max_connections": 3}"#, Some(3)),
            (r#"{"max_connections": "20000"}"#, Some(20_000)),
            (r"{}", None),
        ] {
            let settings = check(serde_json::from_str(json).unwrap()).unwrap();
            assert_eq!(settings.connections, connections, "{json}");
        }
    }
}
