//! Checks and tests of the web client.

use std::fs;

use anyhow::Result;

use super::counts;
use crate::{
    npm,
    summary::{Step, Summary},
    web_build::Stamp,
};

/// Runs them all; without the packages none can run.
pub(super) fn steps(summary: &mut Summary) {
    if !summary.step("web packages", packages) {
        for name in [
            "web types",
            "web lint",
            "web tests",
            "web build",
            "web weight",
        ] {
            summary.skip(name);
        }
        return;
    }
    summary.step("web types", |step| {
        step.run(npm::npm().args(["run", "--silent", "check"]))
    });
    summary.step("web lint", |step| {
        step.run(npm::npm().args(["run", "--silent", "lint"]))
    });
    summary.step("web tests", tests);
    if summary.step("web build", build) {
        summary.step("web weight", |step| {
            step.run(npm::npm().args(["run", "--silent", "budgets"]))
        });
    } else {
        summary.skip("web weight");
    }
}

/// Installs the packages if needed.
pub(super) fn packages(step: &mut Step) -> Result<()> {
    if let Some(mut install) = npm::install()? {
        step.run(&mut install.command)?;
        install.done()?;
    }
    Ok(())
}

/// Builds the web client.
fn build(step: &mut Step) -> Result<()> {
    let stamp = Stamp::of_sources()?;
    step.run(&mut npm::build())?;
    stamp.write()
}

/// Builds the web client unless the build at hand is of the present sources.
pub(super) fn build_if_stale(step: &mut Step) -> Result<()> {
    if Stamp::of_sources()?.is_fresh() {
        Ok(())
    } else {
        build(step)
    }
}

fn tests(step: &mut Step) -> Result<()> {
    let report = tempfile::NamedTempFile::new()?;
    let mut command = npm::npx();
    command
        .args(["vitest", "run", "--reporter=default", "--reporter=json"])
        .arg(format!("--outputFile.json={}", report.path().display()));
    let outcome = step.run(&mut command);
    if let Ok(counted) = counts::vitest(&fs::read_to_string(report.path())?) {
        step.counts += counted;
    } else {
        outcome?;
        anyhow::bail!("Vitest has left no report");
    }
    outcome
}
