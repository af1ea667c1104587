//! Reads the numbers of tests from what the test programs write.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::summary::Counts;

/// Adds up the `test result:` lines of `cargo test`, one per test program.
pub(super) fn cargo(output: &str) -> Counts {
    let mut counts = Counts::default();
    for line in output
        .lines()
        .filter_map(|line| line.strip_prefix("test result: "))
    {
        counts += Counts {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
            skipped: number_before(line, "ignored"),
        };
    }
    counts
}

fn number_before(line: &str, word: &str) -> u64 {
    let mut words = line
        .split([' ', ';', '.'])
        .filter(|part| !part.is_empty())
        .peekable();
    while let Some(part) = words.next() {
        if words.peek() == Some(&word) {
            return part.parse().unwrap_or(0);
        }
    }
    0
}

/// Reads Vitest's JSON report.
///
/// # Errors
/// When it is not such a report.
pub(super) fn vitest(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("the report of Vitest is not JSON")?;
    let number = |key: &str| report[key].as_u64();
    Ok(Counts {
        passed: number("numPassedTests").context("the report of Vitest has no numbers")?,
        failed: number("numFailedTests").unwrap_or(0),
        skipped: number("numPendingTests").unwrap_or(0) + number("numTodoTests").unwrap_or(0),
    })
}

/// Reads Playwright's JSON report. A test that passed at the second try has passed.
///
/// # Errors
/// When it is not such a report.
pub(super) fn playwright(report: &str) -> Result<Counts> {
    let report: Value =
        serde_json::from_str(report).context("the report of Playwright is not JSON")?;
    let number = |key: &str| report["stats"][key].as_u64();
    Ok(Counts {
        passed: number("expected").context("the report of Playwright has no numbers")?
            + number("flaky").unwrap_or(0),
        failed: number("unexpected").unwrap_or(0),
        skipped: number("skipped").unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::{cargo, playwright, vitest};
    use crate::summary::Counts;

    #[test]
    fn every_test_program_of_cargo_is_counted() {
        let output = "\
running 3 tests
test a ... ok
test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 2.79s

test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
";
        assert_eq!(
            cargo(output),
            Counts {
                passed: 17,
                failed: 2,
                skipped: 1
            }
        );
        assert_eq!(cargo("error: could not compile"), Counts::default());
    }

    #[test]
    fn reports_of_the_web_tools_are_read() {
        let report = r#"{"numTotalTests":6,"numPassedTests":4,"numFailedTests":1,"numPendingTests":1,"numTodoTests":0}"#;
        assert_eq!(
            vitest(report).ok(),
            Some(Counts {
                passed: 4,
                failed: 1,
                skipped: 1
            })
        );
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(
            playwright(report).ok(),
            Some(Counts {
                passed: 7,
                failed: 1,
                skipped: 3
            })
        );
        assert!(vitest("{}").is_err() && playwright("{}").is_err() && vitest("no").is_err());
    }
}
