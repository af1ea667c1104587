//! Where a player is after a loading screen without a fog gate.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// What the game knows about the player's place. Unusable fields read as absent one by one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ZoneQuery {
    /// Grace travelled to; 0 reads as absent.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "grace"
    )]
    pub grace_entity_id: Option<u32>,
    /// Map block, `mAA_BB_CC_DD`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "map_id"
    )]
    pub map_id: Option<String>,
    /// Place within the map block: x, y, z.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "position"
    )]
    pub position: Option<[f32; 3]>,
    /// Play region; no server uses it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "region"
    )]
    pub play_region_id: Option<u32>,
}

/// Whether `text` has the form `mAA_BB_CC_DD` with decimal digits.
#[must_use]
pub fn is_map_id(text: &str) -> bool {
    text.len() == 12
        && text.bytes().enumerate().all(|(at, byte)| match at {
            0 => byte == b'm',
            3 | 6 | 9 => byte == b'_',
            _ => byte.is_ascii_digit(),
        })
}

fn u32_of(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn grace<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    Ok(u32_of(&Value::deserialize(from)?).filter(|id| *id != 0))
}

fn region<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
    Ok(u32_of(&Value::deserialize(from)?))
}

fn map_id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(from)? {
        Value::String(text) if is_map_id(&text) => Some(text),
        _ => None,
    })
}

fn position<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[f32; 3]>, D::Error> {
    let value = Value::deserialize(from)?;
    let Some([x, y, z]) = value.as_array().map(Vec::as_slice) else {
        return Ok(None);
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the game's own positions are f32; what does not fit becomes infinite and is refused"
    )]
    let number = |value: &Value| {
        value
            .as_f64()
            .map(|wide| wide as f32)
            .filter(|number| number.is_finite())
    };
    Ok(match (number(x), number(y), number(z)) {
        (Some(x), Some(y), Some(z)) => Some([x, y, z]),
        _ => None,
    })
}
