//! Field readers for clients whose numbers cannot be trusted.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

use crate::limits::INT_MAX;

/// A whole number within the range of in-game times and death counts.
fn int(value: &Value) -> Option<u32> {
    value
        .as_u64()
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| *number <= INT_MAX)
}

/// Reads an in-game time or a count; anything that is not one reads as absent.
pub(super) fn int_or_absent<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    Ok(int(&Value::deserialize(from)?))
}

/// Reads an in-game time; null reads as absent, anything else must be in range.
pub(super) fn optional_int<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        value => int(&value)
            .map(Some)
            .ok_or_else(|| D::Error::custom(format!("expected a whole number up to {INT_MAX}"))),
    }
}

/// Reads a string; anything else reads as absent.
pub(super) fn string_or_absent<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) => Some(text),
        _ => None,
    })
}

/// Reads a wish; anything but true reads as no.
pub(super) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(Value::deserialize(from)? == Value::Bool(true))
}
