//! Who hears of what in a race, and in which order: a row for each thing that can happen.

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use uuid::Uuid;

use crate::common::{Api, Game, Socket, TestServer, Watcher};

const BOARD: &str = "leaderboard_update";
const PLAYER: &str = "player_update";
const STATE: &str = "race_state";

/// What happens.
enum Deed<'d> {
    /// The mod of `ann` says this.
    Says(Value),
    /// The mod of `bob` says this.
    BobSays(Value),
    /// The organizer asks for this of the race.
    Orders(&'d str),
    /// Somebody does this in the race.
    Does(&'d Api, &'d str),
}
use Deed::{BobSays, Does, Orders, Says};

/// A race with the mods of `ann` and `bob` and one spectator, who have read everything so far.
struct Scene {
    server: TestServer,
    organizer: Api,
    ann: Api,
    bob: Api,
    race: Uuid,
    anns: Game,
    bobs: Game,
    page: Socket,
}

fn status(igt_ms: u32) -> Value {
    json!({ "type": "status_update", "igt_ms": igt_ms, "death_count": 0 })
}

fn flag(flag_id: u32, igt_ms: u32) -> Value {
    json!({ "type": "event_flag", "flag_id": flag_id, "igt_ms": igt_ms })
}

/// The type of a message, with the node or status that it tells.
fn told(message: &Value) -> String {
    let kind = message["type"].as_str().unwrap();
    match kind {
        "zone_update" => format!("{kind} {}", message["node_id"].as_str().unwrap()),
        "race_status_change" => format!("{kind} {}", message["status"].as_str().unwrap()),
        _ => kind.to_owned(),
    }
}

/// Reads what is expected, and asserts that nothing else has come.
async fn hears(who: &str, socket: &mut Socket, expected: &[&str], cause: &str) {
    let mut heard = Vec::new();
    for _ in expected {
        heard.push(told(&socket.next().await.unwrap()));
    }
    assert_eq!(heard, expected, "{who} hears of {cause}");
    // The answer to this follows at once if nothing else does.
    socket
        .say(&json!({ "type": "clock", "client_ms": 7 }))
        .await;
    let next = told(&socket.next().await.unwrap());
    assert_eq!(next, "clock", "{who} hears more of {cause}");
}

impl Scene {
    async fn set() -> Self {
        let server = TestServer::start().await;
        let organizer = server.sign_in("organizer", "organizer").await;
        let race = organizer.create_race().await.id;
        let ann = server.sign_in("ann", "user").await;
        let bob = server.sign_in("bob", "user").await;
        let mut anns = Game::enter(&organizer, &ann, race).await;
        let mut bobs = Game::enter(&organizer, &bob, race).await;
        let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
        watcher.until(|w| w.count == 1).await;
        for game in [&mut anns, &mut bobs] {
            let both = |lobby: &Value| {
                let readiness = lobby["readiness"].as_array().unwrap();
                let ready = |one: &&Value| one["mod_connected"] == true;
                readiness.iter().filter(ready).count() == 2
            };
            while !both(&game.socket.expect(&["lobby"]).await) {}
        }
        let mut page = watcher.socket;
        for socket in [&mut anns.socket, &mut bobs.socket, &mut page] {
            socket
                .say(&json!({ "type": "clock", "client_ms": 7 }))
                .await;
            socket.expect(&["clock"]).await;
        }
        Self {
            server,
            organizer,
            ann,
            bob,
            race,
            anns,
            bobs,
            page,
        }
    }

    /// The same while the race runs.
    async fn running() -> Self {
        let mut scene = Self::set().await;
        let mods = [
            "race_start",
            "zone_update start",
            "race_status_change running",
        ];
        let page = ["race_status_change running", STATE];
        scene.check(&Orders("start"), [&mods, &mods, &page]).await;
        scene
    }

    /// Lets something happen and asserts what `ann`, `bob` and the spectator hear of it.
    async fn check(&mut self, deed: &Deed<'_>, heard: [&[&str]; 3]) {
        let cause = match deed {
            Says(message) => {
                self.anns.socket.say(message).await;
                message.to_string()
            }
            BobSays(message) => {
                self.bobs.socket.say(message).await;
                message.to_string()
            }
            Orders(what) => {
                self.organizer.act(self.race, what).await.ok::<Value>();
                (*what).to_owned()
            }
            Does(who, what) => {
                let answer = who.act(self.race, what).await;
                assert!(answer.status.is_success(), "{answer:?}");
                (*what).to_owned()
            }
        };
        let [ann, bob, page] = heard;
        hears("ann", &mut self.anns.socket, ann, &cause).await;
        hears("bob", &mut self.bobs.socket, bob, &cause).await;
        hears("a page", &mut self.page, page, &cause).await;
    }

