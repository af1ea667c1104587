//! Joining, leaving, being added and being removed.

use serde_json::{Value, json};
use speedfog_protocol::rest::AddedParticipant;

use crate::common::{Game, TestServer, Watcher};

#[tokio::test]
async fn joining_and_leaving_is_seen_at_once() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer
        .create_race_with(json!({ "max_participants": 2 }))
        .await
        .id;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    let (ann, bob) = (
        server.sign_in("Ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    let first = ann.join(race).await;
    let second = bob.join(race).await;
    assert_eq!((first.color_index, second.color_index), (0, 1));
    watcher.until(|w| w.order() == ["Ann", "bob"]).await;

    ann.act(race, "join").await.refused(409);
    let carl = server.sign_in("carl", "user").await;
    assert!(carl.act(race, "join").await.refused(409).contains("full"));
    assert_eq!(ann.act(race, "leave").await.status, 204);
    watcher.until(|w| w.order() == ["bob"]).await;
    ann.act(race, "leave").await.refused(404);
    assert_eq!(carl.join(race).await.color_index, 2);
    organizer.act(race, "join").await.refused(409);
    assert_eq!(bob.act(race, "leave").await.status, 204);
    organizer.act(race, "join").await.refused(403);
}

#[tokio::test]
async fn the_organizer_adds_and_removes() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer
        .create_race_with(json!({ "open_registration": false }))
        .await
        .id;
    let ann = server.sign_in("Ann_B", "user").await;
    ann.act(race, "join").await.refused(403);

    let path = format!("/api/races/{race}/participants");
    let add = async |login: &str| {
        organizer
            .post(&path, &json!({ "twitch_username": login }))
            .await
    };
    let added: AddedParticipant = add(" ann_b ").await.ok();
    let participant = added.participant.unwrap();
    assert_eq!(participant.user.twitch_username, "Ann_B");
    add("ANN_B").await.refused(400);
    add("organizer").await.refused(403);
    add("").await.refused(422);
    // A pattern is no login: nobody is called like this, so it becomes an invite.
    let invited: AddedParticipant = add("ann%").await.ok();
    let invite = invited.invite.unwrap();
    let again: AddedParticipant = add("ANN%").await.ok();
    assert_eq!(again.invite.unwrap().token, invite.token);
    let detail = organizer.race(race).await;
    assert_eq!(
        detail.pending_invites[0].token.as_deref(),
        Some(invite.token.as_str())
    );
    assert_eq!(ann.race(race).await.pending_invites[0].token, None);

    organizer.act(race, "release-seeds").await.ok::<Value>();
    let token = ann.mod_token(race).await;
    let (mut socket, _) = Game::connect(&server.address(), race, &token).await;
    let remove = format!("{path}/{}", participant.id);
    ann.delete(&remove).await.refused(403);
    assert_eq!(organizer.delete(&remove).await.status, 204);
    assert_eq!(socket.closed().await.0, 4003);
    organizer.delete(&remove).await.refused(404);

    organizer.act(race, "start").await.ok::<Value>();
    add("ann_b").await.refused(400);
    add("nobody_yet").await.refused(400);
}

