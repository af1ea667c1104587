//! Solo sessions while they are played: who hears what, and in which order.

use serde_json::{Value, json};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use speedfog_racing::config::Settings;
use uuid::Uuid;

use crate::common::{Api, Socket, Solo, TRAINING_POOL, TestServer, Watcher, write_training_pool};

const LEFT_GRACE: u32 = 31_000_950;

fn prepare(settings: &mut Settings) {
    write_training_pool(&settings.data_dir, TRAINING_POOL, &["dddddddddddd"]);
    let zones = settings.data_dir.join("zones");
    std::fs::create_dir(&zones).unwrap();
    let graces = r#"{"mapping":{"31000950":{"zone_id":"left_zone"}}}"#;
    std::fs::write(zones.join("graces.json"), graces).unwrap();
    settings.zone_data.folder = Some(zones);
    let languages = settings.data_dir.join("languages");
    std::fs::create_dir(&languages).unwrap();
    let french = "[names.locations]\nSTART = \"le début\"\nLEFT = \"la gauche\"\n";
    std::fs::write(languages.join("fr.toml"), french).unwrap();
    settings.i18n_dir = Some(languages);
}

/// A session with a mod and a spectator.
struct Scene {
    _server: TestServer,
    solo: Solo,
    game: Socket,
    watcher: Watcher,
}

impl Scene {
    async fn set() -> Self {
        let server = TestServer::start_with(prepare).await;
        let ann = server.sign_in("ann", "user").await;
        let solo = Solo::begin(&ann).await;
        let mut watcher = solo.watch_anonymously().await;
        assert_eq!(watcher.player("ann")["mod_connected"], false);
        let game = solo.play().await;
        watcher
            .until(|w| w.player("ann")["mod_connected"] == true)
            .await;
        watcher.heard.clear();
        Self {
            _server: server,
            solo,
            game,
            watcher,
        }
    }

    /// Lets the mod say something and asserts what the mod and the spectator hear of it: types, with
    /// the node of a `zone_update` and the text of an error.
    async fn check(&mut self, message: Value, to_mod: &[&str], to_spectators: &[&str]) {
        self.game.say(&message).await;
        for expected in to_mod {
            let heard = self.game.next().await.unwrap();
            assert_eq!(told(&heard), *expected, "{message}");
        }
        for expected in to_spectators {
            let heard = self.watcher.fold_one().await;
            assert_eq!(told(&heard), *expected, "{message}");
        }
        // The answer to this follows at once if nothing else does.
        let clock = json!({ "type": "clock", "client_ms": 7 });
        self.game.say(&clock).await;
        assert_eq!(told(&self.game.next().await.unwrap()), "clock", "{message}");
        self.watcher.socket.say(&clock).await;
        assert_eq!(told(&self.watcher.fold_one().await), "clock", "{message}");
    }

    fn runner(&self) -> &Value {
        self.watcher.player("ann")
    }

    /// The nodes visited, with the time and deaths of each visit.
    fn visits(&self) -> String {
        let visits = self.runner()["zone_history"].as_array().unwrap();
        let visits = visits.iter().map(|visit| {
            let deaths = visit
                .get("deaths")
                .map_or(String::new(), |n| format!("+{n}"));
            format!(
                "{}@{}{deaths}",
                visit["node_id"].as_str().unwrap(),
                visit["igt_ms"]
            )
        });
        visits.collect::<Vec<_>>().join(" ")
    }
}

fn told(message: &Value) -> String {
    let kind = message["type"].as_str().unwrap();
    let detail = match kind {
        "zone_update" => &message["node_id"],
        "error" => &message["message"],
        "race_status_change" => {
            assert_eq!(message["started_at"], json!(null));
            &message["status"]
        }
        "leaderboard_update" => {
            assert_eq!(message["leader_splits"], json!(null));
            assert_eq!(message["participants"].as_array().unwrap().len(), 1);
            &Value::Null
        }
        _ => &Value::Null,
    };
    match detail.as_str() {
        Some(detail) => format!("{kind} {detail}"),
        None => kind.to_owned(),
    }
}

fn status(igt_ms: u32, death_count: u32) -> Value {
    json!({ "type": "status_update", "igt_ms": igt_ms, "death_count": death_count })
}

fn flag(flag_id: u32, igt_ms: u32) -> Value {
    json!({ "type": "event_flag", "flag_id": flag_id, "igt_ms": igt_ms })
}

fn located() -> Value {
    json!({ "type": "zone_query", "grace_entity_id": LEFT_GRACE })
}

const BOARD: &str = "leaderboard_update";

