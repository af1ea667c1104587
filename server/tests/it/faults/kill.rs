//! The server is killed at random moments under load.

use rand::RngExt;
use speedfog_race::fixtures;

use super::{course::Course, dice};
use crate::common::ServerProcess;

const SEEDS: [u64; 2] = [1, 2];
const KILLS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_was_acknowledged_survives_every_kill() {
    for (seed, mut dice) in dice(&SEEDS) {
        let slugs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"];
        let mut server = ServerProcess::start_with(&fixtures::small_graph_json(), &slugs).await;
        let course = Course::start(server.anonymous(), 3, 3, 30).await;
        let mut moments: Vec<usize> = (0..KILLS)
            .map(|_| dice.random_range(1..course.events()))
            .collect();
        moments.sort_unstable();
        println!("seed {seed}: killed after {moments:?} acknowledged events");

        let playing = course.play();
        for moment in moments {
            course.reaches(moment).await;
            server.kill();
            let acknowledged = course.acknowledged();
            server.start_again().await;
            course.keeps(&acknowledged).await;
        }
        playing.join_all().await;
        course.is_complete().await;
    }
}
