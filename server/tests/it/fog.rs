//! A racer's own map shows what the racer has discovered.

use serde_json::{Value, json};
use speedfog_race::fixtures::FIRST_FLAG;
use uuid::Uuid;

use crate::common::{Api, Game, TestServer, Watcher};

struct Fixture {
    server: TestServer,
    organizer: Api,
    ann: Api,
    bob: Api,
    race: Uuid,
}

impl Fixture {
    /// Two racers in a race that runs.
    async fn running(server: TestServer, changes: Value) -> (Self, Game, Game) {
        let organizer = server.sign_in("organizer", "organizer").await;
        let race = organizer.create_race_with(changes).await.id;
        let ann = server.sign_in("ann", "user").await;
        let bob = server.sign_in("bob", "user").await;
        let ann_game = Game::enter(&organizer, &ann, race).await;
        let bob_game = Game::enter(&organizer, &bob, race).await;
        organizer.act(race, "start").await.ok::<Value>();
        let fixture = Self {
            server,
            organizer,
            ann,
            bob,
            race,
        };
        (fixture, ann_game, bob_game)
    }
}

fn nodes(watcher: &Watcher) -> &Value {
    &watcher.state["seed"]["graph_json"]["nodes"]
}

fn is_full(watcher: &Watcher) -> bool {
    nodes(watcher)["boss"].is_object()
}

/// Watches as a racer whose map has fog.
async fn fogged(api: &Api, race: Uuid) -> Watcher {
    let mut watcher = Watcher::signed_in(api, race).await;
    watcher.until(|w| nodes(w)["start"]["key"] == "n0").await;
    watcher
}

#[tokio::test]
async fn racers_see_what_they_discover_and_nobody_elses_way() {
    let (f, mut ann_game, mut bob_game) =
        Fixture::running(TestServer::start().await, json!({})).await;
    let mut ann = fogged(&f.ann, f.race).await;
    let mut stranger = Watcher::anonymous(&f.server.anonymous(), f.race).await;
    assert!(is_full(&stranger));
    assert!(!is_full(&ann));
    assert!(nodes(&ann)["left"]["exits"].is_null());
    let keys = |watcher: &Watcher| {
        let edges = watcher.state["seed"]["graph_json"]["edges"].to_string();
        (
            edges.matches("from").count(),
            nodes(watcher).as_object().unwrap().len(),
        )
    };
    assert_eq!(keys(&ann), keys(&stranger));

    // Somebody else's progress is seen without the way.
    bob_game.flag(FIRST_FLAG + 1, 4_000).await;
    bob_game.status(5_000, 1).await;
    stranger.until(|w| w.player("bob")["igt_ms"] == 5_000).await;
    assert_eq!(stranger.player("bob")["current_zone"], "right");
    ann.until(|w| w.player("bob")["igt_ms"] == 5_000).await;
    let bob = ann.player("bob");
    assert_eq!(bob["current_layer"], 1);
    assert!(bob["current_zone"].is_null() && bob["zone_history"].is_null());
    assert!(!ann.heard.contains(&"race_state".to_owned()) || nodes(&ann)["tower"].is_null());

    // The own way is seen as it is discovered: first the map, then the standings.
    ann.heard.clear();
    ann_game.flag(FIRST_FLAG, 6_000).await;
    ann.until(|w| nodes(w)["crypt"].is_object()).await;
    assert_eq!(nodes(&ann)["left"]["display_name"], "LEFT");
    assert_eq!(nodes(&ann)["crypt"]["display_name"], "???");
    assert_eq!(ann.player("ann")["current_zone"], "left");
    assert!(ann.player("bob")["zone_history"].is_null());
    ann.until(|w| {
        w.heard
            .last()
            .is_some_and(|kind| kind == "leaderboard_update")
    })
    .await;
    assert_eq!(
        ann.player("ann")["zone_history"].as_array().unwrap().len(),
        2
    );
    ann_game.status(7_000, 0).await;
    ann.until(|w| w.player("ann")["igt_ms"] == 7_000).await;
    assert_eq!(ann.player("ann")["current_zone"], "left");
    assert!(!ann.state.to_string().contains("tower"));

    // Whoever is through may see everything.
    ann_game
        .say(json!({ "type": "finished", "igt_ms": 9_000 }))
        .await;
    ann.until(is_full).await;
    ann.until(|w| w.player("ann")["status"] == "finished").await;
    assert_eq!(ann.player("bob")["current_zone"], "right");
    f.bob.act(f.race, "abandon").await.ok::<Value>();
    let mut bob = Watcher::signed_in(&f.bob, f.race).await;
    bob.until(|w| w.status() == "finished" && is_full(w)).await;
    f.organizer.act(f.race, "reset").await.ok::<Value>();
}

#[tokio::test]
async fn what_was_discovered_survives_a_restart() {
    let (mut f, mut ann_game, _bob) = Fixture::running(TestServer::start().await, json!({})).await;
    let ann = fogged(&f.ann, f.race).await;
    ann_game.flag(FIRST_FLAG, 6_000).await;
    let before = {
        let mut ann = ann;
        ann.until(|w| nodes(w)["crypt"].is_object()).await;
        ann.state["seed"].clone()
    };
    f.server.restart().await;
    let ann = fogged(&f.ann, f.race).await;
    assert_eq!(ann.state["seed"], before);
}

#[tokio::test]
async fn a_race_without_fog_shows_racers_everything() {
    let changes = json!({ "fog_of_war": false });
    let (f, _ann_game, mut bob_game) = Fixture::running(TestServer::start().await, changes).await;
    assert!(!f.organizer.race(f.race).await.fog_of_war);
    let mut ann = Watcher::signed_in(&f.ann, f.race).await;
    bob_game.flag(FIRST_FLAG + 1, 4_000).await;
    ann.until(|w| is_full(w) && w.player("bob")["current_zone"] == "right")
        .await;
}

#[tokio::test]
async fn a_host_can_hide_nothing_from_anybody() {
    let server = TestServer::start_with(|settings| settings.open_map = true).await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let stranger = Watcher::anonymous(&server.anonymous(), race).await;
    assert!(is_full(&stranger));
}
