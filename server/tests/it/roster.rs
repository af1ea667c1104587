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
