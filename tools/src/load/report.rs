//! Figures of several repetitions, as a table for people or as JSON.

use comfy_table::{CellAlignment, Table, presets::NOTHING};
use serde::Serialize;

/// Everything that was measured, in the order of its first mention.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// What was measured.
    pub title: String,
    /// One row per figure.
    pub figures: Vec<Figure>,
}

/// One figure over all repetitions.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What it is, with its unit.
    pub name: String,
    /// One value per repetition.
    pub values: Vec<f64>,
    /// The one in the middle; the lower of two.
    pub median: f64,
    /// The smallest.
    pub min: f64,
    /// The greatest.
    pub max: f64,
}

impl Report {
    pub(super) fn new(title: String) -> Self {
        Self {
            title,
            figures: Vec::new(),
        }
    }

    /// Adds the value of one repetition.
    pub(super) fn add(&mut self, name: &str, value: f64) {
        let known = self.figures.iter().position(|figure| figure.name == name);
        let index = known.unwrap_or_else(|| {
            self.figures.push(Figure {
                name: name.to_owned(),
                values: Vec::new(),
                median: value,
                min: value,
                max: value,
            });
            self.figures.len() - 1
        });
        let figure = &mut self.figures[index];
        figure.values.push(value);
        let mut sorted = figure.values.clone();
        sorted.sort_by(f64::total_cmp);
        figure.median = sorted[(sorted.len() - 1) / 2];
        figure.min = sorted[0];
        figure.max = sorted[sorted.len() - 1];
    }

    /// The last value of a figure; zero if there is none.
    pub(super) fn newest(&self, name: &str) -> f64 {
        let mut figures = self.figures.iter();
        let figure = figures.find(|figure| figure.name == name);
        figure
            .and_then(|figure| figure.values.last().copied())
            .unwrap_or_default()
    }

    /// A table of medians and ranges.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = Table::new();
        table
            .load_preset(NOTHING)
            .set_header(["", "median", "min", "max"]);
        for column in 1..4 {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        for figure in &self.figures {
            table.add_row([
                figure.name.clone(),
                short(figure.median),
                short(figure.min),
                short(figure.max),
            ]);
        }
        format!("{}\n{table}", self.title)
    }
}

/// Three digits that say something.
fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || size == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// The value below which `share` of the sorted values are; zero without values.
pub(super) fn percentile(sorted: &[u32], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a share of a length is an index"
    )]
    let index = (sorted.len() as f64 * share) as usize;
    let last = sorted.len().saturating_sub(1);
    sorted.get(index.min(last)).copied().map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetitions_become_a_median_and_a_range() {
        let mut report = Report::new("a title".into());
        for value in [3.0, 1.0, 2.0] {
            report.add("frames per second", value);
        }
        report.add("once", 1234.5);
        let figure = &report.figures[0];
        assert_eq!((figure.median, figure.min, figure.max), (2.0, 1.0, 3.0));
        assert!(report.table().contains("1234") || report.table().contains("1235"));
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<u32> = (1..=100).collect();
        assert_eq!(percentile(&values, 0.5), 51.0);
        assert_eq!(percentile(&values, 0.99), 100.0);
        assert_eq!(percentile(&[], 0.5), 0.0);
    }
}
