//! Several races at once, whose participants play on through every fault.

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};
use tokio::{sync::watch, task::JoinSet, time::timeout};
use uuid::Uuid;

use super::runner::{Runner, script};
use crate::common::{Api, Game, Watcher};

/// How long a part of a course may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A page that hears nothing for so long has heard everything.
const QUIET: Duration = Duration::from_millis(500);

/// Races with their runners.
pub(super) struct Course {
    anonymous: Api,
    ledger: watch::Receiver<Vec<usize>>,
    pub(super) races: Vec<Uuid>,
    pub(super) runners: Vec<Arc<Runner>>,
}

impl Course {
    /// Starts `races` races of `runners` runners with `crossings` gates each.
    pub(super) async fn start(anonymous: Api, races: u32, runners: u32, crossings: u32) -> Self {
        let organizer = anonymous.sign_in("organizer", "organizer").await;
        let places = usize::try_from(races * runners).unwrap();
        let ledger = watch::Sender::new(vec![0; places]);
        let mut course = Self {
            anonymous,
            ledger: ledger.subscribe(),
            races: Vec::new(),
            runners: Vec::new(),
        };
        for number in 0..races {
            let race = organizer.create_race().await.id;
            for runner in 0..runners {
                let login = format!("runner{number}_{runner}");
                let api = course.anonymous.sign_in(&login, "user").await;
                let game = Game::enter(&organizer, &api, race).await;
                game.socket.close().await;
                course.runners.push(Arc::new(Runner {
                    login,
                    race,
                    address: api.address().to_owned(),
                    token: game.token,
                    // Whoever comes later in the list is later by a millisecond.
                    script: script(crossings, 10_000 + runner),
                    ledger: (ledger.clone(), course.runners.len()),
                }));
            }
            organizer.act(race, "start").await.ok::<Value>();
            course.races.push(race);
        }
        course
    }

    /// How many events there are in all.
    pub(super) fn events(&self) -> usize {
        let scripts = self.runners.iter().map(|runner| runner.script.len());
        scripts.sum()
    }

    /// Everybody begins to play.
    pub(super) fn play(&self) -> JoinSet<()> {
        let runners = self.runners.iter().cloned();
        runners
            .map(|runner| async move { runner.play().await })
            .collect()
    }

    /// Waits until so many events are acknowledged in all, and returns how many of each runner.
    pub(super) async fn reaches(&self, events: usize) -> Vec<usize> {
        let mut ledger = self.ledger.clone();
        let reached = ledger.wait_for(|each| each.iter().sum::<usize>() >= events);
        let reached = timeout(PATIENCE, reached).await.expect("progress in time");
        reached.unwrap().clone()
    }

    /// How many events of each runner are acknowledged.
    pub(super) fn acknowledged(&self) -> Vec<usize> {
        self.ledger.borrow().clone()
    }

    /// Every runner has exactly the visits of the own script, in order and each once, up to some point
    /// that is not before the events of `acknowledged`.
    pub(super) async fn keeps(&self, acknowledged: &[usize]) {
        for race in &self.races {
            let watcher = Watcher::patient(&self.anonymous, *race).await;
            for (runner, known) in self.runners.iter().zip(acknowledged) {
                if runner.race != *race {
                    continue;
                }
                let visits = visits(watcher.player(&runner.login));
                let Some(stored) = visits.len().checked_sub(1) else {
                    assert_eq!(*known, 0, "{} has not begun", runner.login);
                    continue;
                };
                assert_eq!(visits, runner.visits(stored), "{}", runner.login);
                let told = runner.visits(*known).len() - 1;
                assert!(stored >= told, "{}: {stored} of {told}", runner.login);
            }
        }
    }

    /// Every race is over and shows exactly what happened.
    pub(super) async fn is_complete(&self) {
        let all: Vec<_> = self.runners.iter().map(|one| one.script.len()).collect();
        assert_eq!(self.acknowledged(), all);
        self.keeps(&all).await;
        for race in &self.races {
            let watcher = Watcher::anonymous(&self.anonymous, *race).await;
            assert_eq!(watcher.status(), "finished");
            let field = self.runners.iter().filter(|runner| runner.race == *race);
            let order: Vec<_> = field.clone().map(|runner| &runner.login).collect();
            assert_eq!(watcher.order(), order);
            for runner in field {
                let player = watcher.player(&runner.login);
                assert_eq!(player["status"], "finished");
                assert_eq!(player["igt_ms"], runner.script[runner.script.len() - 1].1);
            }
        }
    }
}

/// The times of a participant's visits.
fn visits(player: &Value) -> Vec<u64> {
    let igt = |visit: &Value| visit["igt_ms"].as_u64().unwrap();
    let history = player["zone_history"].as_array();
    history.map_or_else(Vec::new, |history| history.iter().map(igt).collect())
}

/// What a page shows of everybody, without who is connected.
pub(super) fn standings(watcher: &Watcher) -> Value {
    let mut players = watcher.state["participants"].clone();
    for player in players.as_array_mut().unwrap() {
        player["mod_connected"] = json!(null);
    }
    players
}

/// What a page was shown until it heard no more, or was asked to come back later.
pub(super) async fn told(watcher: &mut Watcher) -> Value {
    loop {
        match timeout(QUIET, watcher.try_fold_one()).await {
            Ok(Ok(_)) => {}
            Ok(Err((code, reason))) => {
                assert_eq!(code, 1013, "{reason}");
                break;
            }
            // A race that waits for nothing keeps its pages.
            Err(_) => break,
        }
    }
    standings(watcher)
}

/// Nobody is thrown back: neither time nor deaths nor visits nor layer.
pub(super) fn goes_on(before: &Value, after: &Value) {
    let after = after.as_array().unwrap();
    for earlier in before.as_array().unwrap() {
        let later = after.iter().find(|later| later["id"] == earlier["id"]);
        let later = later.expect("everybody is still there");
        for figure in ["igt_ms", "death_count", "current_layer"] {
            let [then, now] = [earlier, later].map(|player| player[figure].as_u64());
            assert!(now >= then, "{figure} fell from {then:?} to {now:?}");
        }
        let [then, now] = [earlier, later].map(visits);
        assert!(now.starts_with(&then), "the path changed");
    }
}
