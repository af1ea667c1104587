//! Running the operator's command. No shell is involved: words are passed on as they are.

use std::{
    io,
    path::Path,
    pin::pin,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{Child, Command},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use super::output::Output;
use crate::config::{ALL_NAMES, RefillSettings};

/// How long a command may take to end when it is asked to. Less than a stop of the server waits.
const GRACE: Duration = Duration::from_secs(5);

/// How long to wait for the rest of the output of a command that has ended.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// What the command is told.
pub(super) struct Wanted<'a> {
    pub(super) pool: &'a str,
    pub(super) pools_dir: &'a Path,
    pub(super) mod_dll: Option<&'a Path>,
}

/// Runs the command to its end.
///
/// # Errors
/// What went wrong, as a sentence, with the last lines of output.
pub(super) async fn run(
    rules: &RefillSettings,
    wanted: &Wanted<'_>,
    shutdown: &CancellationToken,
) -> Result<(), String> {
    let mut child = command(rules, wanted).spawn().map_err(|error| {
        format!(
            "The command {} cannot be started: {error}.",
            rules.command[0]
        )
    })?;
    let mut output = Output::default();
    let outcome = tokio::select! {
        status = wait(&mut child, &mut output, wanted.pool) => match status {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => match status.code() {
                Some(code) => format!("It ended with exit code {code}."),
                None => "It was ended by a signal.".to_owned(),
            },
            Err(error) => format!("It got lost: {error}."),
        },
        () = sleep(rules.time_limit) => {
            let minutes = rules.time_limit.as_secs().div_ceil(60);
            format!("It took longer than {minutes} minutes and was ended.")
        }
        () = shutdown.cancelled() => "It was ended because the server stopped.".to_owned(),
    };
    end(&mut child).await;
    Err(format!("{outcome}{}", output.tail()))
}

/// Waits for the end of the command, and reads what it prints meanwhile.
async fn wait(child: &mut Child, output: &mut Output, pool: &str) -> io::Result<ExitStatus> {
    let mut reading = pin!(read(child.stdout.take(), child.stderr.take(), output, pool));
    let mut silent = false;
    loop {
        tokio::select! {
            status = child.wait() => {
                // What it started may hold the pipes open for ever.
                if !silent {
                    let _ = timeout(LAST_WORDS, &mut reading).await;
                }
                return status;
            }
            () = &mut reading, if !silent => silent = true,
        }
    }
}

fn command(rules: &RefillSettings, wanted: &Wanted<'_>) -> Command {
    let count = rules.seeds.to_string();
    let filled = |word: &String| {
        word.replace("{pool}", wanted.pool)
            .replace("{count}", &count)
    };
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut command = Command::new(&rules.command[0]);
    command.args(rules.command[1..].iter().map(filled));
    // The server's settings are full of secrets, and none of the generator's business.
    for name in ALL_NAMES.concat() {
        command.env_remove(name);
    }
    command
        .env("POOL_NAME", wanted.pool)
        .env("SEED_COUNT", count)
        .env("SEEDS_POOL_DIR", absolute(wanted.pools_dir))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // It starts programs of its own; a group lets us end them all.
        .process_group(0)
        .kill_on_drop(true);
    if let Some(mod_dll) = wanted.mod_dll {
        command.env("MOD_DLL", absolute(mod_dll));
    }
    command
}

/// Reads both streams to their end.
async fn read(
    mut stdout: Option<impl AsyncRead + Unpin>,
    mut stderr: Option<impl AsyncRead + Unpin>,
    output: &mut Output,
    pool: &str,
) {
    let (mut out, mut err) = ([0; 4096], [0; 4096]);
    while stdout.is_some() || stderr.is_some() {
        let (bytes, open) = tokio::select! {
            read = some(&mut stdout, &mut out) => (&out[..read], read > 0 || { stdout = None; false }),
            read = some(&mut stderr, &mut err) => (&err[..read], read > 0 || { stderr = None; false }),
        };
        let mut lines = output.take(bytes);
        if !open {
            lines.extend(output.end_line());
        }
        for line in lines {
            tracing::info!(pool.name = %pool, "generator: {line}");
        }
    }
}

/// The next bytes of a stream: none at its end, and never if it has ended before.
async fn some(stream: &mut Option<impl AsyncRead + Unpin>, buffer: &mut [u8]) -> usize {
    match stream {
        Some(stream) => stream.read(buffer).await.unwrap_or(0),
        None => std::future::pending().await,
    }
}

/// Asks the whole group to end, and ends what does not.
async fn end(child: &mut Child) {
    let Some(id) = child.id() else { return };
    let group = Pid::from_raw(id.cast_signed());
    // Each call may come too late, which is fine.
    let _ = killpg(group, Signal::SIGTERM);
    let _ = timeout(GRACE, child.wait()).await;
    let _ = killpg(group, Signal::SIGKILL);
    let _ = child.wait().await;
}
