//! The program's commands, as an operator types them.

use std::{
    path::Path,
    process::{Command, Output},
};

/// A command with a data folder and the database of the tests.
pub(crate) fn command(data_dir: &Path, database: Option<&str>, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_speedfog-racing"));
    command.args(args).arg("--data-dir").arg(data_dir);
    if let Some(url) = database {
        command.env("DATABASE_URL", url);
    }
    command
}

/// All that a command has said.
pub(crate) fn text(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).unwrap()
}

/// Asserts that a command has succeeded, and returns what it said.
#[track_caller]
pub(crate) fn well(output: &Output) -> String {
    assert!(output.status.success(), "{}", text(output));
    text(output)
}

/// Asserts that a command has failed in an orderly way, and returns what it said.
#[track_caller]
pub(crate) fn badly(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", text(output));
    text(output)
}
