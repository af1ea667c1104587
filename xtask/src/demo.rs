//! The demo race: simulated racers on the running server, one race after the other.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{process, process::Background, server, server::Server, workspace};

/// How many racers take part.
const RACERS: &str = "8";
/// How many times faster than a person they are: a sprint then lasts some minutes.
const SPEED: &str = "6";
/// Seconds of countdown before the start.
const COUNTDOWN: &str = "10";
/// How long the podium of a race is left alone before the next race begins.
const BREAK: Duration = Duration::from_secs(60);
/// A race that ends sooner than this has not been raced.
const TOO_SHORT: Duration = Duration::from_secs(10);

/// The demo on one server.
#[derive(Debug)]
pub(crate) struct Demo {
    server: String,
    log_path: PathBuf,
    log: File,
    /// Number of the current race; makes every race another one.
    round: u32,
    /// Where the output of the current race begins in the log.
    log_from: usize,
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
        let log_path = data.join("log").join("demo.log");
        let mut demo = Self {
            server: format!("http://{}", server.listen),
            log: server::log_file(&log_path)?,
            log_path,
            round: 0,
            log_from: 0,
            state: State::GivenUp,
        };
        demo.next_race()?;
        Ok(demo)
    }

    /// The address of the current race, once it has one.
    pub(crate) fn page(&self) -> Option<String> {
        let log = fs::read(&self.log_path).ok()?;
        find_page(
            &String::from_utf8_lossy(log.get(self.log_from..)?),
            &self.server,
        )
    }

    /// Looks after the race: to be called again and again.
    ///
    /// # Errors
    /// When a process cannot be watched or started.
    pub(crate) fn tick(&mut self) -> Result<()> {
        match &mut self.state {
            State::Racing { racers, since } => {
                let Some(status) = racers.ended()? else {
                    return Ok(());
                };
                if since.elapsed() >= TOO_SHORT {
                    self.state = State::Break {
                        until: Instant::now() + BREAK,
                    };
                } else {
                    println!(
                        "The demo race did not come about ({status}); see {}",
                        self.log_path.display()
                    );
                    self.state = State::GivenUp;
                }
                Ok(())
            }
            State::Break { until } if Instant::now() >= *until => self.next_race(),
            State::Break { .. } | State::GivenUp => Ok(()),
        }
    }

    fn next_race(&mut self) -> Result<()> {
        self.round += 1;
        self.log_from =
            fs::metadata(&self.log_path).map_or(0, |file| usize::try_from(file.len()).unwrap_or(0));
        let mut command = process::command(workspace::binary("release", "speedfog-tools")?);
        command
            .args(["race-sim", "--server", &self.server, "--pool", "sprint"])
            .args([
                "--racers",
                RACERS,
                "--speed",
                SPEED,
                "--countdown",
                COUNTDOWN,
            ])
            .args(["--seed", &self.round.to_string()])
            .args(["--name", &format!("Demo race {}", self.round)]);
        let racers = Background::start("demo race", &mut command, &self.log)?;
        self.state = State::Racing {
            racers,
            since: Instant::now(),
        };
        Ok(())
    }
}

/// Finds the line in which the simulation says where its race is.
fn find_page(output: &str, server: &str) -> Option<String> {
    let start = format!("{server}/race/");
    output
        .lines()
        .map(str::trim)
        .find(|line| line.starts_with(&start))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::find_page;

    #[test]
    fn the_page_of_a_race_is_found_in_what_the_simulation_says() {
        let output = "race \"Demo\" in pool sprint\nhttp://127.0.0.1:8000/race/1b2c\n0:10 …\n";
        let page = find_page(output, "http://127.0.0.1:8000");
        assert_eq!(page.as_deref(), Some("http://127.0.0.1:8000/race/1b2c"));
        assert_eq!(
            find_page("error: no seed left", "http://127.0.0.1:8000"),
            None
        );
    }
}
