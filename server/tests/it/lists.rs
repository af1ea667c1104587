//! The list of races never tells less than its reader has been told before.

use serde_json::{Value, json};
use speedfog_protocol::{
    RaceStatus,
    rest::{Race, RaceList},
};
use speedfog_race::fixtures::FINISH_FLAG;
use uuid::Uuid;

use crate::common::{Api, Game, TestServer};

async fn listed(reader: &Api, status: &str, race: Uuid) -> Option<Race> {
    let path = format!("/api/races?status={status}");
    let list: RaceList = reader.get(&path).await.ok();
    list.races.into_iter().find(|listed| listed.id == race)
}

#[tokio::test]
async fn what_one_has_just_done_is_in_the_next_list() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let anybody = server.anonymous();
    let race = organizer.create_race().await.id;
    let path = format!("/api/races/{race}");
    for number in 0..20 {
        let name = format!("Race {number}");
        organizer
            .patch(&path, &json!({ "name": name }))
            .await
            .ok::<Value>();
        let shown = listed(&anybody, "setup", race).await.unwrap();
        assert_eq!(shown.name, name);
    }
    let ann = server.sign_in("ann", "user").await;
    let mut game = Game::enter(&organizer, &ann, race).await;
    let shown = listed(&anybody, "setup", race).await.unwrap();
    assert_eq!(shown.participant_count, 1);
    organizer.act(race, "start").await.ok::<Value>();
    assert!(listed(&anybody, "setup", race).await.is_none());
    let shown = listed(&anybody, "running", race).await.unwrap();
    assert_eq!(shown.status, RaceStatus::Running);
    // What a mod has done counts as told once its socket says so.
    let finish = json!({ "type": "event_flag", "flag_id": FINISH_FLAG, "igt_ms": 5000 });
    game.socket.say(&finish).await;
    game.socket.expect(&["race_status_change"]).await;
    game.socket.expect(&["race_status_change"]).await;
    assert!(listed(&anybody, "running", race).await.is_none());
    let shown = listed(&anybody, "finished", race).await.unwrap();
    assert_eq!(shown.participant_previews[0].placement, Some(1));
    organizer.delete(&path).await;
    assert!(listed(&anybody, "", race).await.is_none());
}
