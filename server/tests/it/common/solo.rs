//! One solo session with a scripted mod and spectators.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Api, Game, Socket, Watcher};

/// The pool that sessions here are played on.
pub(crate) const TRAINING_POOL: &str = "training_sprint";

/// A session that somebody plays.
pub(crate) struct Solo {
    pub(crate) api: Api,
    pub(crate) id: Uuid,
    /// Secret of the mod.
    pub(crate) token: String,
}

impl Solo {
    /// Begins a session and takes the token out of its pack.
    pub(crate) async fn begin(api: &Api) -> Self {
        Self::begin_with(api, json!({})).await
    }

    /// The same with some wishes.
    pub(crate) async fn begin_with(api: &Api, wishes: Value) -> Self {
        let mut body = json!({ "pool_name": TRAINING_POOL });
        for (key, value) in wishes.as_object().unwrap() {
            body[key] = value.clone();
        }
        let session: Value = api.post("/api/training", &body).await.ok();
        let id: Uuid = session["id"].as_str().unwrap().parse().unwrap();
        let pack = api.get(&format!("/api/training/{id}/pack")).await;
        let config = pack.player_config();
        Self {
            api: api.clone(),
            id,
            token: config["server"]["mod_token"].as_str().unwrap().to_owned(),
        }
    }

    /// Path of the mod's socket.
    pub(crate) fn path(&self) -> String {
        format!("/ws/training/{}", self.id)
    }

    /// The session as the API tells it.
    pub(crate) async fn read(&self) -> Value {
        self.api
            .get(&format!("/api/training/{}", self.id))
            .await
            .ok()
    }

    /// Connects the mod, with the handshake done.
    pub(crate) async fn connect(&self) -> (Socket, Value) {
        Game::connect_at(self.api.address(), &self.path(), &self.token).await
    }

    /// Connects the mod and passes over everything that a new connection is told.
    pub(crate) async fn play(&self) -> Socket {
        let (mut socket, _) = self.connect().await;
        socket.expect(&["zone_update"]).await;
        socket
    }

    /// Watches, with this addition to the address and this first message.
    pub(crate) async fn watch(&self, query: &str, auth: &Value) -> Watcher {
        let path = format!("{}/spectate{query}", self.path());
        let mut socket = Socket::open(self.api.address(), &path).await;
        socket.say(auth).await;
        Watcher::of(socket).await
    }

    /// Watches without an account.
    pub(crate) async fn watch_anonymously(&self) -> Watcher {
        self.watch("", &json!({ "type": "auth" })).await
    }
}
