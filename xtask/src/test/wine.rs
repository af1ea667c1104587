//! The mod in the stand-in for the game, under Wine, against the real server.

use std::{fs, path::Path, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};

use super::{counts, rust, web};
use crate::{
    apt, game_mod, process,
    summary::{Step, Summary},
    workspace,
};

/// Runs the tests and what they build on. Left out where there is no Wine and none can be had.
pub(super) fn steps(summary: &mut Summary) {
    let Some(ready) = prepare(summary) else {
        return;
    };
    summary.step("mod lints", |step| {
        apt::ensure(apt::CROSS_LINTS, &step.log)?;
        game_mod::lint(&step.log)
    });
    if ready {
        summary.step("mod tests", tests);
    } else {
        summary.skip("mod tests");
    }
}

/// Measures what the mod costs a game, with the figures on this terminal.
///
/// # Errors
/// When there is no place for the logs; a failing step is no error here.
pub(crate) fn measure() -> Result<bool> {
    let mut summary = Summary::new(workspace::target()?.join("xtask").join("logs"))?;
    if prepare(&mut summary) == Some(true) {
        summary.step("figures", |step| {
            let outcome = step.run(&mut command(&["measure::", "--nocapture"])?);
            let said = step.said();
            let figures = said
                .lines()
                .skip_while(|line| !line.contains("load before"));
            for line in figures.filter(|line| line.starts_with("  ")) {
                println!("{line}");
            }
            outcome
        });
    }
    Ok(summary.finish())
}

/// Builds everything. None where there is no Wine and none can be had, else whether it worked.
fn prepare(summary: &mut Summary) -> Option<bool> {
    if !summary.step_if_possible("wine", |step| {
        apt::ensure(apt::WINE, &step.log)?;
        apt::ensure(apt::CROSS_BUILD, &step.log)?;
        apt::ensure_vulkan_driver(&step.log)
    }) {
        return None;
    }
    let ready = summary.step("mod build", |step| {
        game_mod::build_with_stand_in(&step.log).map(drop)
    }) && summary.step("mod programs", |step| {
        web::packages(step)?;
        web::build_if_stale(step)?;
        rust::programs(step)?;
        prefix(step)
    });
    Some(ready)
}

fn tests(step: &mut Step) -> Result<()> {
    // All programs in one Wine share its keyboard, so the test of the keys runs alone.
    let others = [
        "--skip",
        "keys::",
        "--skip",
        "measure::",
        "--test-threads=2",
    ];
    let outcome = [&["keys::"][..], &others]
        .into_iter()
        .try_for_each(|arguments| step.run(&mut command(arguments)?));
    step.counts += counts::cargo(&step.said());
    outcome
}

/// The tests of the stand-in, with these arguments.
fn command(arguments: &[&str]) -> Result<Command> {
    let shots = workspace::target()?.join("xtask").join("shots");
    fs::create_dir_all(&shots).with_context(|| format!("cannot create {}", shots.display()))?;
    let built = game_mod::folder()?;
    let mut command = process::cargo();
    command
        .args(["test", "--package", "speedfog-standin", "--test", "wine"])
        .args(["--locked", "--", "--ignored"])
        .args(arguments)
        .env("MOD_TEST_LIBRARY", built.join(game_mod::LIBRARY))
        .env("MOD_TEST_STAND_IN", built.join(game_mod::STAND_IN))
        .env(
            "MOD_TEST_SERVER",
            workspace::binary("debug", "speedfog-racing")?,
        )
        .env("MOD_TEST_SHOTS", shots)
        // Without it DirectX 12 hangs on the second heap of descriptors.
        .env("VKD3D_CONFIG", "virtual_heaps");
    wine_environment(&mut command)?;
    Ok(command)
}

/// The folder in which Wine keeps its Windows.
fn prefix_folder() -> Result<PathBuf> {
    Ok(workspace::cache()?.join("wine"))
}

fn wine_environment(command: &mut Command) -> Result<&mut Command> {
    Ok(command
        .env("WINEPREFIX", prefix_folder()?)
        .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
        .env("WINEDEBUG", "-all"))
}

/// Makes that folder once, with the one library that Wine lacks.
fn prefix(step: &mut Step) -> Result<()> {
    let system = prefix_folder()?.join("drive_c/windows/system32");
    let library = system.join("bcryptprimitives.dll");
    if library.exists() {
        return Ok(());
    }
    fs::create_dir_all(prefix_folder()?).context("cannot create a folder for Wine")?;
    step.run(wine_environment(
        process::command("wine").args(["wineboot", "--init"]),
    )?)?;
    step.run(wine_environment(
        process::command("wineserver").arg("--wait"),
    )?)?;
    ensure!(system.is_dir(), "Wine has made no Windows");
    let source = Path::new("mod/standin/wine/bcryptprimitives.c");
    let mut compile = process::command("x86_64-w64-mingw32-gcc");
    compile.args(["-shared", "-O1", "-o"]).arg(&library);
    step.run(compile.arg(source).arg("-ladvapi32"))
}
