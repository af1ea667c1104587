//! The archive for hosts: packed, unpacked in an empty folder, and started there.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    dist::{self, Built},
    game_mod, http, interrupt,
    process::Background,
    server,
    summary::Step,
    workspace,
};

/// How long the server may take until it can serve.
const START: Duration = Duration::from_secs(60);

/// Packs programs as they are built for tests, since a release takes long to build. What is packed
/// and how is the same.
pub(super) fn archive(step: &mut Step) -> Result<()> {
    super::super::rust::programs(step)?;
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let library = folder.path().join(game_mod::LIBRARY);
    fs::write(&library, "no library").context("cannot write a stand-in for the mod")?;
    let built = Built {
        server: workspace::binary("debug", "speedfog-racing")?,
        tools: workspace::binary("debug", "speedfog-tools")?,
        library,
        notices: "No notices.\n".into(),
    };
    let package = dist::pack(&built)?;
    ensure!(
        dist::pack(&built)?.sha256() == package.sha256(),
        "the same files have made two different archives"
    );
    step.counts.passed += 1;

    // As a host does it.
    let file = folder.path().join(package.file_name());
    fs::write(&file, &package.bytes).context("cannot write the archive")?;
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).context("cannot make a folder")?;
    step.run(
        Command::new("tar")
            .arg("-xzf")
            .arg(&file)
            .arg("-C")
            .arg(&empty),
    )?;
    let home = empty.join(&package.folder);
    for file in ["docs/OPERATIONS.md", "deploy/compose.yaml", "LICENSE-MIT"] {
        ensure!(home.join(file).is_file(), "the archive lacks {file}");
    }
    step.run(
        Command::new("./speedfog-tools")
            .arg("--version")
            .current_dir(&home),
    )?;
    start(step, &home)?;
    ensure!(
        home.join("data/speedfog-racing.db").is_file(),
        "the server has not made its database in its own folder"
    );
    step.counts.passed += 1;
    Ok(())
}

/// Starts the unpacked server with nothing but an address, looks at it, and stops it.
fn start(step: &mut Step, home: &Path) -> Result<()> {
    let listen = server::free_address()?;
    let mut command = Command::new("./speedfog-racing");
    command
        .arg("serve")
        .current_dir(home)
        .env_clear()
        .env("LISTEN", listen.to_string())
        .stdin(Stdio::null());
    let mut process = Background::start("packed server", &mut command, &step.log)?;
    let started = Instant::now();
    while let Err(error) = http::get(listen, "/ready") {
        if let Some(status) = process.ended()? {
            bail!("the packed server has ended ({status})");
        }
        if started.elapsed() > START || interrupt::requested() {
            return Err(error.context("the packed server does not get ready"));
        }
        interrupt::pause();
    }
    let page = http::get(listen, "/")?;
    ensure!(page.contains("<html"), "the packed server shows no page");
    writeln!(step.log, "ready after {:?}", started.elapsed()).context("cannot write the log")?;
    process.stop();
    Ok(())
}
