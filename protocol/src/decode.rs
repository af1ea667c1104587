//! Turning a text frame into a message, and telling the ways this can fail apart.

use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;

/// Why a frame is not a message.
///
/// Only the handshake answers the causes differently; later every one of them is logged and
/// the frame is ignored.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// The text is not JSON.
    #[error("frame is not json")]
    NotJson,
    /// The text is JSON but not an object.
    #[error("frame is not a json object")]
    NotAnObject,
    /// There is no `type`, or it is not a string.
    #[error("message has no type")]
    NoType,
    /// The `type` is none that this receiver knows, possibly one of a later version.
    #[error("unknown message type {0:?}")]
    UnknownType(String),
    /// A required field is missing or a field has a wrong type; the text names the cause.
    #[error("malformed message: {0}")]
    Malformed(String),
}

/// Decodes `text` as one of the messages named in `types`.
pub(crate) fn message<T: DeserializeOwned>(text: &str, types: &[&str]) -> Result<T, DecodeError> {
    let value: Value = serde_json::from_str(text).map_err(|_| DecodeError::NotJson)?;
    let object = value.as_object().ok_or(DecodeError::NotAnObject)?;
    let kind = object
        .get("type")
        .and_then(Value::as_str)
        .ok_or(DecodeError::NoType)?;
    if !types.contains(&kind) {
        return Err(DecodeError::UnknownType(kind.to_owned()));
    }
    T::deserialize(value).map_err(|error| DecodeError::Malformed(error.to_string()))
}
