//! Values as people write them in an environment: lists with commas, switches as words, nothing at
//! all as an empty text.

use serde::{Deserialize, Deserializer, de::Error};
use url::Url;

use super::SettingsError;

#[derive(Deserialize)]
#[serde(untagged)]
enum List {
    Many(Vec<String>),
    One(String),
}

/// Reads a list, or a text: entries with commas between them, or a list as JSON.
pub(super) fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let entries = match List::deserialize(from)? {
        List::Many(entries) => entries,
        List::One(text) if text.trim_start().starts_with('[') => {
            serde_json::from_str(&text).map_err(D::Error::custom)?
        }
        List::One(text) => text.split(',').map(str::to_owned).collect(),
    };
    let entries = entries.iter().map(|entry| entry.trim().to_owned());
    Ok(entries.filter(|entry| !entry.is_empty()).collect())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Switch {
    Bool(bool),
    Word(String),
}

/// Reads `on`, `off`, `true` or `false`.
pub(super) fn switch<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    match Switch::deserialize(from)? {
        Switch::Bool(on) => Ok(on),
        Switch::Word(word) => match word.to_ascii_lowercase().as_str() {
            "on" | "true" => Ok(true),
            "off" | "false" => Ok(false),
            _ => Err(D::Error::custom(format!("{word:?} is neither on nor off"))),
        },
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrNumber {
    Number(u64),
    Text(String),
}

/// Reads a number, written as one or as text.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let number = match TextOrNumber::deserialize(from)? {
        TextOrNumber::Number(number) => u32::try_from(number).ok(),
        TextOrNumber::Text(text) => text.trim().parse().ok(),
    };
    number.ok_or_else(|| D::Error::custom("it is not a whole number of a sensible size"))
}

/// The same for a setting that may be absent.
pub(super) fn some_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    number(from).map(Some)
}

/// Reads a text that may be all digits, so that a settings file need not put it in quotes.
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(match TextOrNumber::deserialize(from)? {
        TextOrNumber::Number(number) => number.to_string(),
        TextOrNumber::Text(text) => text.trim().to_owned(),
    })
}

/// An http(s) address without credentials; an empty text counts as absent.
///
/// # Errors
/// Which setting is wrong, and how.
pub(super) fn url(name: &'static str, text: Option<&str>) -> Result<Option<Url>, SettingsError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match Url::parse(text) {
        Ok(url)
            if matches!(url.scheme(), "http" | "https")
                && url.username().is_empty()
                && url.password().is_none() =>
        {
            Ok(Some(url))
        }
        _ => Err(SettingsError::Value {
            name,
            value: text.into(),
            why: "which is not an http or https address",
        }),
    }
}

/// Parses an address that is part of the program.
pub(super) fn known_url(text: &str) -> Url {
    Url::parse(text).expect("addresses in the program are valid")
}
