//! The samples for hosts in `deploy/`, judged by the programs that read them, and the release.

#[cfg(unix)]
mod release;

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{
    apt, process,
    summary::{Step, Summary},
    workspace,
};

/// The highest exposure accepted by `systemd-analyze security`, in tenths.
const EXPOSURE: &str = "--threshold=15";

/// Runs them all.
pub(super) fn steps(summary: &mut Summary) {
    let ready = summary.step("host programs", |step| apt::ensure(apt::HOSTING, &step.log));
    for (name, check) in [
        ("systemd unit", unit as fn(&mut Step) -> Result<()>),
        ("nginx site", nginx),
        ("Caddyfile", caddy),
    ] {
        if ready {
            summary.step(name, check);
        } else {
            summary.skip(name);
        }
    }
    #[cfg(unix)]
    summary.step("release archive", release::archive);
}

fn sample(name: &str) -> Result<String> {
    let path = workspace::root().join("deploy").join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn unit(step: &mut Step) -> Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let unit = folder.path().join("speedfog-racing.service");
    // Verification wants the program to be there, and this machine has none installed.
    let text = sample("speedfog-racing.service")?
        .replace("/usr/local/bin/speedfog-racing", "/bin/true")
        // Nor has it the user.
        .replace("User=speedfog", "User=daemon");
    fs::write(&unit, text).context("cannot write the unit")?;
    step.run(process::command("systemd-analyze").arg("verify").arg(&unit))?;
    let rate = ["security", "--offline=true", "--no-pager", EXPOSURE];
    step.run(process::command("systemd-analyze").args(rate).arg(&unit))?;
    step.counts.passed += 2;
    Ok(())
}

fn nginx(step: &mut Step) -> Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let at = |name: &str| folder.path().join(name).display().to_string();
    let mut certificate = process::command("openssl");
    certificate
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
        ])
        .args(["-nodes", "-days", "1", "-subj", "/CN=race.example"])
        .args(["-keyout", &at("key.pem"), "-out", &at("cert.pem")]);
    step.run(&mut certificate)?;
    let letsencrypt = "/etc/letsencrypt/live/race.example";
    let site = sample("nginx.conf")?
        .replace(&format!("{letsencrypt}/fullchain.pem"), &at("cert.pem"))
        .replace(&format!("{letsencrypt}/privkey.pem"), &at("key.pem"));
    let whole = format!(
        "pid {};\nevents {{}}\nhttp {{\n{site}\n}}\n",
        at("nginx.pid")
    );
    let config = at("nginx.conf");
    fs::write(Path::new(&config), whole).context("cannot write the configuration")?;
    let log = at("error.log");
    step.run(process::command("nginx").args(["-t", "-q", "-e", &log, "-c", &config]))?;
    step.counts.passed += 1;
    Ok(())
}

fn caddy(step: &mut Step) -> Result<()> {
    let mut command = process::command("caddy");
    command.args([
        "validate",
        "--adapter",
        "caddyfile",
        "--config",
        "deploy/Caddyfile",
    ]);
    step.run(&mut command)?;
    step.counts.passed += 1;
    Ok(())
}
