//! What came of an import.

use std::fmt;

use super::dump::Table;

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Rows in the file.
    pub read: u64,
    /// Rows that are here now.
    pub carried: u64,
    /// Rows that were here already.
    pub known: u64,
    /// Rows that are not here.
    pub left_out: u64,
}

/// What became of all rows, as a table for people.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// By table, in the order they were read.
    pub rows: Vec<(Table, Counts)>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["read", "carried", "known", "left out"];
        write!(f, "{:<18}", "table")?;
        for head in heads {
            write!(f, "{head:>10}")?;
        }
        for (table, counts) in &self.rows {
            write!(f, "\n{:<18}", table.name())?;
            for count in [counts.read, counts.carried, counts.known, counts.left_out] {
                write!(f, "{count:>10}")?;
            }
        }
        Ok(())
    }
}
