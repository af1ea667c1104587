//! One participant with a scripted mod.

use serde_json::{Value, json};
use speedfog_protocol::rest::Participant;
use uuid::Uuid;

use super::{Api, Socket};

/// A participant's mod.
pub(crate) struct Game {
    pub(crate) participant: Participant,
    pub(crate) token: String,
    pub(crate) socket: Socket,
    /// The answer to the handshake.
    pub(crate) auth_ok: Value,
}

impl Game {
    /// Joins an open race, has the seeds released if they are not, and connects the mod.
    pub(crate) async fn enter(organizer: &Api, player: &Api, race: Uuid) -> Self {
        let participant = player.join(race).await;
        if organizer.race(race).await.seeds_released_at.is_none() {
            organizer.act(race, "release-seeds").await.ok::<Value>();
        }
        let token = player.mod_token(race).await;
        let (socket, auth_ok) = Self::connect(player.address(), race, &token).await;
        Self {
            participant,
            token,
            socket,
            auth_ok,
        }
    }

    /// A connection with its handshake done.
    pub(crate) async fn connect(address: &str, race: Uuid, token: &str) -> (Socket, Value) {
        Self::connect_at(address, &format!("/ws/mod/{race}"), token).await
    }

    /// The same at any path.
    pub(crate) async fn connect_at(address: &str, path: &str, token: &str) -> (Socket, Value) {
        let mut socket = Socket::open(address, path).await;
        socket
            .say(&json!({ "type": "auth", "mod_token": token }))
            .await;
        let answer = socket.next().await.unwrap();
        assert_eq!(answer["type"], "auth_ok", "{answer}");
        (socket, answer)
    }

    pub(crate) async fn say(&mut self, message: Value) {
        self.socket.say(&message).await;
    }

    pub(crate) async fn status(&mut self, igt_ms: u32, death_count: u32) {
        self.say(json!({
            "type": "status_update", "igt_ms": igt_ms, "death_count": death_count,
        }))
        .await;
    }

    pub(crate) async fn flag(&mut self, flag_id: u32, igt_ms: u32) {
        self.say(json!({ "type": "event_flag", "flag_id": flag_id, "igt_ms": igt_ms }))
            .await;
    }
}