#[tokio::test]
async fn every_message_has_its_answer() {
    let mut scene = Scene::set().await;
    let nowhere = json!({ "type": "zone_query", "map_id": "m31_00_00_00" });
    scene.check(nowhere, &[], &[]).await;
    scene.check(json!({ "type": "ready" }), &[], &[]).await;
    scene.check(json!({ "type": "pong" }), &[], &[]).await;
    scene.check(status(1_000, 1), &[BOARD], &[BOARD]).await;
    assert_eq!(scene.visits(), "start@0+1");
    let entered = [BOARD, "zone_update left"];
    scene
        .check(flag(FIRST_FLAG, 5_000), &entered, &[BOARD])
        .await;
    // Another flag of the same crossing shows the zone again and is no visit.
    scene
        .check(flag(FIRST_FLAG, 5_500), &["zone_update left"], &[])
        .await;
    scene.check(flag(1, 6_000), &[], &[]).await;
    scene.check(status(6_000, 3), &[BOARD], &[BOARD]).await;
    let entered = [BOARD, "zone_update right"];
    scene
        .check(flag(FIRST_FLAG + 1, 7_000), &entered, &[BOARD])
        .await;
    scene
        .check(located(), &["zone_update left"], &[BOARD])
        .await;
    assert_eq!(scene.runner()["current_zone"], "left");
    scene.check(status(8_000, 4), &[BOARD], &[BOARD]).await;
    let entered = [BOARD, "zone_update left"];
    scene
        .check(flag(FIRST_FLAG, 9_000), &entered, &[BOARD])
        .await;
    scene.check(status(9_500, 5), &[BOARD], &[BOARD]).await;
    assert_eq!(
        scene.visits(),
        "start@0+1 left@5000+3 right@7000 left@9000+1",
        "coming back is another visit, and deaths go to the visit they happened in"
    );
    // The clock may fall, and 0 is a menu's time.
    scene.check(status(9_400, 5), &[BOARD], &[BOARD]).await;
    scene.check(status(0, 5), &[BOARD], &[BOARD]).await;
    assert_eq!(scene.runner()["igt_ms"], 9_400);
    assert_eq!(scene.runner()["current_layer"], 1);
    scene
        .watcher
        .heard
        .retain(|kind| kind != BOARD && kind != "clock");
    assert!(scene.watcher.heard.is_empty(), "{:?}", scene.watcher.heard);
}

#[tokio::test]
async fn the_end_is_told_and_final() {
    let mut scene = Scene::set().await;
    let entered = [BOARD, "zone_update left"];
    scene
        .check(flag(FIRST_FLAG, 5_000), &entered, &[BOARD])
        .await;
    let over = [BOARD, "race_status_change finished"];
    scene.check(flag(FINISH_FLAG, 90_000), &over, &over).await;
    assert_eq!(scene.visits(), "start@0 left@5000");
    let runner = scene.runner();
    assert_eq!(
        (
            &runner["status"],
            &runner["igt_ms"],
            &runner["current_layer"]
        ),
        (&json!("finished"), &json!(90_000), &json!(5))
    );
    let error = ["error Session not active"];
    for late in [
        status(91_000, 9),
        flag(FIRST_FLAG, 91_000),
        json!({ "type": "finished", "igt_ms": 1 }),
    ] {
        scene.check(late, &error, &[]).await;
    }
    scene.check(located(), &[], &[]).await;
    scene.check(json!({ "type": "ready" }), &[], &[]).await;
    let session = scene.solo.read().await;
    for (field, expected) in [
        ("status", json!("finished")),
        ("igt_ms", json!(90_000)),
        ("death_count", json!(0)),
        ("current_layer", json!(5)),
    ] {
        assert_eq!(session[field], expected, "{field}");
    }
    assert!(session["finished_at"].is_string());
    let late = scene.solo.watch_anonymously().await;
    assert_eq!(late.status(), "finished");
    let abandon = format!("/api/training/{}/abandon", scene.solo.id);
    scene.solo.api.post(&abandon, &json!({})).await.refused(400);
}

#[tokio::test]
async fn giving_up_is_told_to_everybody() {
    let mut scene = Scene::set().await;
    scene.check(status(1_000, 0), &[BOARD], &[BOARD]).await;
    let abandon = format!("/api/training/{}/abandon", scene.solo.id);
    let session: Value = scene.solo.api.post(&abandon, &json!({})).await.ok();
    assert_eq!(session["igt_ms"], 1_000);
    let over = [BOARD, "race_status_change abandoned"];
    // What the mod says afterwards comes too late.
    let mut to_mod = over.to_vec();
    to_mod.push("error Session not active");
    scene.check(status(2_000, 0), &to_mod, &over).await;
    assert_eq!(scene.runner()["status"], "abandoned");
    assert_eq!(scene.runner()["igt_ms"], 1_000);
    let late = scene.solo.watch_anonymously().await;
    assert_eq!(late.status(), "abandoned");
}

