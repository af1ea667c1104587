//! Checks and tests of the crates.

use anyhow::Result;

use super::{counts, deny};
#[cfg(unix)]
use crate::postgres::Postgres;
use crate::{
    apt, codegen, npm, process,
    summary::{Step, Summary},
};

/// Runs them all. One does not keep another from running, so that a run tells everything.
pub(super) fn steps(summary: &mut Summary) {
    summary.step("format", |step| {
        step.run(process::cargo().args(["fmt", "--all", "--check"]))
    });
    summary.step("lints", |step| {
        let args = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ];
        step.run(process::cargo().args(args))
    });
    summary.step("documentation", |step| {
        let mut command = process::cargo();
        command.args(["doc", "--workspace", "--no-deps", "--locked"]);
        step.run(command.env("RUSTDOCFLAGS", "-D warnings"))
    });
    summary.step("system packages", |step| {
        apt::ensure(apt::ARCHIVES, &step.log)
    });
    // The tests that need it leave themselves out where it is missing.
    summary.step_if_possible("clock for tests", |step| apt::ensure(apt::CLOCK, &step.log));
    summary.step("rust tests", tests);
    #[cfg(unix)]
    summary.step("postgresql tests", on_postgres);
    summary.step("generated files", generated);
    summary.step("licences and sources", deny::check);
}

fn tests(step: &mut Step) -> Result<()> {
    let mut command = process::cargo();
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    let outcome = step.run(&mut command);
    step.counts += counts::cargo(&step.said());
    outcome
}

/// The server's tests once more, on the other database.
#[cfg(unix)]
fn on_postgres(step: &mut Step) -> Result<()> {
    let postgres = Postgres::start(&step.log)?;
    let mut tests = |args: &[&str]| {
        let mut command = process::cargo();
        command
            .args(["test", "--package", "speedfog-racing", "--locked"])
            .args(["--no-fail-fast"])
            .args(args)
            .env("TEST_POSTGRES_URL", &postgres.url);
        step.run(&mut command)
    };
    let stored = tests(&["--lib", "store::"]);
    let served = tests(&["--test", "it"]);
    step.counts += counts::cargo(&step.said());
    stored.and(served)
}

fn generated(step: &mut Step) -> Result<()> {
    if let Some(mut install) = npm::install()? {
        step.run(&mut install.command)?;
        install.done()?;
    }
    programs(step)?;
    codegen::check(&mut |command| step.run(command))
}

/// Builds the server and the tools as the tests use them.
pub(super) fn programs(step: &mut Step) -> Result<()> {
    step.run(process::cargo().args(["build", "--workspace", "--bins", "--locked"]))
}
