//! Who streams, as Twitch says it.

use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::{
    Api, PATIENCE, TestServer, Watcher,
    twitch::{StandInTwitch, Streams},
};

struct Scene {
    twitch: StandInTwitch,
    server: TestServer,
    organizer: Api,
    race: Uuid,
}

impl Scene {
    /// A race with the participants `ann` and `Bob` and the caster `cid`.
    async fn new() -> Self {
        let twitch = StandInTwitch::start().await;
        let mut settings = twitch.settings();
        settings.timeout = Duration::from_millis(200);
        let server = TestServer::start_with(|all| all.twitch = Some(settings)).await;
        let organizer = server.sign_in("organizer", "organizer").await;
        let race = organizer.create_race().await.id;
        for login in ["ann", "Bob"] {
            server.sign_in(login, "user").await.join(race).await;
        }
        let caster = server.sign_in("cid", "user").await;
        caster.act(race, "cast-join").await.ok::<Value>();
        Self {
            twitch,
            server,
            organizer,
            race,
        }
    }

    async fn watcher(&self) -> Watcher {
        Watcher::anonymous(&self.server.anonymous(), self.race).await
    }

    /// Waits until Twitch was asked this many more times.
    async fn asked_again(&self, times: usize) {
        let before = self.twitch.asked().len();
        let deadline = tokio::time::Instant::now() + PATIENCE;
        while self.twitch.asked().len() < before + times {
            assert!(
                tokio::time::Instant::now() < deadline,
                "Twitch is not asked"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn is_live(watcher: &Watcher, login: &str) -> bool {
    let player = watcher.player(login);
    let live = player["is_live"].as_bool().unwrap();
    let url = live.then(|| format!("https://twitch.tv/{login}"));
    assert_eq!(player["stream_url"], json!(url));
    live
}

/// Whether the one caster streams, as the lobby says.
fn caster_is_live(watcher: &Watcher) -> Value {
    let caster = &watcher.lobby["casters"][0];
    let live = caster["is_live"].clone();
    let url = (live == true).then_some("https://twitch.tv/cid");
    assert_eq!(caster["stream_url"], json!(url));
    live
}

#[tokio::test]
async fn streams_begin_and_end() {
    let scene = Scene::new().await;
    let mut watcher = scene.watcher().await;
    assert!(!is_live(&watcher, "ann"));
    scene.twitch.set_live(&["bob", "cid", "nobody"]);
    watcher.until(|w| is_live(w, "Bob")).await;
    assert!(!is_live(&watcher, "ann"));
    assert_eq!(watcher.heard.last().unwrap(), "leaderboard_update");
    let detail: Value = scene
        .organizer
        .get(&format!("/api/races/{}", scene.race))
        .await
        .ok();
    assert_eq!(detail["casters"][0]["is_live"], true);
    assert_eq!(detail["casters"][0]["stream_url"], "https://twitch.tv/cid");
    watcher.until(|w| caster_is_live(w) == json!(true)).await;
    // Whoever comes later sees it at once.
    let mut later = scene.watcher().await;
    assert!(is_live(&later, "Bob"));
    later.until(|w| !w.lobby.is_null()).await;
    assert_eq!(caster_is_live(&later), true);

    scene.twitch.set_live(&["ann"]);
    watcher.until(|w| is_live(w, "ann")).await;
    assert!(!is_live(&watcher, "Bob"));
    watcher.until(|w| caster_is_live(w) == json!(false)).await;
    for logins in scene.twitch.asked() {
        for login in &logins {
            assert!(
                ["ann", "bob", "cid"].contains(&login.as_str()),
                "{logins:?}"
            );
        }
    }
    assert_eq!(scene.twitch.app_tokens(), 1, "the token is kept");
}

#[tokio::test]
async fn a_failing_twitch_flips_nobody() {
    let scene = Scene::new().await;
    let mut watcher = scene.watcher().await;
    scene.twitch.set_live(&["ann"]);
    watcher.until(|w| is_live(w, "ann")).await;
    for trouble in [
        Streams::Answer(500, "oops".into()),
        Streams::Answer(200, "<html>".into()),
        Streams::Answer(200, r#"{"data":[{}]}"#.into()),
        Streams::Answer(200, "x".repeat(2 << 20)),
        Streams::Answer(302, String::new()),
        Streams::Answer(429, String::new()),
        Streams::Silent,
    ] {
        scene.twitch.set_streams(trouble);
        scene.asked_again(3).await;
        assert!(is_live(&scene.watcher().await, "ann"));
    }
    scene.twitch.set_live(&[]);
    watcher.until(|w| !is_live(w, "ann")).await;
}

#[tokio::test]
async fn a_token_that_has_ended_is_renewed() {
    let scene = Scene::new().await;
    let mut watcher = scene.watcher().await;
    scene.asked_again(1).await;
    scene.twitch.set_streams(Streams::Forgetful);
    watcher
        .until(|w| is_live(w, "ann") && is_live(w, "Bob"))
        .await;
    assert_eq!(scene.twitch.app_tokens(), 2);
}

#[tokio::test]
async fn many_people_are_asked_about_in_parts() {
    let scene = Scene::new().await;
    let race = scene
        .organizer
        .create_race_with(json!({ "max_participants": 100 }))
        .await
        .id;
    let path = format!("/api/races/{race}/participants");
    for number in 0..101 {
        let login = format!("runner{number}");
        scene.server.sign_in(&login, "user").await;
        let body = json!({ "twitch_username": login });
        let answer = scene.organizer.post(&path, &body).await;
        assert!(answer.status.is_success(), "{answer:?}");
    }
    let live: Vec<_> = (0..101).map(|number| format!("runner{number}")).collect();
    scene.twitch.set_streams(Streams::Live(live));
    let mut watcher = Watcher::anonymous(&scene.server.anonymous(), race).await;
    let all_live = |w: &Watcher| (0..101).all(|number| is_live(w, &format!("runner{number}")));
    watcher.until(all_live).await;

    // When the race is over nobody is asked about its people any more.
    scene
        .organizer
        .act(race, "release-seeds")
        .await
        .ok::<Value>();
    scene.organizer.act(race, "start").await.ok::<Value>();
    scene.organizer.act(race, "finish").await.ok::<Value>();
    scene.asked_again(2).await;
    assert_eq!(scene.twitch.asked().last().unwrap().len(), 3);
}
