//! What organizers and admins do is written down, and stays.

use serde_json::{Value, json};
use speedfog_protocol::rest::{AuditLog, Participant};
use uuid::Uuid;

use crate::common::{Api, Game, TestServer};

async fn log(api: &Api, path: &str) -> AuditLog {
    api.get(path).await.ok()
}

fn actions(log: &AuditLog) -> Vec<&str> {
    let oldest_first = log.items.iter().rev();
    oldest_first.map(|item| item.action.as_str()).collect()
}

#[tokio::test]
async fn everything_done_to_a_race_is_written_down() {
    let mut server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let helper = server.sign_in("helper", "user").await;
    let ann = server.sign_in("ann", "user").await;
    let bob = server.sign_in("bob", "user").await;
    let race = organizer.create_race().await.id;
    let path = format!("/api/races/{race}/audit");
    let of = |what: &str| format!("/api/races/{race}/{what}");
    let login = |name: &str| json!({ "twitch_username": name });

    organizer
        .post(&of("co-organizers"), &login("helper"))
        .await
        .ok::<Value>();
    helper
        .patch(&format!("/api/races/{race}"), &json!({ "name": "Renamed" }))
        .await
        .ok::<Value>();
    // What changes nothing and what is refused is no deed.
    helper
        .patch(&format!("/api/races/{race}"), &json!({ "name": "Renamed" }))
        .await
        .ok::<Value>();
    helper.act(race, "finish").await.refused(400);
    let added: Value = helper.post(&of("participants"), &login("bob")).await.ok();
    let bob_entry = added["participant"]["id"].as_str().unwrap();
    helper
        .delete(&of(&format!("participants/{bob_entry}")))
        .await;
    helper
        .post(&of("participants"), &login("newcomer"))
        .await
        .ok::<Value>();
    let invite = organizer.race(race).await.pending_invites[0].id;
    helper.delete(&of(&format!("invites/{invite}"))).await;
    helper
        .post(&of("casters"), &login("bob"))
        .await
        .ok::<Value>();
    let caster = organizer.race(race).await.casters[0].id;
    helper.delete(&of(&format!("casters/{caster}"))).await;
    // People's own doings are nobody else's business.
    bob.act(race, "cast-join").await.ok::<Value>();
    bob.act(race, "cast-leave").await.ok::<Value>();
    let mut game = Game::enter(&organizer, &ann, race).await;
    helper.act(race, "reroll-seed").await.ok::<Value>();
    helper.act(race, "release-seeds").await.ok::<Value>();
    let countdown = json!({ "countdown_seconds": 60 });
    helper.post(&of("start"), &countdown).await.ok::<Value>();
    helper.act(race, "cancel-countdown").await.ok::<Value>();
    helper.act(race, "start").await.ok::<Value>();
    let (socket, _) = Game::connect(&server.address(), race, &game.token).await;
    game.socket = socket;
    ann.act(race, "abandon").await.ok::<Value>();
    let ruling = |what: &str| of(&format!("participants/{}/{what}", game.participant.id));
    for (what, body) in [
        ("restore", json!({ "reason": "misclick" })),
        (
            "correct",
            json!({ "status": "abandoned", "reason": "has left" }),
        ),
        ("hold", json!({ "held": true, "reason": "in doubt" })),
        ("hold", json!({ "held": false, "reason": "checked" })),
    ] {
        let answer = helper.post(&ruling(what), &body).await;
        answer.ok::<Participant>();
    }
    helper.act(race, "reset").await.ok::<Value>();
    helper.act(race, "start").await.ok::<Value>();
    helper.act(race, "finish").await.ok::<Value>();

    server.restart().await;
    let written = log(&helper, &path).await;
    assert_eq!(
        actions(&written),
        [
            "race_created",
            "co_organizer_added",
            "race_edited",
            "participant_added",
            "participant_removed",
            "invite_created",
            "invite_revoked",
            "caster_added",
            "caster_removed",
            "seeds_released",
            "seed_rerolled",
            "seeds_released",
            "countdown_started",
            "countdown_cancelled",
            "race_started",
            "participant_restored",
            "result_corrected",
            "result_held",
            "result_confirmed",
            "race_reset",
            "race_started",
            "race_finished",
        ]
    );
    assert_eq!(written.total, 22);
    assert!(!written.has_more);
    let find = |action: &str| {
        written
            .items
            .iter()
            .find(|item| item.action == action)
            .unwrap()
    };
    let edited = find("race_edited");
    assert_eq!(edited.actor.as_ref().unwrap().twitch_username, "helper");
    assert_eq!(edited.race_name.as_deref(), Some("Test race"));
    assert_eq!(edited.detail.as_deref(), Some("name: Renamed"));
    let removed = find("participant_removed");
    assert_eq!(removed.subject.as_ref().unwrap().twitch_username, "bob");
    let corrected = find("result_corrected");
    assert_eq!(
        corrected.detail.as_deref(),
        Some("status: abandoned: has left")
    );

    let page = log(&organizer, &format!("{path}?offset=1&limit=2")).await;
    assert_eq!(actions(&page), ["race_reset", "race_started"]);
    assert!(page.has_more);
    organizer.get(&format!("{path}?limit=0")).await.refused(422);
    ann.get(&path).await.refused(403);
    server.anonymous().get(&path).await.refused(401);
}

#[tokio::test]
async fn what_admins_do_is_written_down_and_outlives_races() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let admin = server.sign_in("admin", "admin").await;
    let ann = server.sign_in("ann", "user").await;
    let race = organizer.create_race().await.id;
    organizer.delete(&format!("/api/races/{race}")).await;
    let me: Value = ann.get("/api/auth/me").await.ok();
    let id: Uuid = me["id"].as_str().unwrap().parse().unwrap();
    admin
        .patch(
            &format!("/api/admin/users/{id}"),
            &json!({ "role": "organizer" }),
        )
        .await
        .ok::<Value>();
    for what in ["scan", "discard"] {
        let pool = json!({ "pool_name": "sprint" });
        admin
            .post(&format!("/api/admin/seeds/{what}"), &pool)
            .await
            .ok::<Value>();
    }
    organizer.get("/api/admin/audit").await.refused(403);
    let written = log(&admin, "/api/admin/audit").await;
    assert_eq!(
        actions(&written),
        [
            "race_created",
            "race_deleted",
            "role_changed",
            "pool_scanned",
            "pool_discarded"
        ]
    );
    let [discarded, scanned, role, deleted, _] = &written.items[..] else {
        panic!("{written:?}");
    };
    assert_eq!(discarded.detail.as_deref(), Some("sprint: 3 seeds"));
    assert_eq!(scanned.detail.as_deref(), Some("sprint: 0 new seeds"));
    assert_eq!(role.subject.as_ref().unwrap().twitch_username, "ann");
    assert_eq!(role.detail.as_deref(), Some("role: organizer"));
    assert_eq!(deleted.race_id, Some(race));
    assert_eq!(deleted.race_name.as_deref(), Some("Test race"));
}
