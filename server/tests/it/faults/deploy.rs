//! The server is replaced in the middle of races.

use speedfog_race::fixtures;

use super::course::{Course, goes_on, standings};
use crate::common::{ServerProcess, Watcher};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn races_go_on_in_the_next_process_as_they_were() {
    let slugs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"];
    let mut server = ServerProcess::start_with(&fixtures::small_graph_json(), &slugs).await;
    let course = Course::start(server.anonymous(), 2, 4, 40).await;
    let playing = course.play();
    for part in 1..=3 {
        course.reaches(course.events() * part / 4).await;
        let mut watchers = Vec::new();
        for race in &course.races {
            watchers.push(Watcher::anonymous(&server.anonymous(), *race).await);
        }
        let leaving = watchers.iter_mut().map(async |watcher| {
            let code = loop {
                match watcher.try_fold_one().await {
                    Ok(_) => {}
                    Err((code, _)) => break code,
                }
            };
            assert_eq!(code, 1001, "a page is told that the server restarts");
            standings(watcher)
        });
        let leaving = futures_util::future::join_all(leaving);
        let (before, ()) = tokio::join!(leaving, server.terminate());
        let acknowledged = course.acknowledged();
        server.start_again().await;
        course.keeps(&acknowledged).await;
        for (race, before) in course.races.iter().zip(before) {
            let after = Watcher::anonymous(&server.anonymous(), *race).await;
            goes_on(&before, &standings(&after));
        }
    }
    playing.join_all().await;
    course.is_complete().await;
}
