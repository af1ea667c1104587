//! What all of the files have in common: how they are opened and what can be wrong with them.

use std::{fmt, io::ErrorKind, path::Path};

/// What a file holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Reading<T> {
    /// The usable entries.
    pub(super) value: T,
    /// How many entries were left out because they make no sense.
    pub(super) skipped: usize,
}

/// Why a file cannot be used at all.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("{why}")]
pub(super) struct Fault {
    /// Where, counted from 1.
    pub(super) line: usize,
    /// What is wrong there.
    pub(super) why: String,
}

impl Fault {
    pub(super) fn at(line: usize, why: impl fmt::Display) -> Self {
        Self {
            line,
            why: why.to_string(),
        }
    }
}

/// Reads a file. One that is missing or cannot be used is logged, and counts as empty; `lost` says
/// what will not work without it.
pub(super) fn read<T: Default>(
    path: &Path,
    lost: &str,
    parse: impl FnOnce(&str) -> Result<Reading<T>, Fault>,
) -> Reading<T> {
    let file = path.display();
    let parsed = match std::fs::read(path) {
        Ok(bytes) => text(&bytes).and_then(parse),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            tracing::warn!(%file, "zone data missing: {lost}");
            return Reading::default();
        }
        Err(error) => {
            tracing::error!(%file, %error, "zone data cannot be read: {lost}");
            return Reading::default();
        }
    };
    parsed.unwrap_or_else(|fault| {
        let line = fault.line;
        tracing::error!(%file, line, error = %fault, "zone data broken: {lost}");
        Reading::default()
    })
}

/// The text of a file, without the mark that some editors put in front.
fn text(bytes: &[u8]) -> Result<&str, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        Fault::at(line_of(good), "not UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The line that follows on `before`, counted from 1.
pub(super) fn line_of(before: &[u8]) -> usize {
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}
