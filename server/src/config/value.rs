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

/// Reads a list, or a text of entries with commas between them.
pub(super) fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let entries = match List::deserialize(from)? {
        List::Many(entries) => entries,
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
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(D::Error::custom(format!("{word:?} is neither on nor off"))),
        },
    }
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
