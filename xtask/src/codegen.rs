//! The OpenAPI document, the types of the web client and the reference of the protocol, all made from
//! the server.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use crate::{npm, process, protocol_doc, workspace};

/// Arguments of `cargo xtask codegen`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Change nothing; fail when the committed files are not what the server says.
    #[arg(long)]
    check: bool,
}

/// Writes or checks the generated files, building the server first.
///
/// # Errors
/// When a program fails, or with `--check` when a file is stale.
pub(crate) fn run(args: &Args) -> Result<()> {
    npm::ensure()?;
    process::run(process::cargo().args(["build", "--package", "speedfog-racing"]))?;
    if args.check {
        check(&mut process::run)?;
        println!("The generated files are up to date.");
    } else {
        generate(&mut process::run)?;
        println!(
            "Written: web/openapi.json, the types made from it, and the reference in docs/PROTOCOL.md."
        );
    }
    Ok(())
}

/// How a step runs its commands: on the terminal or into a log.
pub(crate) type Runner<'a> = &'a mut dyn FnMut(&mut std::process::Command) -> Result<()>;

/// Fails when a generated file differs from what would be generated now, and leaves them as they
/// were. The debug build of the server and the npm packages must be there.
///
/// # Errors
/// Names the stale file.
pub(crate) fn check(runner: Runner<'_>) -> Result<()> {
    let before: Vec<Vec<u8>> = files()
        .iter()
        .map(|path| fs::read(path).unwrap_or_default())
        .collect();
    let outcome = generate(runner);
    let mut stale = None;
    for (path, before) in files().into_iter().zip(before) {
        if fs::read(&path).unwrap_or_default() != before {
            fs::write(&path, before)
                .with_context(|| format!("cannot restore {}", path.display()))?;
            stale = Some(path);
        }
    }
    outcome?;
    match stale {
        Some(path) => bail!("{} is stale: run `cargo xtask codegen`", path.display()),
        None => Ok(()),
    }
}

fn generate(runner: Runner<'_>) -> Result<()> {
    let [document, _, protocol] = files();
    let server = workspace::binary("debug", "speedfog-racing")?;
    let text = process::output(process::command(server).arg("openapi"))
        .context("`speedfog-racing openapi` failed")?;
    let told = fs::read_to_string(&protocol)
        .with_context(|| format!("cannot read {}", protocol.display()))?;
    fs::write(&protocol, protocol_doc::with_reference(&told, &text)?)
        .with_context(|| format!("cannot write {}", protocol.display()))?;
    fs::write(&document, text + "\n")
        .with_context(|| format!("cannot write {}", document.display()))?;
    runner(npm::npm().args(["run", "--silent", "codegen"]))
}

fn files() -> [PathBuf; 3] {
    let web = workspace::web();
    [
        web.join("openapi.json"),
        web.join("src").join("lib").join("api").join("schema.d.ts"),
        workspace::root().join("docs").join("PROTOCOL.md"),
    ]
}
