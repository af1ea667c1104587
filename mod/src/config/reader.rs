//! Reading one table of the file with defaults and warnings.

use toml::{Table, Value};

use super::Warning;

/// One table of the file; an absent or unusable one reads as empty.
pub(super) struct Reader<'a> {
    name: &'static str,
    table: Option<&'a Table>,
    warnings: &'a mut Vec<Warning>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        tables: &'a Table,
        name: &'static str,
        warnings: &'a mut Vec<Warning>,
    ) -> Self {
        let table = match tables.get(name) {
            Some(Value::Table(table)) => Some(table),
            Some(_) => {
                warnings.push(Warning {
                    key: name.into(),
                    problem: "must be a table".into(),
                });
                None
            }
            None => None,
        };
        Self {
            name,
            table,
            warnings,
        }
    }

    fn value(&self, key: &str) -> Option<&'a Value> {
        self.table?.get(key)
    }

    /// Reports a value and names what stands in for it.
    pub(super) fn warn_replaced(&mut self, key: &str, problem: &str, used: &str) {
        self.warnings.push(Warning {
            key: format!("{}.{key}", self.name),
            problem: format!("{problem}; {used} is used"),
        });
    }

    /// A string that must be there and not be empty.
    pub(super) fn required(&self, key: &str) -> Option<String> {
        self.value(key)?
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(Into::into)
    }

    pub(super) fn string(&mut self, key: &str, default: &str) -> String {
        self.convert(key, default.into(), "must be a text", |value| {
            value.as_str().map(Into::into)
        })
    }

    pub(super) fn bool(&mut self, key: &str, default: bool) -> bool {
        self.convert(key, default, "must be true or false", Value::as_bool)
    }

    /// A number, whole or not; NaN and infinities are none.
    pub(super) fn number(&mut self, key: &str, default: f32) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "pixels and opacities need no more than an f32 holds"
        )]
        self.convert(key, default, "must be a number", |value| match value {
            Value::Integer(whole) => Some(*whole as f32),
            Value::Float(number) => Some(*number as f32).filter(|number| number.is_finite()),
            _ => None,
        })
    }

    /// Any value that `read` understands; `problem` is the warning when it does not.
    pub(super) fn convert<T>(
        &mut self,
        key: &str,
        default: T,
        problem: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> T {
        let Some(value) = self.value(key) else {
            return default;
        };
        read(value).unwrap_or_else(|| {
            self.warn_replaced(key, problem, "the default");
            default
        })
    }
}
