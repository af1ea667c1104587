//! A seed graph that is encoded once and then only copied.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::{
    Value,
    value::{RawValue, to_raw_value},
};

/// An encoded JSON document, shared by reference and written into messages as it is.
///
/// Graphs reach hundreds of kilobytes and go to every viewer, so formatting them again for
/// each would be most of a server's work.
#[derive(Clone, Debug)]
pub struct GraphJson(Arc<RawValue>);

impl GraphJson {
    /// Takes an encoded document.
    ///
    /// # Errors
    /// When the text is not one JSON document.
    pub fn from_text(text: String) -> Result<Self, serde_json::Error> {
        RawValue::from_string(text).map(|raw| Self(raw.into()))
    }

    /// Encodes a document.
    ///
    /// # Errors
    /// When `document` cannot be written as JSON, such as a map with keys that are not strings.
    pub fn encode<T: Serialize + ?Sized>(document: &T) -> Result<Self, serde_json::Error> {
        to_raw_value(document).map(|raw| Self(raw.into()))
    }

    /// The encoded document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for GraphJson {
    /// Compares the encoded texts, so a different order of keys makes a difference.
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for GraphJson {}

impl Serialize for GraphJson {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for GraphJson {
    // A raw value can only be read straight from text, and a message selected by its `type`
    // is buffered first; so the document is decoded and encoded again.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let document = Value::deserialize(from)?;
        Self::encode(&document).map_err(D::Error::custom)
    }
}
