//! Instants on the wire: RFC 3339 in UTC with `Z` and at most microseconds.
//!
//! Use with `#[serde(with = "time")]`, or [`option`] for a nullable instant. Reading also
//! accepts other offsets, and no offset at all, which then means UTC.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, SubsecRound, Utc};
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Formats an instant the way it travels, such as `2026-11-23T01:20:33.072295Z`.
#[must_use]
pub fn format(instant: &DateTime<Utc>) -> String {
    instant
        .trunc_subsecs(6)
        .to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Reads an ISO 8601 date and time; without an offset it means UTC. `None` for anything else.
#[must_use]
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Some(instant.with_timezone(&Utc));
    }
    // RFC 3339 wants seconds and a colon in the offset, ISO 8601 does not.
    const WITH_OFFSET: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"];
    const NAIVE: [&str; 4] = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
    ];
    let text = text.replace('Z', "+00:00");
    WITH_OFFSET
        .iter()
        .find_map(|layout| DateTime::parse_from_str(&text, layout).ok())
        .map(|instant| instant.with_timezone(&Utc))
        .or_else(|| {
            NAIVE
                .iter()
                .find_map(|layout| NaiveDateTime::parse_from_str(&text, layout).ok())
                .or_else(|| {
                    NaiveDate::parse_from_str(&text, "%Y-%m-%d")
                        .ok()
                        .and_then(|day| day.and_hms_opt(0, 0, 0))
                })
                .map(|naive| naive.and_utc())
        })
}

/// Writes an instant; for `#[serde(with = "time")]`.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(instant: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&format(instant))
}

/// Reads an instant; for `#[serde(with = "time")]`.
///
/// # Errors
/// When the value is not a string holding a date and time.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).ok_or_else(|| D::Error::custom("expected an ISO 8601 date and time"))
}

/// The same for a nullable instant.
pub mod option {
    use super::{DateTime, Deserialize, Deserializer, Error, Serializer, Utc, format, parse};

    /// Writes an instant or null.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(
        instant: &Option<DateTime<Utc>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match instant {
            Some(instant) => to.serialize_str(&format(instant)),
            None => to.serialize_none(),
        }
    }

    /// Reads an instant or null.
    ///
    /// # Errors
    /// When the value is neither null nor a string holding a date and time.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<DateTime<Utc>>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|text| {
                parse(&text).ok_or_else(|| D::Error::custom("expected an ISO 8601 date and time"))
            })
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::{format, parse};

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            parse(text).map(|instant| format(&instant)).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn instants_are_read_leniently_and_written_strictly() {
        for (text, expected) in [
            (
                "2026-11-23T01:20:33.072295Z",
                Some("2026-11-23T01:20:33.072295Z"),
            ),
            ("2026-11-23T01:20:33Z", Some("2026-11-23T01:20:33Z")),
            (
                "2026-11-23T01:20:33.123456789Z",
                Some("2026-11-23T01:20:33.123456Z"),
            ),
            ("2026-11-23T03:20:33+02:00", Some("2026-11-23T01:20:33Z")),
            ("2026-11-23T03:20:33+0200", Some("2026-11-23T01:20:33Z")),
            ("2026-11-23T01:20:33", Some("2026-11-23T01:20:33Z")),
            ("2026-11-23T01:20", Some("2026-11-23T01:20:00Z")),
            ("2026-11-23T01:20Z", Some("2026-11-23T01:20:00Z")),
            ("2026-11-23 01:20", Some("2026-11-23T01:20:00Z")),
            ("2026-11-23", Some("2026-11-23T00:00:00Z")),
            ("tomorrow", None),
            ("2026-13-23T01:20:33Z", None),
            ("", None),
        ] {
            check(text, expected);
        }
    }
}
