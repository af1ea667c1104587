//! Figures as Prometheus reads them.

use serde_json::Value;
use speedfog_race::fixtures::FIRST_FLAG;

use crate::common::{Api, Game, TestServer, Watcher};

/// The value of the line that begins with this, or 0 without one.
fn figure(text: &str, line: &str) -> f64 {
    let value = text
        .lines()
        .find_map(|found| found.strip_prefix(line)?.strip_prefix(' '));
    value.map_or(0.0, |value| value.parse().unwrap())
}

#[tokio::test]
async fn figures_are_shown_at_an_address_of_their_own() {
    let server = TestServer::start_with(|settings| {
        settings.metrics_addr = Some("127.0.0.1:0".parse().unwrap());
    })
    .await;
    let figures = Api::new(server.metrics_address());
    let read = async || {
        let answer = figures.get("/metrics").await;
        assert_eq!(answer.headers["content-type"], "text/plain; version=0.0.4");
        String::from_utf8(answer.body).unwrap()
    };
    let before = read().await;
    assert_eq!(figure(&before, "speedfog_rooms"), 0.0);
    assert_eq!(figure(&before, "speedfog_sockets{kind=\"mod\"}"), 0.0);

    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let watcher = Watcher::anonymous(&server.anonymous(), race).await;
    organizer.act(race, "start").await.ok::<Value>();
    game.socket.expect(&["race_start"]).await;
    game.flag(FIRST_FLAG, 60_000).await;
    game.socket.expect(&["zone_update"]).await;
    game.socket.expect(&["zone_update"]).await;
    server
        .anonymous()
        .get(&format!("/api/races/{}", uuid::Uuid::new_v4()))
        .await
        .refused(404);
    server.anonymous().get("/somewhere/else").await;

    let text = read().await;
    for (line, least) in [
        ("speedfog_rooms", 1.0),
        ("speedfog_sockets{kind=\"mod\"}", 1.0),
        ("speedfog_sockets{kind=\"spectator\"}", 1.0),
        ("speedfog_mod_message_seconds_count", 1.0),
        ("speedfog_journal_commit_seconds_count", 3.0),
        ("speedfog_journal_group_size_count", 3.0),
        (
            "speedfog_database_statement_seconds_count{result=\"ok\"}",
            10.0,
        ),
        (
            "speedfog_http_requests_total{method=\"GET\",route=\"/api/races/{race_id}\",status=\"404\"}",
            1.0,
        ),
        ("speedfog_http_request_seconds_count{route=\"other\"}", 1.0),
    ] {
        assert!(figure(&text, line) >= least, "{line}: {text}");
    }
    assert!(!text.contains(&race.to_string()), "no address, no id");

    game.socket.close().await;
    watcher.socket.close().await;
    let deadline = tokio::time::Instant::now() + crate::common::PATIENCE;
    while figure(&read().await, "speedfog_sockets{kind=\"mod\"}") > 0.0 {
        assert!(tokio::time::Instant::now() < deadline);
    }
    while figure(&read().await, "speedfog_pool_seeds{pool=\"sprint\"}") < 2.0 {
        assert!(tokio::time::Instant::now() < deadline);
    }
    // Where everybody can look there are no figures.
    server.anonymous().get("/metrics").await;
    let public = server.anonymous().get("/metrics").await;
    assert!(!String::from_utf8_lossy(&public.body).contains("speedfog_rooms"));
    figures.get("/api/races").await;
    assert_eq!(figures.get("/api/races").await.status, 404);
}
