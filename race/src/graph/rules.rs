//! What a graph file must be like, and what is forgiven in a stored one.

use serde_json::value::RawValue;

use super::GraphError;
use super::json::{self, read};
use super::loose::{Loose, Number, Shape, Table, Text};

/// Largest whole number that the wire knows.
pub(super) const MAX_INT: i64 = i32::MAX as i64;

/// The raw value of a top-level key; the last one if it is repeated.
pub(super) fn field<'a>(top: &Table<'a, &'a RawValue>, key: &str) -> Option<&'a str> {
    top.0
        .iter()
        .rev()
        .find(|(name, _)| name.0 == key)
        .map(|(_, raw)| raw.get())
}

/// How to take values that are not as documented.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) strict: bool,
}

impl Rules {
    /// Checks that the required keys are there with the right type, before anything is made of
    /// them.
    pub(super) fn top_level(self, top: &Table<'_, &RawValue>) -> Result<(), GraphError> {
        if !self.strict {
            return Ok(());
        }
        version(top)?;
        let containers = [("nodes", '{'), ("edges", '['), ("event_map", '{')];
        for (key, _) in containers {
            if field(top, key).is_none() {
                return Err(GraphError::Missing {
                    path: key.to_owned(),
                });
            }
        }
        for (key, open) in containers {
            let raw = field(top, key).unwrap_or_default();
            if !raw.starts_with(open) {
                return Err(GraphError::WrongType {
                    path: key.to_owned(),
                    expected: if open == '{' { "an object" } else { "an array" },
                    found: json::type_of(raw),
                });
            }
        }
        Ok(())
    }

    /// The value if it has the right type; none if it is absent, or unusable in a stored graph.
    pub(super) fn take<'a, T: Shape<'a>>(
        self,
        value: Loose<T>,
        path: impl FnOnce() -> String,
    ) -> Result<Option<T>, GraphError> {
        let found = match value {
            Loose::Value(value) => return Ok(Some(value)),
            Loose::Missing => return Ok(None),
            Loose::Null => "null",
            Loose::Wrong(found) => found,
        };
        if self.strict {
            return Err(GraphError::WrongType {
                path: path(),
                expected: T::EXPECTED,
                found,
            });
        }
        Ok(None)
    }

    /// Like [`Self::take`] for values that may also be null.
    pub(super) fn take_nullable<'a, T: Shape<'a>>(
        self,
        value: Loose<T>,
        path: impl FnOnce() -> String,
    ) -> Result<Option<T>, GraphError> {
        match value {
            Loose::Null => Ok(None),
            other => self.take(other, path),
        }
    }

    /// A count or depth: truncated, and from 0 to `max`.
    pub(super) fn bounded(
        self,
        number: Option<Number>,
        max: i64,
        expected: &'static str,
        path: impl FnOnce() -> String,
    ) -> Result<Option<u32>, GraphError> {
        let Some(number) = number else {
            return Ok(None);
        };
        let whole = number.truncated();
        if self.strict && !(0..=max).contains(&whole) {
            let found = number.to_string();
            return Err(GraphError::OutOfRange {
                path: path(),
                expected,
                found,
            });
        }
        Ok(u32::try_from(whole.clamp(0, max)).ok())
    }
}

fn version(top: &Table<'_, &RawValue>) -> Result<(), GraphError> {
    let raw = field(top, "version").ok_or_else(|| GraphError::Missing {
        path: "version".to_owned(),
    })?;
    match read::<Text<'_>>(raw)? {
        Loose::Value(Text(version)) if version.starts_with("4.") => Ok(()),
        _ => Err(GraphError::UnsupportedFormat {
            version: raw.chars().take(40).collect(),
        }),
    }
}
