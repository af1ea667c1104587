//! One row of a dump: columns by name. Columns that nobody asks for are ignored.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};
use speedfog_race::Visit;
use uuid::Uuid;

use super::{RowError, refuse};
use crate::store::text_enum::TextEnum;

/// The columns of a row, as they came.
#[derive(Debug)]
pub(super) struct Fields(HashMap<String, Box<RawValue>>);

impl Fields {
    /// Reads a line; in words what is wrong with it otherwise.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        match serde_json::from_str(line) {
            Ok(columns) => Ok(Self(columns)),
            Err(error) => Err(format!("the line is not a JSON object ({error})")),
        }
    }

    /// The JSON of a column; `None` when it is missing or null.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        let json = self.0.get(name)?.get();
        (json != "null").then_some(json)
    }

    fn read<T: DeserializeOwned>(&self, name: &str, kind: &str) -> Result<Option<T>, RowError> {
        let Some(json) = self.raw(name) else {
            return Ok(None);
        };
        match serde_json::from_str(json) {
            Ok(value) => Ok(Some(value)),
            Err(_) => {
                let shown: String = json.chars().take(60).collect();
                refuse(format!("`{name}` is no {kind}: {shown}"))
            }
        }
    }

    /// An id.
    pub(super) fn id(&self, name: &str) -> Result<Uuid, RowError> {
        present(name, self.optional_id(name)?)
    }

    /// An id that may be missing.
    pub(super) fn optional_id(&self, name: &str) -> Result<Option<Uuid>, RowError> {
        self.read(name, "id")
    }

    /// A text of 1 to `longest` characters.
    pub(super) fn text(&self, name: &str, longest: usize) -> Result<String, RowError> {
        let text = present(name, self.optional_text(name, longest)?)?;
        match text.is_empty() {
            true => refuse(format!("`{name}` is empty")),
            false => Ok(text),
        }
    }

    /// A text of at most `longest` characters that may be missing.
    pub(super) fn optional_text(
        &self,
        name: &str,
        longest: usize,
    ) -> Result<Option<String>, RowError> {
        let text: Option<String> = self.read(name, "text")?;
        match text {
            Some(text) if text.chars().count() > longest => {
                refuse(format!("`{name}` is longer than {longest} characters"))
            }
            Some(text) if text.contains('\0') => {
                refuse(format!("`{name}` holds a character that is none"))
            }
            text => Ok(text),
        }
    }

    /// A number from 0 that both databases can keep; 0 when missing.
    pub(super) fn number(&self, name: &str) -> Result<i32, RowError> {
        Ok(self.optional_number(name)?.unwrap_or(0))
    }

    /// A number from 0 that both databases can keep, and that may be missing.
    pub(super) fn optional_number(&self, name: &str) -> Result<Option<i32>, RowError> {
        match self.read(name, "whole number that can be kept")? {
            Some(number) if number < 0 => refuse(format!("`{name}` is negative: {number}")),
            number => Ok(number),
        }
    }

    /// Yes or no; `default` when missing.
    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, RowError> {
        Ok(self.read(name, "yes or no")?.unwrap_or(default))
    }

    /// An instant.
    pub(super) fn time(&self, name: &str) -> Result<DateTime<Utc>, RowError> {
        present(name, self.optional_time(name)?)
    }

    /// An instant that may be missing. Without an offset it is in UTC.
    pub(super) fn optional_time(&self, name: &str) -> Result<Option<DateTime<Utc>>, RowError> {
        let Some(text) = self.read::<String>(name, "time")? else {
            return Ok(None);
        };
        let time = match DateTime::parse_from_rfc3339(&text) {
            Ok(time) => Some(time.to_utc()),
            Err(_) => NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f")
                .ok()
                .map(|time| time.and_utc()),
        };
        match time {
            Some(time) => Ok(Some(time.trunc_subsecs(6))),
            None => refuse(format!("`{name}` is no time: {text}")),
        }
    }

    /// A word of an enumeration, whatever its case.
    pub(super) fn word<T: TextEnum>(&self, name: &str) -> Result<T, RowError> {
        let text = self.text(name, 50)?;
        T::from_text(&text.to_lowercase())
            .or_else(|_| refuse(format!("`{name}` is no {}: {text}", T::WHAT)))
    }

    /// A JSON object that may be missing.
    pub(super) fn object(&self, name: &str) -> Result<Option<Value>, RowError> {
        match self.read(name, "object")? {
            Some(value @ Value::Object(_)) => Ok(Some(value)),
            Some(other) => refuse(format!("`{name}` is no object: {other}")),
            None => Ok(None),
        }
    }

    /// Visits; none when missing.
    pub(super) fn visits(&self, name: &str) -> Result<Vec<Visit>, RowError> {
        Ok(self.read(name, "list of visits")?.unwrap_or_default())
    }
}

fn present<T>(name: &str, value: Option<T>) -> Result<T, RowError> {
    match value {
        Some(value) => Ok(value),
        None => refuse(format!("`{name}` is missing")),
    }
}
