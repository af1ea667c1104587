//! Reports that do not look like play are shown to organizers, and change nothing.

use serde_json::{Value, json};
use speedfog_protocol::rest::{SuspicionKind, Suspicions};
use speedfog_race::fixtures::{FINISH_FLAG, FIRST_FLAG};
use uuid::Uuid;

use crate::common::{Api, Game, TestServer, Watcher};

async fn suspicions(api: &Api, race: Uuid) -> Suspicions {
    let path = format!("/api/races/{race}/suspicions");
    api.get(&path).await.ok()
}

fn kinds(found: &Suspicions) -> Vec<SuspicionKind> {
    found.suspicions.iter().map(|one| one.kind).collect()
}

#[tokio::test]
async fn what_is_suspect_is_kept_and_punishes_nobody() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let (ann, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let mut honest = Game::enter(&organizer, &bob, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.status(1_000, 0).await;
    game.status(200_000, 0).await;
    game.status(1_000, 0).await;
    game.flag(FIRST_FLAG + 2, 2_000).await;
    game.say(json!({ "type": "finished", "igt_ms": 3_000 }))
        .await;
    honest.status(30_000, 0).await;
    for (gate, igt_ms) in [(0, 35_000), (2, 45_000), (4, 60_000), (7, 75_000)] {
        honest.flag(FIRST_FLAG + gate, igt_ms).await;
    }
    honest.flag(FINISH_FLAG, 90_000).await;
    let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
    stranger.until(|w| w.status() == "finished").await;
    assert_eq!(stranger.order(), ["ann", "bob"]);

    use SuspicionKind::{ClockBack, ClockFast, FinishEarly, NotAdjacent, TooFast};
    let expected = [ClockFast, ClockBack, TooFast, NotAdjacent, FinishEarly];
    let found = suspicions(&organizer, race).await;
    assert_eq!(kinds(&found), expected);
    let ours = |one: &speedfog_protocol::rest::Suspicion| one.participant_id == game.participant.id;
    assert!(found.suspicions.iter().all(ours));
    assert_eq!(found.suspicions[0].igt_ms, 200_000);
    assert!(found.suspicions[3].detail.contains("CRYPT"));

    server.restart().await;
    assert_eq!(suspicions(&organizer, race).await, found);
    let path = format!("/api/races/{race}/suspicions");
    ann.get(&path).await.refused(403);
    organizer.act(race, "reset").await.ok::<Value>();
    assert!(suspicions(&organizer, race).await.suspicions.is_empty());
}

#[tokio::test]
async fn suspicions_of_one_kind_are_bounded_also_after_a_restart() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    organizer.act(race, "start").await.ok::<Value>();
    for round in 0..2 {
        for _ in 0..8 {
            game.status(1_000_000, 0).await;
            game.status(1_000, 0).await;
        }
        game.status(2_000 + round, 0).await;
        let mut stranger = Watcher::anonymous(&server.anonymous(), race).await;
        stranger
            .until(|w| w.player("ann")["igt_ms"] == 2_000 + round)
            .await;
        let found = kinds(&suspicions(&organizer, race).await);
        let back = found
            .iter()
            .filter(|kind| **kind == SuspicionKind::ClockBack);
        assert_eq!(back.count(), 5);
        assert!(found.len() <= 10, "{found:?}");
        server.restart().await;
        let (socket, _) = Game::connect(&server.address(), race, &game.token).await;
        game.socket = socket;
    }
}
