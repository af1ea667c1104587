//! Runs the steps of `cargo xtask test`, keeps their logs and tells what came out.

use std::{
    fs::{self, File},
    io::{Write, stdout},
    ops::AddAssign,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{interrupt, process, server::tail};

/// How many lines of a failing step's log are printed.
const SHOWN: usize = 300;

/// How many tests came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// A step that is being run.
#[derive(Debug)]
pub(crate) struct Step {
    /// Where its programs write to.
    pub(crate) log: File,
    /// Path of that file.
    pub(crate) log_path: PathBuf,
    /// Tests it has run.
    pub(crate) counts: Counts,
}

impl Step {
    /// Runs a command with its output in the log.
    ///
    /// # Errors
    /// As [`process::run_logged`].
    pub(crate) fn run(&mut self, command: &mut Command) -> Result<()> {
        process::run_logged(command, &self.log)
    }

    /// What the log says so far.
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log_path).unwrap_or_default()).into_owned()
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Ok,
    Failed,
    Skipped,
    /// Not possible here, which is no failure.
    LeftOut,
}

#[derive(Debug)]
struct Row {
    name: &'static str,
    outcome: Outcome,
    counts: Counts,
    took: Duration,
}

/// All steps so far.
#[derive(Debug)]
pub(crate) struct Summary {
    folder: PathBuf,
    rows: Vec<Row>,
}

impl Summary {
    /// Starts without steps; their logs go to a folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn new(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(Self {
            folder,
            rows: Vec::new(),
        })
    }

    /// Runs a step and says how it went, with the end of its log when it failed. Returns whether
    /// it succeeded, so that steps that build on it can be left out.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        body: impl FnOnce(&mut Step) -> Result<()>,
    ) -> bool {
        if interrupt::requested() {
            return self.skip(name);
        }
        print!("{name:<24} ");
        // Only decoration: a terminal that does not take it must not fail the tests.
        let _ = stdout().flush();
        let started = Instant::now();
        let (counts, outcome) = self.attempt(name, body);
        let took = started.elapsed();
        let word = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!(
            "{word:<7} {:>7.1} s{}",
            took.as_secs_f64(),
            describe(counts)
        );
        let ok = outcome.is_ok();
        if let Err((error, log)) = outcome {
            println!("\n{}\n{name}: {error:#}\n", tail(&log, SHOWN));
        }
        let outcome = if ok { Outcome::Ok } else { Outcome::Failed };
        self.rows.push(Row {
            name,
            outcome,
            counts,
            took,
        });
        ok
    }

    /// Runs a step that not every machine allows. Where it fails, it says so and counts neither as
    /// done nor as failed. Returns whether it succeeded, so that steps that need it can be left
    /// out.
    pub(crate) fn step_if_possible(
        &mut self,
        name: &'static str,
        body: impl FnOnce(&mut Step) -> Result<()>,
    ) -> bool {
        let started = Instant::now();
        let (counts, outcome) = self.attempt(name, body);
        let took = started.elapsed();
        let outcome = match outcome {
            Ok(()) => {
                println!("{name:<24} ok      {:>7.1} s", took.as_secs_f64());
                Outcome::Ok
            }
            Err((error, _)) => {
                println!("{name:<24} LEFT OUT: {error:#}");
                Outcome::LeftOut
            }
        };
        let ok = outcome == Outcome::Ok;
        self.rows.push(Row {
            name,
            outcome,
            counts,
            took,
        });
        ok
    }

    /// Leaves a step out because one it builds on has failed. Always returns false.
    pub(crate) fn skip(&mut self, name: &'static str) -> bool {
        println!("{name:<24} not run");
        let row = Row {
            name,
            outcome: Outcome::Skipped,
            counts: Counts::default(),
            took: Duration::ZERO,
        };
        self.rows.push(row);
        false
    }

    fn attempt(
        &self,
        name: &str,
        body: impl FnOnce(&mut Step) -> Result<()>,
    ) -> (Counts, Result<(), (anyhow::Error, String)>) {
        let log_path = self
            .folder
            .join(format!("{}.log", name.replace([' ', '/'], "-")));
        let log =
            File::create(&log_path).and_then(|_| File::options().append(true).open(&log_path));
        let mut step = match log {
            Ok(log) => Step {
                log,
                log_path,
                counts: Counts::default(),
            },
            Err(error) => return (Counts::default(), Err((error.into(), String::new()))),
        };
        let outcome = body(&mut step).map_err(|error| (error, step.said()));
        (step.counts, outcome)
    }

    /// Prints the table and, alone on the last line, the number of tests. Returns whether all is
    /// well: every step ran and succeeded.
    pub(crate) fn finish(&self) -> bool {
        println!("\n{:<24} {:<8} {:>8}", "step", "result", "seconds");
        for row in &self.rows {
            let word = match row.outcome {
                Outcome::Ok => "ok",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "not run",
                Outcome::LeftOut => "left out",
            };
            println!(
                "{:<24} {word:<8} {:>8.1}{}",
                row.name,
                row.took.as_secs_f64(),
                describe(row.counts)
            );
        }
        println!("\nLogs: {}", self.folder.display());
        let bad = self
            .rows
            .iter()
            .filter(|row| matches!(row.outcome, Outcome::Failed | Outcome::Skipped));
        let names: Vec<&str> = bad.map(|row| row.name).collect();
        if !names.is_empty() {
            println!("Not ok: {}", names.join(", "));
        }
        println!("{}", closing_line(self.total()));
        names.is_empty()
    }

    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for row in &self.rows {
            total += row.counts;
        }
        total
    }
}

fn describe(counts: Counts) -> String {
    if counts == Counts::default() {
        String::new()
    } else {
        format!("   {}", closing_line(counts))
    }
}

fn closing_line(counts: Counts) -> String {
    let Counts {
        passed,
        failed,
        skipped,
    } = counts;
    let skipped = if skipped > 0 {
        format!(", {skipped} skipped")
    } else {
        String::new()
    };
    format!("{passed} passed, {failed} failed{skipped}")
}

#[cfg(test)]
mod tests {
    use super::{Counts, Summary, closing_line};

    #[test]
    fn the_closing_line_counts_tests() {
        let counts = Counts {
            passed: 3,
            failed: 1,
            skipped: 0,
        };
        assert_eq!(closing_line(counts), "3 passed, 1 failed");
        assert_eq!(
            closing_line(Counts {
                skipped: 2,
                ..counts
            }),
            "3 passed, 1 failed, 2 skipped"
        );
    }

    #[test]
    fn a_failed_or_skipped_step_fails_the_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut summary = Summary::new(folder.path().join("logs")).expect("a folder");
        assert!(summary.step("one", |step| {
            step.counts.passed += 2;
            Ok(())
        }));
        assert!(!summary.step_if_possible("wine", |_| anyhow::bail!("there is none")));
        assert!(summary.finish());
        assert!(!summary.step("two", |step| {
            step.counts.failed += 1;
            anyhow::bail!("it broke")
        }));
        assert!(!summary.skip("three"));
        assert!(!summary.finish());
        assert_eq!(
            summary.total(),
            Counts {
                passed: 2,
                failed: 1,
                skipped: 0
            }
        );
    }
}