#[tokio::test]
async fn mods_of_the_first_phase_play_too() {
    let mut scene = Scene::set().await;
    let entered = |to: &str, igt_ms: u32| json!({ "type": "zone_entered", "from_zone": "start", "to_zone": to, "igt_ms": igt_ms });
    let update = [BOARD, "zone_update left"];
    scene
        .check(entered("left_zone", 4_000), &update, &[BOARD])
        .await;
    scene.check(entered("left", 5_000), &[], &[]).await;
    scene
        .check(entered("nowhere", 6_000), &[BOARD], &[BOARD])
        .await;
    assert_eq!(scene.runner()["igt_ms"], 6_000);
    let mut back = status(7_000, 1);
    back["current_zone"] = json!("start_zone");
    back["current_layer"] = json!(99);
    scene.check(back, &[BOARD], &[BOARD]).await;
    assert_eq!(scene.runner()["current_zone"], "start");
    assert_eq!(scene.runner()["current_layer"], 1);
    assert_eq!(
        scene.visits(),
        "start@0 left@4000+1",
        "died before going back"
    );
    let over = [BOARD, "race_status_change finished"];
    let finished = json!({ "type": "finished", "igt_ms": 80_000 });
    scene.check(finished, &over, &over).await;
    assert_eq!(scene.runner()["igt_ms"], 80_000);
}

#[tokio::test]
async fn spectators_see_the_whole_map_and_the_mod_come_and_go() {
    let mut scene = Scene::set().await;
    scene.check(status(1_000, 0), &[BOARD], &[BOARD]).await;
    let state = &scene.watcher.state;
    assert_eq!(state["race"]["name"], "Sprint");
    assert_eq!(state["race"]["status"], "running");
    let seed = &state["seed"];
    assert_eq!(seed["graph_json"], scene.solo.read().await["graph_json"]);
    assert_eq!(
        (
            &seed["total_layers"],
            &seed["total_nodes"],
            &seed["event_ids"]
        ),
        (&json!(5), &json!(7), &json!([]))
    );
    let Scene {
        game, mut watcher, ..
    } = scene;
    game.close().await;
    watcher
        .until(|w| w.player("ann")["mod_connected"] == false)
        .await;
}

#[tokio::test]
async fn maps_and_zones_are_in_the_language_of_the_reader() {
    let mut scene = Scene::set().await;
    let auth = json!({ "type": "auth" });
    let name = |watcher: &Watcher| {
        watcher.state["seed"]["graph_json"]["nodes"]["start"]["display_name"].clone()
    };
    let french = scene.solo.watch("?locale=fr", &auth).await;
    assert_eq!(name(&french), "Début");
    let other = scene.solo.watch("?locale=xx", &auth).await;
    assert_eq!(name(&other), "START");
    let reads = json!({ "locale": "fr" });
    let api = &scene.solo.api;
    api.patch("/api/users/me/locale", &reads)
        .await
        .ok::<Value>();
    let known = json!({ "type": "auth", "token": api.token() });
    let own = scene.solo.watch("?locale=en", &known).await;
    assert_eq!(name(&own), "Début", "the account's language counts");

    scene.game.close().await;
    let (mut game, _) = scene.solo.connect().await;
    game.say(&flag(FIRST_FLAG, 5_000)).await;
    while game.expect(&["zone_update"]).await["display_name"] != "Gauche" {}
    scene.game = game;
}

/// Sends one first frame and returns the code of the close.
async fn refused(api: &Api, session: Uuid, first: &str) -> u16 {
    let path = format!("/ws/training/{session}/spectate");
    let mut socket = Socket::open(api.address(), &path).await;
    socket.send_text(first).await;
    socket.next().await.unwrap_err().0
}

#[tokio::test]
async fn spectators_introduce_themselves() {
    let scene = Scene::set().await;
    let api = &scene.solo.api;
    for first in [
        "nonsense",
        "[]",
        "{}",
        r#"{"type":"pong"}"#,
        r#"{"type":7}"#,
    ] {
        assert_eq!(refused(api, scene.solo.id, first).await, 4003, "{first}");
        // Who it is comes before whether there is anything to see.
        assert_eq!(refused(api, Uuid::new_v4(), first).await, 4003, "{first}");
    }
    let auth = r#"{"type":"auth"}"#;
    assert_eq!(refused(api, Uuid::new_v4(), auth).await, 4004);
    for token in [
        json!(null),
        json!(""),
        json!("wrong"),
        json!(7),
        json!(api.token()),
    ] {
        let auth = json!({ "type": "auth", "token": token });
        let watcher = scene.solo.watch("", &auth).await;
        assert_eq!(watcher.status(), "running", "{auth}");
    }
}

#[tokio::test]
async fn spectators_who_say_nothing_are_sent_away() {
    let scene = Scene::set().await;
    let path = format!("{}/spectate", scene.solo.path());
    let mut socket = Socket::open(scene.solo.api.address(), &path).await;
    assert_eq!(socket.next().await.unwrap_err().0, 4001);
}
