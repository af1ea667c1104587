//! The demo race: simulated racers on the running server, one race after the other.

use std::{
    fs::File,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{http, process, process::Background, server, server::Server, workspace};

/// How many racers take part.
const RACERS: &str = "8";
/// How many times faster than a person they are: a sprint then lasts some minutes.
const SPEED: &str = "10";
/// How long the podium of a race is left alone before the next race begins.
const BREAK: Duration = Duration::from_secs(30);
/// A race that ends sooner than this has not been raced.
const TOO_SHORT: Duration = Duration::from_secs(10);

/// The demo on one server.
#[derive(Debug)]
pub(crate) struct Demo {
    server: String,
    log: File,
    /// Number of the current race; makes every race another one.
    round: u32,
    state: State,
}

#[derive(Debug)]
enum State {
    Racing { racers: Background, since: Instant },
    Break { until: Instant },
    GivenUp,
}

impl Demo {
    /// Starts the first race.
    ///
    /// # Errors
    /// When the racers cannot be started.
    pub(crate) fn start(server: &Server, data: &Path) -> Result<Self> {
        let log = server::log_file(&data.join("log").join("demo.log"))?;
        let address = format!("http://{}", server.listen);
        let state = race(&address, 1, &log)?;
        Ok(Self {
            server: address,
            log,
            round: 1,
            state,
        })
    }

    /// Looks after the race: to be called again and again.
    ///
    /// # Errors
    /// When a process cannot be watched or started.
    pub(crate) fn tick(&mut self) -> Result<()> {
        self.state = match &mut self.state {
            State::Racing { racers, since } => match racers.ended()? {
                None => return Ok(()),
                Some(status) if status.success() && since.elapsed() >= TOO_SHORT => State::Break {
                    until: Instant::now() + BREAK,
                },
                Some(status) => {
                    println!(
                        "The demo race has ended early ({status}); see demo.log beside the server's log."
                    );
                    State::GivenUp
                }
            },
            State::Break { until } if Instant::now() >= *until => {
                self.round += 1;
                race(&self.server, self.round, &self.log)?
            }
            State::Break { .. } | State::GivenUp => return Ok(()),
        };
        Ok(())
    }
}

fn race(server: &str, round: u32, log: &File) -> Result<State> {
    let mut command = process::command(workspace::binary("release", "speedfog-tools")?);
    command
        .args(["race-sim", "--server", server, "--pool", "sprint"])
        .args(["--racers", RACERS, "--speed", SPEED])
        .args(["--seed", &round.to_string()]);
    let racers = Background::start("demo race", &mut command, log)?;
    Ok(State::Racing {
        racers,
        since: Instant::now(),
    })
}

/// The path of the newest race that is not over, if there is one.
///
/// # Errors
/// When the server does not answer as expected.
pub(crate) fn current_race(server: &Server) -> Result<Option<String>> {
    let answer = http::get_json(server.listen, "/api/races")?;
    let races = answer["races"]
        .as_array()
        .context("the answer lists no races")?;
    Ok(newest_open(races).map(|id| format!("/race/{id}")))
}

fn newest_open(races: &[Value]) -> Option<&str> {
    races
        .iter()
        .filter(|race| race["status"] != "finished")
        .max_by_key(|race| race["created_at"].as_str())
        .and_then(|race| race["id"].as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::newest_open;

    #[test]
    fn the_newest_race_that_is_not_over_is_shown() {
        let races = [
            json!({ "id": "a", "status": "running", "created_at": "2026-11-23T10:00:00Z" }),
            json!({ "id": "b", "status": "setup", "created_at": "2026-11-23T11:00:00Z" }),
            json!({ "id": "c", "status": "finished", "created_at": "2026-11-23T12:00:00Z" }),
        ];
        assert_eq!(newest_open(&races), Some("b"));
        assert_eq!(newest_open(&races[2..]), None);
    }
}
