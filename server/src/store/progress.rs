//! How progress is kept in columns, for participants and solo sessions alike.

use sea_orm::JsonValue;
use speedfog_race::Visit;

use super::StoreError;

/// A number that was written by [`signed`].
pub(super) fn unsigned(value: i32) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

/// A number as both databases can keep it.
pub(super) fn signed(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Visits as they were written by [`history_column`].
pub(super) fn read_history(column: Option<JsonValue>) -> Result<Vec<Visit>, StoreError> {
    match column {
        Some(history) => serde_json::from_value(history)
            .map_err(|error| StoreError::corrupt("zone history", error)),
        None => Ok(Vec::new()),
    }
}

/// Visits as JSON; none before the first.
pub(super) fn history_column(visits: &[Visit]) -> Result<Option<JsonValue>, StoreError> {
    if visits.is_empty() {
        return Ok(None);
    }
    serde_json::to_value(visits)
        .map(Some)
        .map_err(|error| StoreError::corrupt("zone history", error))
}

/// The last event id as it was written by [`event_id_column`].
pub(super) fn read_event_id(column: i64) -> Option<u64> {
    u64::try_from(column).ok()
}

/// The last event id; negative for none.
pub(super) fn event_id_column(event_id: Option<u64>) -> i64 {
    event_id.map_or(-1, |id| i64::try_from(id).unwrap_or(i64::MAX))
}
