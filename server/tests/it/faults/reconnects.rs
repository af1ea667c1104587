//! Everybody comes back at once. `RECONNECTS` says how many pages that are, such as 10000.

use futures_util::future::join_all;
use speedfog_race::fixtures;
use tokio::{task::JoinSet, time::timeout};
use uuid::Uuid;

use super::course::Course;
use crate::common::{Api, PATIENCE, ServerProcess, Socket, Watcher};

/// Pages, unless told otherwise.
const PAGES: usize = 1000;

/// Memory of the server that a page may cost while all come at once, in KiB.
const KIB_PER_PAGE: usize = 96;

/// Resident memory of a process, in KiB.
fn memory(pid: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let figure = line.unwrap().trim().trim_end_matches(" kB");
    figure.parse().unwrap()
}

/// A page that has been shown the race.
async fn page(api: Api, race: Uuid) -> Socket {
    let path = format!("/ws/race/{race}");
    let mut socket = Socket::open(api.address(), &path).await;
    socket.expect(&["race_state"]).await;
    socket
}

/// So many pages at once, each of which is shown a race in time.
async fn pages(api: &Api, course: &Course, count: usize) -> Vec<Socket> {
    let races = course.races.iter().cycle().take(count);
    let pages: JoinSet<Socket> = races.map(|race| page(api.clone(), *race)).collect();
    let patience = PATIENCE * (2 + u32::try_from(count / 1000).unwrap());
    let pages = timeout(patience, pages.join_all()).await;
    pages.expect("everybody is let in")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_is_let_in_and_mods_are_not_kept_waiting() {
    let count = std::env::var("RECONNECTS").ok();
    let count = count.map_or(PAGES, |count| count.parse().expect("a number"));
    let slugs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb"];
    let mut server = ServerProcess::start_with(&fixtures::small_graph_json(), &slugs).await;
    let api = server.anonymous();
    let course = Course::start(api.clone(), 2, 4, 30).await;
    let before = memory(server.pid());
    let mut watching = pages(&api, &course, count).await;
    let playing = course.play();
    course.reaches(course.events() / 4).await;

    // The server is replaced, and everybody is back in the instant that it answers.
    let leaving = join_all(watching.iter_mut().map(Socket::closed));
    let (codes, ()) = tokio::join!(leaving, server.terminate());
    assert!(codes.iter().all(|(code, _)| *code == 1001));
    drop(watching);
    server.start_again().await;
    let coming = pages(&api, &course, count);
    let (mut watching, ()) = tokio::join!(coming, async {
        playing.join_all().await;
    });
    course.is_complete().await;
    let each = memory(server.pid()).saturating_sub(before) / count;
    println!("{count} pages, {each} KiB each");
    assert!(each < KIB_PER_PAGE, "{each} KiB for a page");
    // They are all there, and still served.
    let mut watcher = Watcher::anonymous(&api, course.races[0]).await;
    let there = u64::try_from(count.div_ceil(2)).unwrap() + 1;
    watcher.until(|watcher| watcher.count == there).await;
    join_all(watching.iter_mut().map(Socket::is_answered)).await;
}
