//! Where a player woke up: only the display moves, and only when it is certain where to.

use serde_json::{Value, json};
use speedfog_race::fixtures::FIRST_FLAG;
use speedfog_racing::config::Settings;

use crate::common::{Game, TestServer, Watcher};

const LEFT_GRACE: u32 = 31_000_950;

/// `left` has a map of its own; `crypt` and `keep` share one, where height tells them apart.
fn with_zone_data(settings: &mut Settings) {
    let folder = settings.data_dir.join("zones");
    std::fs::create_dir(&folder).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write(
        "graces.json",
        r#"{"mapping":{"31000950":{"zone_id":"left_zone"},"9":{"zone_id":"elsewhere"}}}"#,
    );
    write(
        "fog.txt",
        "Areas:\r\n- Name: left_zone\r\n  Maps: m31_00_00_00\r\n- Name: crypt_zone\r\n  \
         Maps: m30_00_00_00\r\n- Name: keep_zone\r\n  Maps: m30_00_00_00\r\n",
    );
    write(
        "submaps.txt",
        "MapAreas:\n- Map: m30_00_00_00\n  Areas:\n  - Area: keep_zone\n    YAbove: 50\n  \
         - Area: crypt_zone\n",
    );
    settings.zone_data.folder = Some(folder);
}

/// Says something and returns the types of what the mod hears until its next `player_update`, with
/// the node of the `zone_update` among them.
async fn answer(game: &mut Game, message: Value) -> (Vec<String>, Value) {
    game.say(message).await;
    let (mut heard, mut node) = (Vec::new(), Value::Null);
    loop {
        let message = game.socket.next().await.unwrap();
        let kind = message["type"].as_str().unwrap().to_owned();
        if kind == "zone_update" {
            node = message["node_id"].clone();
        }
        let done = kind == "player_update";
        heard.push(kind);
        if done {
            return (heard, node);
        }
    }
}

#[tokio::test]
async fn a_query_moves_the_display_if_it_is_certain() {
    let server = TestServer::start_with(with_zone_data).await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.flag(FIRST_FLAG, 10_000).await;
    game.flag(FIRST_FLAG + 2, 20_000).await;
    game.flag(FIRST_FLAG + 4, 30_000).await;
    while game.socket.expect(&["zone_update"]).await["node_id"] != "keep" {}
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    assert_eq!(watcher.player("ann")["current_zone"], "keep");

    let query = |fields: Value| {
        let mut message = json!({ "type": "zone_query" });
        message
            .as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        message
    };
    let low = json!([0.0, 10.0, 0.0]);
    for (fields, node) in [
        (json!({ "grace_entity_id": LEFT_GRACE }), "left"),
        (
            json!({ "map_id": "m30_00_00_00", "position": low }),
            "crypt",
        ),
        (
            json!({ "grace_entity_id": 0, "map_id": "m31_00_00_00" }),
            "left",
        ),
        (
            json!({ "grace_entity_id": 9, "map_id": "m30_00_00_00", "position": [0, 60, 0],
                "play_region_id": 4_294_967_295_u32 }),
            "keep",
        ),
        // Two candidates: the current one.
        (
            json!({ "map_id": "m30_00_00_00", "position": "broken" }),
            "keep",
        ),
    ] {
        let (heard, told) = answer(&mut game, query(fields.clone())).await;
        assert_eq!(told, node, "{fields}");
        assert_eq!(heard, ["zone_update", "player_update"], "{fields}");
        watcher
            .until(|w| w.player("ann")["current_zone"] == node)
            .await;
    }
    let ann = watcher.player("ann").clone();
    assert_eq!(ann["zone_history"].as_array().unwrap().len(), 4);
    assert_eq!(
        (&ann["igt_ms"], &ann["current_layer"]),
        (&json!(30_000), &json!(3))
    );

    for (igt_ms, fields) in (31_000..).zip([
        json!({}),
        json!({ "grace_entity_id": 0 }),
        json!({ "grace_entity_id": 9 }),
        json!({ "grace_entity_id": 4_294_967_296_u64, "map_id": 7 }),
        json!({ "map_id": "m99_00_00_00" }),
        json!({ "map_id": "m30_00_00_0x", "position": [0.0, 60.0, 0.0] }),
    ]) {
        game.say(query(fields.clone())).await;
        let status = json!({ "type": "status_update", "igt_ms": igt_ms, "death_count": 0 });
        let (heard, _) = answer(&mut game, status).await;
        assert_eq!(heard, ["player_update"], "{fields}");
    }
    watcher.until(|w| w.player("ann")["igt_ms"] == 31_005).await;
    assert_eq!(watcher.player("ann")["current_zone"], "keep");
}
