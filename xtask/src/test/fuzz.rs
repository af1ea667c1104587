//! A short search for inputs that nobody thought of.

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    apt, fuzz,
    summary::{Counts, Step, Summary},
};

/// Seconds for each target.
const SECONDS: u32 = 15;

/// Searches on every target. Left out where there is no C++ compiler and none can be had.
pub(super) fn steps(summary: &mut Summary) {
    let ready = summary.step_if_possible("fuzzer", |step| apt::ensure(apt::FUZZER, &step.log))
        && summary.step("fuzzer build", |step| step.run(&mut fuzz::build()?));
    if ready {
        summary.step("fuzzing", search);
    }
}

fn search(step: &mut Step) -> Result<()> {
    for target in fuzz::Target::value_variants() {
        step.run(&mut fuzz::search(*target, SECONDS)?)?;
        step.counts += Counts {
            passed: 1,
            ..Counts::default()
        };
    }
    Ok(())
}