#[tokio::test]
async fn many_join_at_once_and_nobody_shares_a_colour_or_a_place() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer
        .create_race_with(json!({ "max_participants": 5 }))
        .await
        .id;
    let mut people = Vec::new();
    for number in 0..12 {
        people.push(server.sign_in(&format!("runner{number}"), "user").await);
    }
    let joining = people.iter().map(|person| person.act(race, "join"));
    let answers = futures_util::future::join_all(joining).await;
    let joined = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(joined, 5);
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 409).count(),
        7
    );
    let detail = organizer.race(race).await;
    let colors: Vec<_> = detail.participants.iter().map(|p| p.color_index).collect();
    assert_eq!(colors, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn casters_come_and_go_and_never_race() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let (ann, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    let path = format!("/api/races/{race}/casters");
    let add = async |login: &str| {
        let body = json!({ "twitch_username": login });
        organizer.post(&path, &body).await
    };
    let added = add(" ANN ").await;
    assert_eq!(added.status, 201);
    let caster: Value = added.ok();
    assert_eq!(caster["user"]["twitch_username"], "ann");
    add("ann").await.refused(409);
    add("nobody").await.refused(404);
    add("").await.refused(422);
    ann.post(&path, &json!({ "twitch_username": "bob" }))
        .await
        .refused(403);
    ann.act(race, "join").await.refused(409);

    let detail: Value = bob.act(race, "cast-join").await.ok();
    assert_eq!(detail["casters"].as_array().unwrap().len(), 2);
    bob.act(race, "cast-join").await.refused(409);
    bob.act(race, "cast-leave").await.ok::<Value>();
    bob.act(race, "cast-leave").await.refused(404);
    bob.join(race).await;
    bob.act(race, "cast-join").await.refused(409);
    add("bob").await.refused(409);

    let remove = format!("{path}/{}", caster["id"].as_str().unwrap());
    ann.delete(&remove).await.refused(403);
    assert_eq!(organizer.delete(&remove).await.status, 204);
    organizer.delete(&remove).await.refused(404);
    organizer.act(race, "release-seeds").await.ok::<Value>();
    organizer.act(race, "start").await.ok::<Value>();
    ann.act(race, "cast-join").await.ok::<Value>();
    organizer.act(race, "finish").await.ok::<Value>();
    ann.act(race, "cast-leave").await.ok::<Value>();
    ann.act(race, "cast-join").await.refused(400);
    assert_eq!(add("ann").await.status, 201, "in any status");
}

#[tokio::test]
async fn an_invite_is_for_one_login_and_one_use() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let path = format!("/api/races/{race}/participants");
    let body = json!({ "twitch_username": "New_One" });
    let invited: AddedParticipant = organizer.post(&path, &body).await.ok();
    let token = invited.invite.unwrap().token;
    let invite = format!("/api/invite/{token}");
    let invite_id = organizer.race(race).await.pending_invites[0].id;
    let shown: Value = server.anonymous().get(&invite).await.ok();
    assert_eq!(shown["race_name"], "Test race");
    assert_eq!(shown["organizer_name"], "organizer");
    assert_eq!(shown["race_status"], "setup");
    server
        .anonymous()
        .get("/api/invite/guess")
        .await
        .refused(404);

    let accept = format!("{invite}/accept");
    let nothing = json!({});
    server
        .anonymous()
        .post(&accept, &nothing)
        .await
        .refused(401);
    let other = server.sign_in("other", "user").await;
    let detail = other.post(&accept, &nothing).await.refused(403);
    assert!(detail.contains("not for your account"), "{detail}");
    let invited = server.sign_in("new_one", "user").await;
    invited.act(race, "cast-join").await.ok::<Value>();
    invited.post(&accept, &nothing).await.refused(409);
    invited.act(race, "cast-leave").await.ok::<Value>();
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;
    let accepted: Value = invited.post(&accept, &nothing).await.ok();
    assert_eq!(accepted["race_id"], race.to_string());
    watcher.until(|w| w.order() == ["new_one"]).await;
    let detail = invited.post(&accept, &nothing).await.refused(400);
    assert!(detail.contains("already been accepted"), "{detail}");
    assert!(organizer.race(race).await.pending_invites.is_empty());
    let used = format!("/api/races/{race}/invites/{invite_id}");
    let detail = organizer.delete(&used).await.refused(400);
    assert!(detail.contains("already been accepted"), "{detail}");

    // Whoever has joined without it needs it no more.
    let body = json!({ "twitch_username": "early" });
    let early: AddedParticipant = organizer.post(&path, &body).await.ok();
    let accept = format!("/api/invite/{}/accept", early.invite.unwrap().token);
    let invited = server.sign_in("early", "user").await;
    invited.join(race).await;
    let detail = invited.post(&accept, &nothing).await.refused(400);
    assert!(detail.contains("already a participant"), "{detail}");
    let open = organizer.race(race).await.pending_invites[0].id;
    let revoke = format!("/api/races/{race}/invites/{open}");
    assert_eq!(organizer.delete(&revoke).await.status, 204);

    // Taking one back.
    let body = json!({ "twitch_username": "late" });
    let invited: AddedParticipant = organizer.post(&path, &body).await.ok();
    let token = invited.invite.unwrap().token;
    let id = organizer.race(race).await.pending_invites[0].id;
    let revoke = format!("/api/races/{race}/invites/{id}");
    other.delete(&revoke).await.refused(403);
    assert_eq!(organizer.delete(&revoke).await.status, 204);
    organizer.delete(&revoke).await.refused(404);
    let gone = format!("/api/invite/{token}");
    server.anonymous().get(&gone).await.refused(404);
}
