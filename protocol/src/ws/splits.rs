//! The leader's splits.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// In-game time in milliseconds of the leader's first entry, by layer.
pub type LeaderSplits = BTreeMap<u32, u32>;

/// Writes the splits; JSON makes the keys strings by itself.
pub(super) fn serialize<S: Serializer>(
    splits: &Option<LeaderSplits>,
    to: S,
) -> Result<S::Ok, S::Error> {
    splits.serialize(to)
}

/// Reads the splits. The detour over strings is needed because a message selected by its
/// `type` is buffered, and buffered keys are no longer read as numbers.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<LeaderSplits>, D::Error> {
    let Some(splits) = Option::<BTreeMap<String, u32>>::deserialize(from)? else {
        return Ok(None);
    };
    splits
        .into_iter()
        .map(|(layer, igt_ms)| {
            let layer = layer.parse().map_err(D::Error::custom)?;
            Ok((layer, igt_ms))
        })
        .collect::<Result<_, _>>()
        .map(Some)
}
