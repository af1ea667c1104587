//! What a community on Discord is told.

use serde_json::{Value, json};
use speedfog_race::fixtures::FINISH_FLAG;
use uuid::Uuid;

use crate::common::{
    Api, Game, ServerProcess, TestServer,
    discord::{BOT_TOKEN, Manner, StandInDiscord, WEBHOOK_TOKEN},
};

struct Scene {
    discord: StandInDiscord,
    server: TestServer,
    organizer: Api,
}

impl Scene {
    async fn new() -> Self {
        let discord = StandInDiscord::start().await;
        let settings = discord.settings();
        let server = TestServer::start_with(|all| {
            all.discord = settings;
            all.http.base_url = Some("https://race.example".parse().unwrap());
        })
        .await;
        let organizer = server.sign_in("organizer", "organizer").await;
        Self {
            discord,
            server,
            organizer,
        }
    }

    async fn posted(&self, number: usize) -> Vec<Value> {
        self.discord.until(|d| d.posts().len() >= number).await;
        self.discord.posts()
    }

    /// What was done to events so far.
    fn events(&self) -> Vec<(String, Value)> {
        let asked = self.discord.asked().into_iter();
        asked
            .filter_map(|asked| {
                let (method, path) = asked.what.split_once(' ').unwrap();
                let rest = path.strip_prefix("/api/guilds/100/scheduled-events")?;
                Some((format!("{method} {rest}"), asked.body))
            })
            .collect()
    }

    async fn did(&self, what: &str) -> Value {
        self.discord
            .until(|_| self.events().iter().any(|(did, _)| did == what))
            .await;
        let events = self.events();
        events.into_iter().rfind(|(did, _)| did == what).unwrap().1
    }
}

#[tokio::test]
async fn a_race_is_announced_from_its_creation_to_its_podium() {
    let scene = Scene::new().await;
    let name = "@everyone <@&300> **x**";
    let hidden = json!({ "name": "hidden", "is_public": false });
    let hidden = scene.organizer.create_race_with(hidden).await.id;
    let wishes = json!({ "name": name, "scheduled_at": "2099-01-01T20:00:00Z" });
    let race = scene.organizer.create_race_with(wishes).await.id;
    let created = scene.posted(1).await.remove(0);
    assert_eq!(
        created,
        json!({
            "content": "<@&300>",
            "allowed_mentions": { "parse": [], "roles": ["300"] },
            "embeds": [{
                "title": format!("📋 New Race: {name}"),
                "color": 0xF9_7316,
                "url": format!("https://race.example/race/{race}"),
                "fields": [
                    { "name": "Pool", "value": "Sprint", "inline": true },
                    { "name": "Organizer", "value": "organizer", "inline": true },
                    { "name": "Scheduled", "value": "<t:4070980800:F>", "inline": true },
                ],
            }],
        })
    );

    let mut games = Vec::new();
    for login in ["ann", "bo_b"] {
        let player = scene.server.sign_in(login, "user").await;
        games.push(Game::enter(&scene.organizer, &player, race).await);
    }
    scene
        .organizer
        .act(hidden, "release-seeds")
        .await
        .ok::<Value>();
    scene.organizer.act(hidden, "start").await.ok::<Value>();
    scene.organizer.act(race, "start").await.ok::<Value>();
    let started = scene.posted(2).await.remove(1);
    assert_eq!(
        started["embeds"][0]["title"],
        format!("🏁 Race Started: {name}")
    );
    assert_eq!(started["embeds"][0]["fields"][1]["value"], "2");
    assert_eq!(started["allowed_mentions"], json!({ "parse": [] }));

    for (game, igt_ms) in games.iter_mut().zip([3_723_000, 61_000]) {
        game.socket.expect(&["race_start"]).await;
        game.flag(FINISH_FLAG, igt_ms).await;
    }
    let finished = scene.posted(3).await.remove(2);
    assert_eq!(
        finished["embeds"][0],
        json!({
            "title": format!("🏆 Race Finished: {name}"),
            "color": 0x22_C55E,
            "url": format!("https://race.example/race/{race}"),
            "fields": [
                {
                    "name": "Podium",
                    "value": "🥇 **bo\\_b** — 1:01\n🥈 **ann** — 1:02:03",
                    "inline": false,
                },
                { "name": "Participants", "value": "2", "inline": true },
            ],
        })
    );

    // Once: a later message would come after this one.
    scene
        .organizer
        .create_race_with(json!({ "name": "next" }))
        .await;
    let posts = scene.posted(4).await;
    assert_eq!(posts.len(), 4);
    assert!(
        posts[3]["embeds"][0]["title"]
            .as_str()
            .unwrap()
            .ends_with("next")
    );
}

