//! A server that stops, in an orderly way or not.

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};

use crate::common::{Api, Game, ServerProcess, Socket, TestServer, Watcher};

#[tokio::test]
async fn an_orderly_restart_keeps_everything() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.flag(FIRST_FLAG, 60_000).await;
    game.status(61_000, 2).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher.until(|w| w.player("ann")["igt_ms"] == 61_000).await;
    let before = watcher.player("ann").clone();

    let (restarted, (), ()) = tokio::join!(
        server.restart(),
        async { assert_eq!(game.socket.closed().await.0, 1001) },
        async { assert_eq!(watcher.socket.closed().await.0, 1001) },
    );
    let () = restarted;
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    let mut after = watcher.player("ann").clone();
    after["mod_connected"] = json!(true);
    assert_eq!(after, before);
    let (mut again, auth_ok) = Game::connect(&server.address(), race, &game.token).await;
    assert_eq!(auth_ok["race"]["status"], "running");
    assert_eq!(again.expect(&["zone_update"]).await["node_id"], "left");
}

/// A mod that numbers its events and keeps them until they are acknowledged.
struct Careful {
    api: Api,
    token: String,
    /// What happens to this participant, oldest first: flag and IGT.
    script: Vec<(u32, u32)>,
    /// How many of them the server has acknowledged.
    acknowledged: usize,
}

impl Careful {
    fn event(&self, index: usize) -> Value {
        let (flag_id, igt_ms) = self.script[index];
        json!({
            "type": "event_flag", "flag_id": flag_id, "igt_ms": igt_ms, "event_id": index + 1,
        })
    }

    /// Sends what is not acknowledged, up to `in_flight` events beyond `enough`, and listens until
    /// `enough` events are acknowledged in all.
    async fn play(&mut self, race: uuid::Uuid, enough: usize, in_flight: usize) {
        let (mut socket, _) = Game::connect(self.api.address(), race, &self.token).await;
        for index in self.acknowledged..enough + in_flight {
            socket.say(&self.event(index)).await;
        }
        while self.acknowledged < enough {
            assert!(self.listen(&mut socket).await, "the connection broke");
        }
    }

    async fn listen(&mut self, socket: &mut Socket) -> bool {
        let Ok(message) = socket.next().await else {
            return false;
        };
        if message["type"] == "ack" {
            let id = usize::try_from(message["event_id"].as_u64().unwrap()).unwrap();
            assert_eq!(id, self.acknowledged + 1, "in order and once");
            self.acknowledged = id;
        }
        true
    }

    /// Nodes that the participant must have visited, start included.
    fn visits(&self, events: usize) -> usize {
        let visits = self.script[..events]
            .iter()
            .filter(|(flag, _)| *flag != FINISH_FLAG);
        visits.count() + 1
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let mut server = ServerProcess::start().await;
    let organizer = server.anonymous().sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut mods = Vec::new();
    for number in 0..4u32 {
        let api = server
            .anonymous()
            .sign_in(&format!("runner{number}"), "user")
            .await;
        let game = Game::enter(&organizer, &api, race).await;
        game.socket.close().await;
        // Back and forth between two zones, then on to the end.
        let mut script: Vec<_> = (0..60u32)
            .map(|step| (FIRST_FLAG + step % 2, 10_000 + number + step * 2000))
            .collect();
        script.push((FINISH_FLAG, 200_000 + number));
        mods.push(Careful {
            api,
            token: game.token,
            script,
            acknowledged: 0,
        });
    }
    organizer.act(race, "start").await.ok::<Value>();

    for (round, enough) in [5, 17, 40].into_iter().enumerate() {
        // Everything is on its way; the server dies while it is dealing with it.
        let playing = mods
            .iter_mut()
            .map(|careful| careful.play(race, enough, 10));
        futures_util::future::join_all(playing).await;
        server.kill();
        server.start_again().await;

        let watcher = Watcher::anonymous(&server.anonymous(), race).await;
        assert_eq!(watcher.status(), "running", "round {round}");
        for (number, careful) in mods.iter().enumerate() {
            let player = watcher.player(&format!("runner{number}"));
            let history = player["zone_history"].as_array().unwrap();
            assert!(
                history.len() >= careful.visits(careful.acknowledged),
                "round {round}: {} visits after {} acknowledged events",
                history.len(),
                careful.acknowledged,
            );
        }
    }
    let playing = mods.iter_mut().map(|careful| {
        let all = careful.script.len();
        careful.play(race, all, 0)
    });
    futures_util::future::join_all(playing).await;

    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(watcher.status(), "finished");
    assert_eq!(
        watcher.order(),
        ["runner0", "runner1", "runner2", "runner3"]
    );
    for (number, careful) in mods.iter().enumerate() {
        let player = watcher.player(&format!("runner{number}"));
        assert_eq!(player["igt_ms"], 200_000 + number);
        let history = player["zone_history"].as_array().unwrap();
        let igts: Vec<_> = history
            .iter()
            .map(|visit| visit["igt_ms"].as_u64().unwrap())
            .collect();
        let expected: Vec<_> = std::iter::once(0)
            .chain(careful.script[..60].iter().map(|(_, igt)| u64::from(*igt)))
            .collect();
        assert_eq!(igts, expected, "nothing lost, nothing twice");
    }
}
