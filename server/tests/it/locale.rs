//! Texts of the game in the language of whoever reads them.

use serde_json::{Value, json};
use speedfog_race::fixtures::FIRST_FLAG;
use speedfog_racing::config::Settings;
use uuid::Uuid;

use crate::common::{Api, Game, TestServer, Watcher};

fn with_french(settings: &mut Settings) {
    let folder = settings.data_dir.join("languages");
    std::fs::create_dir(&folder).unwrap();
    let french = r#"
        [meta]
        language = "Français"
        [types]
        start = "Départ"
        [names.locations]
        START = "le début"
        LEFT = "la gauche"
        TOWER = "la tour"
        tower = "la tour"
        [patterns.text]
        "the gate to {zone}" = "la porte de {zone}"
        "before {zone}" = "devant {zone}"
    "#;
    std::fs::write(folder.join("fr.toml"), french).unwrap();
    std::fs::write(folder.join("de.toml"), "[names.bosses]\nLEFT = \"links\"").unwrap();
    settings.i18n_dir = Some(folder);
}

async fn reads(api: &Api, code: &str) {
    let body = json!({ "locale": code });
    api.patch("/api/users/me/locale", &body).await.ok::<Value>();
}

async fn watch(api: &Api, race: Uuid, query: &str) -> Watcher {
    Watcher::open(api, &format!("/ws/race/{race}{query}")).await
}

fn node<'w>(watcher: &'w Watcher, id: &str) -> &'w Value {
    &watcher.state["seed"]["graph_json"]["nodes"][id]
}

#[tokio::test]
async fn maps_are_in_the_language_of_the_viewer() {
    let server = TestServer::start_with(with_french).await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let anonymous = server.anonymous();

    // Masked: the start alone has a name.
    let masked = watch(&anonymous, race, "?locale=fr").await;
    let graph = &masked.state["seed"]["graph_json"];
    let start = graph["nodes"]
        .as_object()
        .unwrap()
        .values()
        .find(|node| node["type"] == "start")
        .unwrap();
    assert_eq!(start["display_name"], "Début");
    assert_eq!(start["display_type"], "Départ");
    assert!(!graph.to_string().contains("auche"));

    let _game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    for (query, name) in [
        ("", "LEFT"),
        ("?locale=en", "LEFT"),
        ("?locale=tlh", "LEFT"),
        ("?locale=", "LEFT"),
        ("?locale=fr", "Gauche"),
        ("?x=1&locale=fr&locale=fr", "Gauche"),
        ("?locale=de", "Links"),
    ] {
        let watcher = watch(&anonymous, race, query).await;
        assert_eq!(node(&watcher, "left")["display_name"], name, "{query}");
    }
    let french = watch(&anonymous, race, "?locale=fr").await;
    let left = node(&french, "left");
    assert_eq!(left["entrances"][0]["text"], "devant la gauche");
    assert_eq!(left["entrances"][0]["to_text"], "la gauche");
    assert_eq!(left["exits"][0]["text"], "la porte de crypt");
    let start = node(&french, "start");
    assert_eq!(start["type"], "start");
    assert_eq!(start["display_type"], "Départ");
    let english = watch(&anonymous, race, "").await;
    assert_eq!(node(&english, "start")["display_type"], Value::Null);
}

#[tokio::test]
async fn a_stored_language_beats_the_address() {
    let server = TestServer::start_with(with_french).await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.act(race, "start").await.ok::<Value>();
    for (stored, query, before, after) in [
        ("fr", "", "LEFT", "Gauche"),
        ("fr", "?locale=de", "Links", "Gauche"),
        ("en", "?locale=fr", "Gauche", "LEFT"),
    ] {
        let viewer = server.sign_in("viewer", "user").await;
        reads(&viewer, stored).await;
        let mut watcher = watch(&viewer, race, query).await;
        assert_eq!(node(&watcher, "left")["display_name"], before);
        let auth = json!({ "type": "auth", "token": viewer.token() });
        watcher.socket.say(&auth).await;
        watcher
            .until(|w| node(w, "left")["display_name"] == after)
            .await;
    }
}

#[tokio::test]
async fn everybody_reads_the_same_race_in_their_own_language() {
    let server = TestServer::start_with(with_french).await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    reads(&ann, "fr").await;
    let mut ann_game = Game::enter(&organizer, &ann, race).await;
    let mut bob_game = Game::enter(&organizer, &bob, race).await;
    let anonymous = server.anonymous();
    let mut french = watch(&anonymous, race, "?locale=fr").await;
    let mut english = watch(&anonymous, race, "").await;
    organizer.act(race, "start").await.ok::<Value>();
    for (watcher, name) in [(&mut french, "Tour"), (&mut english, "TOWER")] {
        watcher
            .until(|w| node(w, "tower")["display_name"] == name)
            .await;
        assert_eq!(watcher.status(), "running");
    }
    for (game, name, to_name) in [
        (&mut ann_game, "Début", "la gauche"),
        (&mut bob_game, "START", "LEFT"),
    ] {
        let update = game.socket.expect(&["zone_update"]).await;
        assert_eq!(update["node_id"], "start");
        assert_eq!(update["display_name"], name);
        assert_eq!(update["exits"][0]["to_name"], to_name);
    }
    ann_game.flag(FIRST_FLAG + 1, 9_000).await;
    let update = ann_game.socket.expect(&["zone_update"]).await;
    assert_eq!(update["display_name"], "RIGHT");
    assert_eq!(update["exits"][0]["text"], "la porte de la tour");
    assert_eq!(update["exits"][0]["to_name"], "la tour");
    for watcher in [&mut french, &mut english] {
        watcher
            .until(|w| w.player("ann")["current_zone"] == "right")
            .await;
    }

    // What was chosen while connected counts from the next connection on.
    reads(&ann, "en").await;
    ann_game.flag(FIRST_FLAG + 3, 19_000).await;
    let update = ann_game.socket.expect(&["zone_update"]).await;
    assert_eq!(update["display_name"], "Tour");
    ann_game.socket.close().await;
    let (mut socket, _) = Game::connect(&server.address(), race, &ann_game.token).await;
    let update = socket.expect(&["zone_update"]).await;
    assert_eq!(update["display_name"], "TOWER");
}