#[tokio::test]
async fn a_race_is_an_event() {
    let scene = Scene::new().await;
    let organizer = &scene.organizer;
    let wishes = json!({ "name": "x".repeat(150), "scheduled_at": "2099-01-01T20:00:00Z" });
    let race = organizer.create_race_with(wishes).await.id;
    let made = scene.did("POST ").await;
    assert_eq!(
        made,
        json!({
            "name": "x".repeat(100),
            "entity_type": 3,
            "privacy_level": 2,
            "scheduled_start_time": "2099-01-01T20:00:00Z",
            "scheduled_end_time": "2099-01-01T23:00:00Z",
            "entity_metadata": { "location": format!("https://race.example/race/{race}") },
        })
    );
    let path = format!("/api/races/{race}");
    let later = json!({ "scheduled_at": "2099-01-02T20:00:00Z" });
    organizer.patch(&path, &later).await.ok::<Value>();
    let moved = scene.did("PATCH /1000").await;
    assert_eq!(moved["scheduled_start_time"], "2099-01-02T20:00:00Z");
    assert_eq!(moved["scheduled_end_time"], "2099-01-02T23:00:00Z");
    organizer
        .patch(&path, &json!({ "is_public": false }))
        .await
        .ok::<Value>();
    scene.did("DELETE /1000").await;
    organizer
        .patch(&path, &json!({ "is_public": true }))
        .await
        .ok::<Value>();
    scene.discord.until(|_| scene.events().len() == 4).await;
    assert_eq!(scene.events()[3].0, "POST ");

    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.act(race, "start").await.ok::<Value>();
    assert_eq!(scene.did("PATCH /1001").await, json!({ "status": 2 }));
    organizer.act(race, "finish").await.ok::<Value>();
    scene.discord.until(|_| scene.events().len() == 7).await;
    let events = scene.events();
    assert_eq!(events[5].0, "GET /1001");
    assert_eq!(events[6], ("PATCH /1001".into(), json!({ "status": 3 })));

    // One that is deleted, and one that is over before its event could begin.
    let wishes = json!({ "scheduled_at": "2099-01-01T20:00:00Z" });
    let deleted = organizer.create_race_with(wishes.clone()).await.id;
    scene.discord.until(|_| scene.events().len() == 8).await;
    organizer.delete(&format!("/api/races/{deleted}")).await;
    scene.did("DELETE /1002").await;
    let quick = organizer.create_race_with(wishes).await.id;
    scene.discord.until(|_| scene.events().len() == 10).await;
    organizer.act(quick, "release-seeds").await.ok::<Value>();
    scene.discord.set(Manner::Answer(403, "{}".into()));
    organizer.act(quick, "start").await.ok::<Value>();
    scene.discord.until(|_| scene.events().len() == 11).await;
    scene.discord.set(Manner::Well);
    organizer.act(quick, "finish").await.ok::<Value>();
    scene.discord.until(|_| scene.events().len() == 14).await;
    let bodies: Vec<Value> = scene.events().into_iter().map(|(_, body)| body).collect();
    assert_eq!(
        bodies[11..],
        [Value::Null, json!({ "status": 2 }), json!({ "status": 3 })]
    );
}

