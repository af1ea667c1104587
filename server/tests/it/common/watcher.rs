//! A spectator that folds what it is told into a state.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::{Api, PATIENCE, Socket};

/// A spectator.
pub(crate) struct Watcher {
    pub(crate) socket: Socket,
    /// The last `race_state`, with later changes folded in.
    pub(crate) state: Value,
    /// Types of the messages, in order of arrival.
    pub(crate) heard: Vec<String>,
    /// The last number of spectators.
    pub(crate) count: u64,
    /// The last `lobby`.
    pub(crate) lobby: Value,
}

impl Watcher {
    /// Watches without an account.
    pub(crate) async fn anonymous(api: &Api, race: Uuid) -> Self {
        Self::open(api, &format!("/ws/race/{race}")).await
    }

    /// Watches without an account, as soon as the server lets anybody in.
    pub(crate) async fn patient(api: &Api, race: Uuid) -> Self {
        let deadline = Instant::now() + PATIENCE * 2;
        loop {
            let socket = Socket::try_open(api.address(), &format!("/ws/race/{race}")).await;
            if let Ok(socket) = socket
                && let Ok(watcher) = Self::try_of(socket).await
            {
                return watcher;
            }
            assert!(Instant::now() < deadline, "nobody is let in");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Watches at this path and waits for the first state.
    pub(crate) async fn open(api: &Api, path: &str) -> Self {
        Self::of(Socket::open(api.address(), path).await).await
    }

    /// Watches at this connection and waits for the first state.
    pub(crate) async fn of(socket: Socket) -> Self {
        Self::try_of(socket).await.expect("an open connection")
    }

    async fn try_of(socket: Socket) -> Result<Self, (u16, String)> {
        let mut watcher = Self {
            socket,
            state: Value::Null,
            heard: Vec::new(),
            count: 0,
            lobby: Value::Null,
        };
        while !watcher.state.is_object() {
            watcher.try_fold_one().await?;
        }
        Ok(watcher)
    }

    /// Watches as somebody.
    pub(crate) async fn signed_in(api: &Api, race: Uuid) -> Self {
        let mut watcher = Self::anonymous(api, race).await;
        watcher
            .socket
            .say(&json!({ "type": "auth", "token": api.token() }))
            .await;
        watcher
    }

    /// Folds one message.
    pub(crate) async fn fold_one(&mut self) -> Value {
        self.try_fold_one().await.expect("an open connection")
    }

    /// Folds one message, or says how the connection ended.
    pub(crate) async fn try_fold_one(&mut self) -> Result<Value, (u16, String)> {
        let message = self.socket.next().await?;
        let kind = message["type"].as_str().unwrap().to_owned();
        match kind.as_str() {
            "race_state" => self.state = message.clone(),
            "leaderboard_update" => self.state["participants"] = message["participants"].clone(),
            "player_update" => {
                let players = self.state["participants"].as_array_mut().unwrap();
                let player = players
                    .iter_mut()
                    .find(|player| player["id"] == message["player"]["id"])
                    .expect("a known participant");
                *player = message["player"].clone();
            }
            "race_status_change" => self.state["race"]["status"] = message["status"].clone(),
            "lobby" => self.lobby = message.clone(),
            "spectator_count" => self.count = message["count"].as_u64().unwrap(),
            _ => {}
        }
        self.heard.push(kind);
        Ok(message)
    }

    /// Folds messages until a condition holds.
    pub(crate) async fn until(&mut self, condition: impl Fn(&Self) -> bool) {
        while !condition(self) {
            self.fold_one().await;
        }
    }

    /// The participant with this login.
    pub(crate) fn player(&self, login: &str) -> &Value {
        self.state["participants"]
            .as_array()
            .unwrap()
            .iter()
            .find(|player| player["twitch_username"] == login)
            .unwrap_or(&Value::Null)
    }

    /// Logins in the order of the leaderboard.
    pub(crate) fn order(&self) -> Vec<&str> {
        self.state["participants"]
            .as_array()
            .unwrap()
            .iter()
            .map(|player| player["twitch_username"].as_str().unwrap())
            .collect()
    }

    /// The status of the race.
    pub(crate) fn status(&self) -> &str {
        self.state["race"]["status"].as_str().unwrap()
    }
}