    /// The codes that the connections of `ann`, `bob` and the spectator are closed with.
    async fn closed(&mut self) -> [u16; 3] {
        let mut codes = [0; 3];
        let sockets = [&mut self.anns.socket, &mut self.bobs.socket, &mut self.page];
        for (code, socket) in codes.iter_mut().zip(sockets) {
            *code = socket.closed().await.0;
        }
        codes
    }
}

#[tokio::test]
async fn before_the_start() {
    let mut s = Scene::set().await;
    let carl = s.server.sign_in("carl", "user").await;
    let (board, lobby): (&[&str], &[&str]) = (&[BOARD, "lobby"], &["lobby"]);
    let ready = || Says(json!({ "type": "ready" }));
    let silence: &[&str] = &[];
    for (deed, heard) in [
        (ready(), [board, board, board]),
        (ready(), [silence; 3]),
        (Says(status(5)), [&["error"], silence, silence]),
        (Says(flag(FIRST_FLAG, 5)), [&["error"], silence, silence]),
        (Does(&carl, "join"), [board, board, board]),
        (Does(&carl, "leave"), [board, board, board]),
        (Does(&carl, "cast-join"), [lobby, lobby, lobby]),
        (Does(&carl, "cast-leave"), [lobby, lobby, lobby]),
    ] {
        s.check(&deed, heard).await;
    }
    // One mod goes and comes back.
    s.anns.socket.close().await;
    hears("bob", &mut s.bobs.socket, board, "a lost mod").await;
    hears("a page", &mut s.page, board, "a lost mod").await;
    let (mut again, _) = Game::connect(&s.server.address(), s.race, &s.anns.token).await;
    let own: &[&str] = &["lobby", BOARD, "lobby"];
    hears("ann", &mut again, own, "the own mod").await;
    hears("bob", &mut s.bobs.socket, board, "a mod").await;
    hears("a page", &mut s.page, board, "a mod").await;
}

#[tokio::test]
async fn seeds_are_given_out() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    watcher.until(|w| w.count == 1).await;
    for what in ["release-seeds", "reroll-seed"] {
        organizer.act(race, what).await.ok::<Value>();
        hears("a page", &mut watcher.socket, &[STATE, "lobby"], what).await;
    }
}

#[tokio::test]
async fn while_it_runs() {
    let mut s = Scene::running().await;
    let (board, player): (&[&str], &[&str]) = (&[BOARD], &[PLAYER]);
    let silence: &[&str] = &[];
    let (first, again): (&[&str], &[&str]) =
        (&[BOARD, "zone_update left"], &[PLAYER, "zone_update left"]);
    let zone = |igt_ms: u32| {
        Says(json!({
            "type": "zone_entered", "from_zone": "left", "to_zone": "right", "igt_ms": igt_ms,
        }))
    };
    for (deed, heard) in [
        (Says(status(1_000)), [board, board, board]),
        (Says(status(2_000)), [player, player, player]),
        (Says(flag(FIRST_FLAG, 3_000)), [first, board, board]),
        (
            Says(flag(FIRST_FLAG, 3_100)),
            [&["zone_update left"], silence, silence],
        ),
        (Says(flag(FIRST_FLAG, 9_000)), [again, player, player]),
        (Says(flag(7, 9_100)), [silence; 3]),
        (zone(10_000), [&[BOARD, "zone_update right"], board, board]),
        (zone(10_001), [silence; 3]),
        (Says(json!({ "type": "ready" })), [silence; 3]),
        (
            Says(json!({ "type": "zone_query", "map_id": "m99_99_99_99" })),
            [silence; 3],
        ),
        // Play begins with a gate as well.
        (BobSays(flag(FIRST_FLAG, 4_000)), [board, first, board]),
        (Says(flag(FINISH_FLAG, 20_000)), [board, board, board]),
        (Says(status(30_000)), [silence; 3]),
    ] {
        s.check(&deed, heard).await;
    }
    let end: [&[&str]; 3] = [
        &["race_status_change finished", BOARD],
        &["race_status_change finished", BOARD],
        &[STATE, "race_status_change finished", BOARD],
    ];
    let done = json!({ "type": "finished", "igt_ms": 25_000 });
    s.check(&BobSays(done), end).await;
    s.organizer.act(s.race, "reset").await.ok::<Value>();
    assert_eq!(s.closed().await, [1000; 3]);
}

#[tokio::test]
async fn every_end_is_told_alike() {
    let end: [&[&str]; 3] = [
        &["race_status_change finished", BOARD],
        &["race_status_change finished", BOARD],
        &[STATE, "race_status_change finished", BOARD],
    ];
    let mut s = Scene::running().await;
    s.check(&Orders("finish"), end).await;

    let mut s = Scene::running().await;
    let (ann, bob) = (s.ann.clone(), s.bob.clone());
    s.check(&Does(&ann, "abandon"), [&[BOARD]; 3]).await;
    s.check(&Does(&bob, "abandon"), end).await;
    s.organizer.delete(&format!("/api/races/{}", s.race)).await;
    assert_eq!(s.closed().await, [4001; 3]);
}