#[tokio::test]
async fn trouble_at_discord_is_waited_out_and_in_nobodys_way() {
    let scene = Scene::new().await;
    let troubles = [
        Manner::BusyOnce,
        Manner::Answer(500, "oops".into()),
        Manner::Answer(429, r#"{"retry_after": 0.01}"#.into()),
        Manner::Answer(200, "x".repeat(1 << 20)),
        Manner::Silent,
    ];
    for (number, trouble) in troubles.into_iter().enumerate() {
        let lasts = !matches!(trouble, Manner::BusyOnce);
        scene.discord.set(trouble);
        let before = scene.discord.posts().len();
        let name = format!("race {number}");
        let race = scene
            .organizer
            .create_race_with(json!({ "name": name }))
            .await;
        assert_eq!(race.name, name);
        scene.discord.until(|d| d.posts().len() >= before + 2).await;
        if lasts {
            scene.discord.set(Manner::Well);
            scene.discord.until(|d| d.posts().len() >= before + 3).await;
        }
        let posts = scene.discord.posts();
        let titles = posts[before..]
            .iter()
            .map(|post| &post["embeds"][0]["title"]);
        for title in titles {
            assert_eq!(
                *title,
                format!("📋 New Race: {name}"),
                "one after the other"
            );
        }
        // So that its seed can be raced again.
        let path = format!("/api/races/{}", race.id);
        assert_eq!(scene.organizer.delete(&path).await.status, 204);
    }
    // What is refused for good is not asked again.
    scene.discord.set(Manner::Answer(
        404,
        r#"{"message":"Unknown Webhook"}"#.into(),
    ));
    let before = scene.discord.posts().len();
    scene.organizer.create_race().await;
    scene.discord.until(|d| d.posts().len() == before + 1).await;
    scene.discord.set(Manner::Well);
    let last = scene
        .organizer
        .create_race_with(json!({ "name": "last" }))
        .await;
    scene.discord.until(|d| d.posts().len() == before + 2).await;
    let posts = scene.discord.posts();
    let title = posts.last().unwrap()["embeds"][0]["title"]
        .as_str()
        .unwrap();
    assert!(title.ends_with(&last.name));
}

#[tokio::test]
async fn no_secret_is_ever_logged() {
    let discord = StandInDiscord::start().await;
    let mut settings = discord.environment();
    settings.push(("LOG_LEVEL", "trace".into()));
    let server = ServerProcess::start_with_settings(settings).await;
    let organizer = server.anonymous().sign_in("organizer", "admin").await;
    let create = async |name: &str| -> Uuid {
        let wishes = json!({ "name": name, "scheduled_at": "2099-01-01T20:00:00Z" });
        organizer.create_race_with(wishes).await.id
    };
    discord.set(Manner::Answer(
        404,
        r#"{"message":"Unknown Webhook"}"#.into(),
    ));
    let race = create("refused").await;
    discord.until(|d| d.asked().len() == 2).await;
    organizer.delete(&format!("/api/races/{race}")).await;
    discord.set(Manner::Silent);
    organizer
        .post("/api/discord/setup-runner-message", &Value::Null)
        .await
        .refused(400);
    let log = server.log();
    assert!(
        log.contains("Unknown Webhook"),
        "the trouble itself is logged: {log}"
    );
    for secret in [BOT_TOKEN, WEBHOOK_TOKEN, organizer.token()] {
        assert!(!log.contains(secret));
    }
}

#[tokio::test]
async fn admins_post_the_message_with_the_buttons() {
    const PATH: &str = "/api/discord/setup-runner-message";
    let scene = Scene::new().await;
    let admin = scene.server.sign_in("admin", "admin").await;
    scene
        .server
        .anonymous()
        .post(PATH, &Value::Null)
        .await
        .refused(401);
    scene.organizer.post(PATH, &Value::Null).await.refused(403);
    let done: Value = admin.post(PATH, &Value::Null).await.ok();
    assert_eq!(done, json!({ "status": "ok" }));
    let asked = scene.discord.asked().pop().unwrap();
    assert_eq!(asked.what, "POST /api/channels/200/messages");
    assert_eq!(asked.body["allowed_mentions"], json!({ "parse": [] }));
    let buttons = &asked.body["components"][0]["components"];
    for (button, style, id) in [(0, 3, "become_runner"), (1, 4, "remove_runner")] {
        assert_eq!(buttons[button]["style"], style);
        assert_eq!(buttons[button]["custom_id"], id);
    }
    scene.discord.set(Manner::Answer(
        403,
        r#"{"message":"Missing Access"}"#.into(),
    ));
    let detail = admin.post(PATH, &Value::Null).await.refused(400);
    assert!(detail.contains("Missing Access"), "{detail}");
    let without = TestServer::start().await;
    let admin = without.sign_in("admin", "admin").await;
    admin.post(PATH, &Value::Null).await.refused(400);
}
