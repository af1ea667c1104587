//! A participant who plays on through every fault.

use std::time::Duration;

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};
use uuid::Uuid;

use crate::common::Socket;

/// Events on their way at once.
const IN_FLIGHT: usize = 8;

/// How long a runner tries to get on. Outages of a test end sooner.
const STUBBORN: Duration = Duration::from_secs(90);

/// How long a runner waits for a word of the server before it connects again.
const SILENCE: Duration = Duration::from_secs(15);

/// A participant whose mod numbers its events and keeps them until they are acknowledged.
pub(super) struct Runner {
    pub(super) login: String,
    pub(super) race: Uuid,
    pub(super) address: String,
    pub(super) token: String,
    /// What happens to this participant, oldest first: flag and IGT.
    pub(super) script: Vec<(u32, u32)>,
    /// How many events of each runner are acknowledged, and which of them is this one.
    pub(super) ledger: (watch::Sender<Vec<usize>>, usize),
}

/// Back and forth between two zones, `crossings` times, and then the end.
pub(super) fn script(crossings: u32, start: u32) -> Vec<(u32, u32)> {
    let crossing = |step| (FIRST_FLAG + step % 2, start + step * 2000);
    let end = (FINISH_FLAG, start + crossings * 2000);
    (0..crossings).map(crossing).chain([end]).collect()
}

impl Runner {
    /// The IGT of every visit that `events` events make, with the start.
    pub(super) fn visits(&self, events: usize) -> Vec<u64> {
        let crossings = self.script[..events]
            .iter()
            .filter(|(flag, _)| *flag != FINISH_FLAG);
        std::iter::once(0)
            .chain(crossings.map(|(_, igt)| u64::from(*igt)))
            .collect()
    }

    /// How many events are acknowledged.
    pub(super) fn acknowledged(&self) -> usize {
        let (ledger, place) = &self.ledger;
        ledger.borrow()[*place]
    }

    fn has_acknowledged(&self, events: usize) {
        let (ledger, place) = &self.ledger;
        ledger.send_modify(|acknowledged| acknowledged[*place] = events);
    }

    /// Plays everything there is, over as many connections as it takes.
    pub(super) async fn play(&self) {
        let deadline = Instant::now() + STUBBORN;
        while self.acknowledged() < self.script.len() {
            assert!(
                Instant::now() < deadline,
                "{} does not get on after {} events",
                self.login,
                self.acknowledged(),
            );
            match self.connect().await {
                Some(socket) => self.talk(socket).await,
                None => sleep(Duration::from_millis(30)).await,
            }
        }
    }

    /// A connection with its handshake done, if that works now.
    async fn connect(&self) -> Option<Socket> {
        let path = format!("/ws/mod/{}", self.race);
        let mut socket = Socket::try_open(&self.address, &path).await.ok()?;
        let auth = json!({ "type": "auth", "mod_token": self.token });
        socket.try_say(&auth).await.ok()?;
        let answer = timeout(SILENCE, socket.next()).await.ok()?.ok()?;
        if answer["message"] == "Race already finished" {
            // Only the last acknowledgements were lost: without all events there is no end.
            self.has_acknowledged(self.script.len());
        }
        (answer["type"] == "auth_ok").then_some(socket)
    }

    /// Sends events, a few at once, until all are acknowledged or the connection is lost.
    async fn talk(&self, mut socket: Socket) {
        let mut sent = self.acknowledged();
        loop {
            let done = self.acknowledged();
            if done == self.script.len() {
                return;
            }
            while sent < self.script.len().min(done + IN_FLIGHT) {
                if socket.try_say(&self.event(sent)).await.is_err() {
                    return;
                }
                sent += 1;
            }
            let Ok(Ok(message)) = timeout(SILENCE, socket.next()).await else {
                return;
            };
            if message["type"] == "ack" {
                let id = usize::try_from(message["event_id"].as_u64().unwrap()).unwrap();
                assert!(id <= sent, "{} was not sent yet: {id}", self.login);
                assert!(id > done, "acknowledged twice or out of order: {id}");
                self.has_acknowledged(id);
            }
        }
    }

    fn event(&self, index: usize) -> Value {
        let (flag_id, igt_ms) = self.script[index];
        json!({
            "type": "event_flag", "flag_id": flag_id, "igt_ms": igt_ms, "event_id": index + 1,
        })
    }
}
