//! What open pages and mods learn of a race before it starts.

use serde_json::{Value, json};
use speedfog_protocol::rest::{Caster, RaceDetail, User};
use uuid::Uuid;

use crate::common::{Api, Game, Socket, TestServer};

/// An open page that keeps the last `lobby`.
struct Page {
    socket: Socket,
    lobby: Value,
}

impl Page {
    async fn open(api: &Api, race: Uuid) -> Self {
        let mut socket = Socket::open(api.address(), &format!("/ws/race/{race}")).await;
        assert_eq!(socket.next().await.unwrap()["type"], "race_state");
        let lobby = socket.next().await.unwrap();
        assert_eq!(lobby["type"], "lobby");
        Self { socket, lobby }
    }

    /// Waits until the lobby is like this.
    async fn until(&mut self, condition: impl Fn(&Value) -> bool) {
        while !condition(&self.lobby) {
            self.lobby = self.socket.expect(&["lobby"]).await;
        }
    }

    fn readiness(&self, participant: Uuid) -> Value {
        let all = self.lobby["readiness"].as_array().unwrap();
        let id = participant.to_string();
        let found = all.iter().find(|one| one["participant_id"] == *id);
        found.cloned().unwrap_or(Value::Null)
    }
}

#[tokio::test]
async fn pages_hear_of_everything_as_it_happens() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let (ann, cat) = (
        server.sign_in("ann", "user").await,
        server.sign_in("cat", "user").await,
    );
    let race = organizer.create_race().await.id;
    let mut page = Page::open(&server.anonymous(), race).await;
    assert_eq!(page.lobby["name"], "Test race");
    assert_eq!(page.lobby["pool_name"], "sprint");
    assert_eq!(page.lobby["organizers"][0]["twitch_username"], "organizer");
    assert_eq!(page.lobby["readiness"], json!([]));

    let participant = ann.join(race).await;
    page.until(|lobby| lobby["readiness"][0].is_object()).await;
    let login = |name: &str| json!({ "twitch_username": name });
    let of = |what: &str| format!("/api/races/{race}/{what}");
    organizer
        .post(&of("participants"), &login("newcomer"))
        .await
        .ok::<Value>();
    page.until(|lobby| lobby["pending_invites"][0]["twitch_username"] == "newcomer")
        .await;
    assert!(!page.lobby.to_string().contains("token"));
    let invite = page.lobby["pending_invites"][0]["id"].as_str().unwrap();
    let invite = of(&format!("invites/{invite}"));
    assert_eq!(organizer.delete(&invite).await.status, 204);
    page.until(|lobby| lobby["pending_invites"] == json!([]))
        .await;

    let caster: Caster = organizer.post(&of("casters"), &login("cat")).await.ok();
    page.until(|lobby| lobby["casters"][0]["user"]["twitch_username"] == "cat")
        .await;
    assert_eq!(page.lobby["casters"][0]["id"], caster.id.to_string());
    cat.act(race, "cast-leave").await.ok::<RaceDetail>();
    page.until(|lobby| lobby["casters"] == json!([])).await;

    let helper: User = organizer
        .post(&of("co-organizers"), &login("cat"))
        .await
        .ok();
    page.until(|lobby| lobby["organizers"][1]["id"] == helper.id.to_string())
        .await;
    let helper = of(&format!("co-organizers/{}", helper.id));
    assert_eq!(organizer.delete(&helper).await.status, 204);
    page.until(|lobby| lobby["organizers"].as_array().unwrap().len() == 1)
        .await;

    let edit = json!({ "name": "Renamed", "scheduled_at": "2030-01-01T10:00:00Z" });
    organizer
        .patch(&format!("/api/races/{race}"), &edit)
        .await
        .ok::<Value>();
    page.until(|lobby| lobby["name"] == "Renamed" && lobby["scheduled_at"].is_string())
        .await;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    page.until(|lobby| lobby["seeds_released_at"].is_string())
        .await;
    organizer.act(race, "reroll-seed").await.ok::<Value>();
    page.until(|lobby| lobby["seeds_released_at"].is_null())
        .await;
    ann.act(race, "leave").await;
    page.until(|lobby| lobby["readiness"] == json!([])).await;
    assert!(page.readiness(participant.id).is_null());
}

#[tokio::test]
async fn readiness_follows_the_pack_the_mod_and_its_seed() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let id = ann.join(race).await.id;
    organizer.act(race, "release-seeds").await.ok::<Value>();
    let mut page = Page::open(&server.anonymous(), race).await;
    let readiness = |pack: bool, connected: bool, right: Value, ready: bool| {
        json!({
            "participant_id": id, "pack_downloaded": pack, "mod_connected": connected,
            "right_seed": right, "ready": ready,
        })
    };
    assert_eq!(
        page.readiness(id),
        readiness(false, false, Value::Null, false)
    );
    let token = ann.mod_token(race).await;
    page.until(|lobby| lobby["readiness"][0] == readiness(true, false, Value::Null, false))
        .await;

    // An old mod does not say which seed it has.
    let (mut socket, auth_ok) = Game::connect(&server.address(), race, &token).await;
    page.until(|lobby| lobby["readiness"][0] == readiness(true, true, Value::Null, false))
        .await;
    socket.say(&json!({ "type": "ready" })).await;
    page.until(|lobby| lobby["readiness"][0] == readiness(true, true, Value::Null, true))
        .await;
    let told = socket.expect(&["lobby"]).await;
    assert_eq!(told["name"], "Test race");
    socket.close().await;
    page.until(|lobby| lobby["readiness"][0] == readiness(true, false, Value::Null, true))
        .await;

    let right = auth_ok["seed"]["seed_id"].as_str().unwrap();
    let other = Uuid::new_v4().to_string();
    for (seed, expected) in [(right, true), (other.as_str(), false)] {
        let mut socket = Socket::open(&server.address(), &format!("/ws/mod/{race}")).await;
        let auth = json!({
            "type": "auth", "mod_token": token, "seed_id": seed, "mod_version": "9.9.9",
        });
        socket.say(&auth).await;
        page.until(|lobby| lobby["readiness"][0]["right_seed"] == expected)
            .await;
        socket.close().await;
        page.until(|lobby| lobby["readiness"][0]["mod_connected"] == false)
            .await;
    }

    // The download is remembered, until there is another seed.
    server.restart().await;
    let mut page = Page::open(&server.anonymous(), race).await;
    assert_eq!(page.readiness(id)["pack_downloaded"], true);
    organizer.act(race, "reroll-seed").await.ok::<Value>();
    page.until(|lobby| lobby["readiness"][0]["pack_downloaded"] == false)
        .await;
}

#[tokio::test]
async fn the_lobby_is_left_when_the_race_starts() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let mut page = Page::open(&server.anonymous(), race).await;
    organizer.act(race, "start").await.ok::<Value>();
    page.socket.expect(&["race_status_change"]).await;
    game.status(1_000, 0).await;
    loop {
        let message = page.socket.next().await.unwrap();
        assert_ne!(message["type"], "lobby");
        if message["participants"][0]["igt_ms"] == 1_000 {
            break;
        }
    }
    let mut late = Socket::open(&server.address(), &format!("/ws/race/{race}")).await;
    assert_eq!(late.next().await.unwrap()["type"], "race_state");
    assert_eq!(late.next().await.unwrap()["type"], "spectator_count");
}
