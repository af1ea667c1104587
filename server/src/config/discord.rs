//! What the server tells and does on Discord; every part of it is off unless it is set up.

use std::time::Duration;

use ed25519_dalek::VerifyingKey;
use serde::Deserialize;
use url::Url;

use super::{SecretText, SettingsError, value};

/// The environment's names of these settings.
pub(super) const NAMES: &[&str] = &[
    "DISCORD_WEBHOOK_URL",
    "DISCORD_BOT_TOKEN",
    "DISCORD_GUILD_ID",
    "DISCORD_CHANNEL_ID",
    "DISCORD_RUNNER_ROLE_ID",
    "DISCORD_PUBLIC_KEY",
    "DISCORD_API_URL",
];

/// How long Discord may take to answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The pause before a call is tried again for the first time; it doubles from then on.
const PAUSE: Duration = Duration::from_secs(1);

/// What Discord is used for.
#[derive(Debug, Clone)]
pub struct DiscordSettings {
    /// `DISCORD_WEBHOOK_URL`: where races are announced. Whoever knows it can post there.
    pub webhook_url: Option<SecretText>,
    /// `DISCORD_BOT_TOKEN`: for events, the role of runners and the message with its buttons.
    pub bot_token: Option<SecretText>,
    /// `DISCORD_GUILD_ID`: the community's server.
    pub guild_id: Option<String>,
    /// `DISCORD_CHANNEL_ID`: where the message with the buttons goes.
    pub channel_id: Option<String>,
    /// `DISCORD_RUNNER_ROLE_ID`: the role of those who want to hear of new races.
    pub runner_role_id: Option<String>,
    /// `DISCORD_PUBLIC_KEY`: with which Discord signs what people press.
    pub public_key: Option<VerifyingKey>,
    /// `DISCORD_API_URL`: where Discord is.
    pub api_url: Url,
    /// How long one answer may take.
    pub timeout: Duration,
    /// The pause before a call is tried again for the first time.
    pub pause: Duration,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawDiscord {
    discord_webhook_url: Option<SecretText>,
    discord_bot_token: Option<SecretText>,
    #[serde(deserialize_with = "value::text")]
    discord_guild_id: String,
    #[serde(deserialize_with = "value::text")]
    discord_channel_id: String,
    #[serde(deserialize_with = "value::text")]
    discord_runner_role_id: String,
    #[serde(deserialize_with = "value::text")]
    discord_public_key: String,
    discord_api_url: Option<String>,
}

impl Default for DiscordSettings {
    fn default() -> Self {
        Self::check(RawDiscord::default()).expect("the defaults are valid")
    }
}

impl DiscordSettings {
    pub(super) fn check(raw: RawDiscord) -> Result<Self, SettingsError> {
        let set = |secret: Option<SecretText>| secret.filter(|text| !text.reveal().is_empty());
        let webhook_url = set(raw.discord_webhook_url);
        let is_address = |secret: &SecretText| {
            Url::parse(secret.reveal()).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
        };
        if webhook_url.as_ref().is_some_and(|url| !is_address(url)) {
            return Err(SettingsError::Value {
                name: "DISCORD_WEBHOOK_URL",
                value: "<redacted>".into(),
                why: "which is not an http or https address",
            });
        }
        let api_url = value::url("DISCORD_API_URL", raw.discord_api_url.as_deref())?;
        Ok(Self {
            webhook_url,
            bot_token: set(raw.discord_bot_token),
            guild_id: id("DISCORD_GUILD_ID", raw.discord_guild_id)?,
            channel_id: id("DISCORD_CHANNEL_ID", raw.discord_channel_id)?,
            runner_role_id: id("DISCORD_RUNNER_ROLE_ID", raw.discord_runner_role_id)?,
            public_key: public_key(raw.discord_public_key)?,
            api_url: api_url.unwrap_or_else(|| value::known_url("https://discord.com/api/v10")),
            timeout: TIMEOUT,
            pause: PAUSE,
        })
    }
}

fn id(name: &'static str, text: String) -> Result<Option<String>, SettingsError> {
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Some(text));
    }
    Err(SettingsError::Value {
        name,
        value: text,
        why: "which is not an id of Discord: those are all digits",
    })
}

fn public_key(text: String) -> Result<Option<VerifyingKey>, SettingsError> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut bytes = [0; 32];
    hex::decode_to_slice(&text, &mut bytes)
        .ok()
        .and_then(|()| VerifyingKey::from_bytes(&bytes).ok())
        .map(Some)
        .ok_or(SettingsError::Value {
            name: "DISCORD_PUBLIC_KEY",
            value: text,
            why: "which is not the public key of a Discord application: 64 hexadecimal digits",
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(raw: serde_json::Value) -> Result<DiscordSettings, String> {
        let raw = serde_json::from_value(raw).map_err(|error| error.to_string())?;
        DiscordSettings::check(raw).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_is_on_by_itself_and_ids_may_be_numbers() {
        let settings =
            check(json!({ "discord_webhook_url": "", "discord_bot_token": "" })).unwrap();
        assert!(settings.webhook_url.is_none() && settings.bot_token.is_none());
        let settings = check(json!({
            "discord_guild_id": 123456789012345678_u64, "discord_channel_id": "0042",
        }))
        .unwrap();
        assert_eq!(settings.guild_id.as_deref(), Some("123456789012345678"));
        assert_eq!(settings.channel_id.as_deref(), Some("0042"));
    }

    #[test]
    fn nonsense_is_named_and_secrets_are_not_printed() {
        for (name, value) in [
            ("discord_webhook_url", "hunter2"),
            ("discord_guild_id", "1/../2"),
            ("discord_runner_role_id", "runner"),
            ("discord_public_key", "abc"),
            ("discord_api_url", "ftp://discord.example"),
        ] {
            let error = check(json!({ name: value })).unwrap_err();
            assert!(error.contains(&name.to_uppercase()), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
        let settings = check(json!({ "discord_bot_token": "hunter2" })).unwrap();
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
