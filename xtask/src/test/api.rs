//! The API held against its own description: requests are generated from the OpenAPI document, and
//! every answer must be one that it describes.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{e2e, rust};
use crate::{
    http, process,
    server::tail,
    summary::{Step, Summary},
    workspace,
};

/// The version of the generator that this step is written for.
const VERSION: &str = "4.32.5";

/// What every answer must be.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance,response_headers_conformance,unsupported_method";

/// Random requests for each route, besides those that go along the edges of what is allowed.
const EXAMPLES: &str = "10";

/// Makes every run ask the same.
const SEED: &str = "1";

/// Who asks: a role, or nobody.
const ASKING: [Option<&str>; 3] = [None, Some("organizer"), Some("admin")];

/// Archives are sent like any other bytes; the generator knows no media type of its own for them.
const HOOKS: &str = r#"
import schemathesis
schemathesis.serializer.alias("application/zip", "application/octet-stream")
"#;

/// Runs it, after building the programs that it needs.
pub(super) fn steps(summary: &mut Summary) {
    if summary.step("programs for the API", rust::programs) {
        summary.step("API and description", check);
    } else {
        summary.skip("API and description");
    }
}

fn check(step: &mut Step) -> Result<()> {
    let program = match program(step) {
        Ok(program) => program,
        Err(error) => {
            println!("skipped: schemathesis {VERSION} cannot be installed ({error:#})");
            step.counts.skipped += ASKING.len() as u64;
            return Ok(());
        }
    };
    let data = tempfile::tempdir().context("no temporary folder")?;
    let hooks = data.path().join("hooks.py");
    fs::write(&hooks, HOOKS).with_context(|| format!("cannot write {}", hooks.display()))?;
    let mut server = e2e::sample_server(step, data.path())?;
    let mut outcome = Ok(());
    for role in ASKING {
        let config = data.path().join("schemathesis.toml");
        fs::write(&config, configuration(server.listen, role, &hooks)?)
            .with_context(|| format!("cannot write {}", config.display()))?;
        let asked = step.run(&mut generator(&program, &config, server.listen));
        match &asked {
            Ok(()) => step.counts.passed += 1,
            Err(_) => step.counts.failed += 1,
        }
        outcome = outcome.and(asked);
    }
    let alive = server.check();
    let log = fs::read_to_string(&server.log).unwrap_or_default();
    drop(server);
    outcome
        .and(alive)
        .with_context(|| format!("end of the server's log:\n{}", tail(&log, 20)))
}

fn generator(program: &Path, config: &Path, server: SocketAddr) -> Command {
    let mut command = process::command(program);
    command
        .arg("--config-file")
        .arg(config)
        .arg("run")
        .arg(format!("http://{server}/docs/openapi.json"))
        .args(["--checks", CHECKS, "--phases", "coverage,fuzzing"])
        .args(["--seed", SEED, "--max-examples", EXAMPLES])
        .args(["--generation-database", "none", "--warnings", "off"])
        .arg("--no-color");
    command
}

/// Where the generator finds things that exist, and how it signs in. Deleting a race concerns
/// another one than the rest, which would come to an early end.
fn configuration(server: SocketAddr, role: Option<&str>, hooks: &Path) -> Result<String> {
    let sign_in = r#"{"twitch_username":"asking","role":"organizer"}"#;
    let signed_in = http::post(server, "/api/auth/dev", None, sign_in)?;
    let token = text(&signed_in, "token")?;
    let race = || {
        let race = r#"{"name":"Asked","pool_name":"sprint","organizer_participates":true}"#;
        text(&http::post(server, "/api/races", Some(&token), race)?, "id")
    };
    let (asked, deleted) = (race()?, race()?);
    let mut config = format!(
        r#"
hooks = "{}"

[parameters]
race_id = "{asked}"
username = "asking"

[[operations]]
include-name = "DELETE /api/races/{{race_id}}"
parameters = {{ race_id = "{deleted}" }}
"#,
        hooks.display()
    );
    if let Some(role) = role {
        config += &format!(
            r#"
[auth.dynamic.openapi.bearer]
path = "/api/auth/dev"
method = "post"
payload = {{ twitch_username = "asking", role = "{role}" }}
extract_from = "body"
extract_selector = "/token"
"#
        );
    }
    Ok(config)
}

fn text(json: &str, field: &str) -> Result<String> {
    let json: Value = serde_json::from_str(json).context("the server does not answer with JSON")?;
    let text = json[field].as_str();
    text.map(str::to_owned)
        .with_context(|| format!("the answer has no {field}"))
}

/// Finds the generator, or installs it into a Python environment of its own in the cache folder.
fn program(step: &mut Step) -> Result<PathBuf> {
    let folder = workspace::cache()?.join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin").join("schemathesis");
    if process::output(Command::new(&program).arg("--version")).is_none() {
        let mut environment = process::command("python3");
        step.run(environment.args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut install = process::command(folder.join("bin").join("pip"));
        install.args(["install", "--quiet", "--disable-pip-version-check"]);
        step.run(install.arg(format!("schemathesis=={VERSION}")))?;
    }
    Ok(program)
}
