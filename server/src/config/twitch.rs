//! The Twitch application through which people sign in.

use std::time::Duration;

use serde::Deserialize;
use url::Url;

use super::{HttpSettings, SecretText, SettingsError, value};

/// The environment's names of these settings.
pub(super) const NAMES: &[&str] = &[
    "TWITCH_CLIENT_ID",
    "TWITCH_CLIENT_SECRET",
    "TWITCH_REDIRECT_URI",
    "TWITCH_AUTH_URL",
    "TWITCH_API_URL",
];

/// How long Twitch may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How often Twitch is asked who streams.
const STREAMS_EVERY: Duration = Duration::from_secs(60);

/// A Twitch application and where Twitch is.
#[derive(Debug, Clone)]
pub struct TwitchSettings {
    /// `TWITCH_CLIENT_ID`.
    pub client_id: String,
    /// `TWITCH_CLIENT_SECRET`.
    pub client_secret: SecretText,
    /// `TWITCH_REDIRECT_URI`: this server's callback, as the application has it registered.
    pub redirect_uri: Url,
    /// `TWITCH_AUTH_URL`: where people are sent to sign in and codes are exchanged.
    pub auth_url: Url,
    /// `TWITCH_API_URL`: the Helix API.
    pub api_url: Url,
    /// How long one answer may take.
    pub timeout: Duration,
    /// How often Twitch is asked who streams.
    pub streams_every: Duration,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawTwitch {
    #[serde(deserialize_with = "value::text")]
    pub(super) twitch_client_id: String,
    pub(super) twitch_client_secret: Option<SecretText>,
    pub(super) twitch_redirect_uri: Option<String>,
    pub(super) twitch_auth_url: Option<String>,
    pub(super) twitch_api_url: Option<String>,
}

impl TwitchSettings {
    pub(super) fn check(
        raw: RawTwitch,
        http: &HttpSettings,
    ) -> Result<Option<Self>, SettingsError> {
        let secret = raw
            .twitch_client_secret
            .filter(|secret| !secret.reveal().is_empty());
        let client_secret = match (raw.twitch_client_id.is_empty(), secret) {
            (true, None) => return Ok(None),
            (false, Some(secret)) => secret,
            _ => return Err(SettingsError::HalfTwitch),
        };
        let redirect_uri = value::url("TWITCH_REDIRECT_URI", raw.twitch_redirect_uri.as_deref())?
            .or_else(|| http.base_url.as_ref()?.join("/api/auth/callback").ok())
            .unwrap_or_else(|| value::known_url("http://localhost:8000/api/auth/callback"));
        let auth_url = value::url("TWITCH_AUTH_URL", raw.twitch_auth_url.as_deref())?;
        let api_url = value::url("TWITCH_API_URL", raw.twitch_api_url.as_deref())?;
        Ok(Some(Self {
            client_id: raw.twitch_client_id,
            client_secret,
            redirect_uri,
            auth_url: auth_url.unwrap_or_else(|| value::known_url("https://id.twitch.tv")),
            api_url: api_url.unwrap_or_else(|| value::known_url("https://api.twitch.tv")),
            timeout: TIMEOUT,
            streams_every: STREAMS_EVERY,
        }))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(raw: serde_json::Value) -> Result<Option<TwitchSettings>, String> {
        let raw = serde_json::from_value(raw).unwrap();
        TwitchSettings::check(raw, &HttpSettings::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn an_application_is_whole_or_absent() {
        assert!(check(json!({})).unwrap().is_none());
        let empty = json!({ "twitch_client_id": "", "twitch_client_secret": "" });
        assert!(check(empty).unwrap().is_none());
        for half in [
            json!({ "twitch_client_id": "id" }),
            json!({ "twitch_client_id": "id", "twitch_client_secret": "" }),
            json!({ "twitch_client_secret": "hunter2" }),
        ] {
            assert!(check(half).unwrap_err().contains("TWITCH_CLIENT_SECRET"));
        }
        let whole = json!({ "twitch_client_id": "id", "twitch_client_secret": "hunter2" });
        let settings = check(whole).unwrap().unwrap();
        assert_eq!(settings.auth_url.as_str(), "https://id.twitch.tv/");
        assert_eq!(settings.api_url.as_str(), "https://api.twitch.tv/");
        assert_eq!(settings.redirect_uri.path(), "/api/auth/callback");
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
