//! The server's clock: the one place that reads it.

use chrono::{DateTime, Utc};

/// The current instant, in microseconds, which is what every database keeps and the API shows.
#[must_use]
pub fn now() -> DateTime<Utc> {
    let now = Utc::now();
    DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
}
