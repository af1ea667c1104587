//! Seeds that admins bring over the network, and everything that can be wrong with them.

use std::{fs, path::Path, time::Duration};

use futures_util::stream;
use reqwest::{Body, Method};
use serde_json::Value;
use speedfog_protocol::rest::{AdminPools, UploadedSeed};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep, timeout},
};

use crate::common::{Answer, Api, PATIENCE, TestServer, playable_archive, zip_of};

mod pool_tool;

async fn upload(api: &Api, to: &str, archive: impl Into<Body>) -> Answer {
    let path = format!("/api/admin/pools/{to}");
    api.send(api.request(Method::POST, &path).body(archive))
        .await
}

/// Names of the files in the pool `sprint`, sorted.
fn files(server: &TestServer) -> Vec<String> {
    let entries = fs::read_dir(server.path().join("pools/sprint")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const AT_FIRST: [&str; 4] = [
    "config.toml",
    "seed_aaaaaaaaaaaa.zip",
    "seed_bbbbbbbbbbbb.zip",
    "seed_cccccccccccc.zip",
];

async fn available(admin: &Api) -> u64 {
    let pools: AdminPools = admin.get("/api/admin/pools").await.ok();
    pools.pools[0].available
}

#[tokio::test]
async fn an_uploaded_seed_can_be_raced_on_at_once() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let archive = playable_archive(1);
    let answer = upload(
        &admin,
        "sprint/seeds?file_name=seed_fresh.zip",
        archive.clone(),
    )
    .await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let seed: UploadedSeed = answer.ok();
    assert_eq!(
        (seed.pool_name.as_str(), seed.file.as_str()),
        ("sprint", "seed_fresh.zip")
    );
    assert_eq!(seed.bytes, archive.len() as u64);
    assert_eq!(seed.notes, [""; 0]);
    let stored = server.path().join("pools/sprint/seed_fresh.zip");
    assert_eq!(fs::read(&stored).unwrap(), archive);
    assert_eq!(available(&admin).await, 4);
    let log: Value = admin.get("/api/admin/audit").await.ok();
    assert_eq!(log["items"][0]["action"], "seed_uploaded");
    let detail = log["items"][0]["detail"].as_str().unwrap();
    assert_eq!(
        detail,
        format!("sprint/seed_fresh.zip, SHA-256 {}", seed.sha256)
    );

    // Other names are not kept, and no file name leads out of the folder.
    for (number, name) in [
        (2, "?file_name=My+seed.zip"),
        (3, "?file_name=..%2Fseed_x.zip"),
        (4, ""),
    ] {
        let answer = upload(
            &admin,
            &format!("sprint/seeds{name}"),
            playable_archive(number),
        )
        .await;
        let seed: UploadedSeed = answer.ok();
        assert_eq!(seed.file.len(), "seed_0a1b2c3d4e5f.zip".len(), "{seed:?}");
        assert!(
            server
                .path()
                .join("pools/sprint")
                .join(&seed.file)
                .is_file()
        );
    }
    assert_eq!(available(&admin).await, 7);
    assert_eq!(files(&server).len(), 8);
}

#[tokio::test]
async fn what_cannot_be_raced_on_is_refused_and_nothing_stays() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let whole = playable_archive(1);
    let check = async |archive: Vec<u8>, status: u16, why: &str| {
        let refused = upload(&admin, "sprint/seeds", archive)
            .await
            .refused(status);
        assert!(refused.contains(why), "{refused}");
        assert_eq!(files(&server), AT_FIRST, "{why}");
    };
    check(Vec::new(), 422, "not a complete zip archive").await;
    check(
        b"this is no zip".to_vec(),
        422,
        "not a complete zip archive",
    )
    .await;
    check(
        whole[..whole.len() - 30].to_vec(),
        422,
        "not a complete zip archive",
    )
    .await;
    check(zip_of(&[("a", b"b")]), 422, "no graph.json").await;
    check(zip_of(&[("t/graph.json", b"[]")]), 422, "graph.json").await;
    let graph = speedfog_race::fixtures::small_graph_json();
    let outside = zip_of(&[("graph.json", graph.as_bytes()), ("../x", b"")]);
    check(outside, 422, "cannot be used as a seed: entry \"../x\"").await;
    check(bomb(&graph), 422, "the entries unpack to").await;
    let bare = zip_of(&[("t/graph.json", graph.as_bytes())]);
    check(
        bare,
        422,
        "launch_speedfog.bat is missing; lib/speedfog_race_mod.dll is missing",
    )
    .await;
    assert_eq!(available(&admin).await, 3);
}

/// A few hundred kilobytes that would unpack to far more.
fn bomb(graph: &str) -> Vec<u8> {
    zip_of(&[
        ("graph.json", graph.as_bytes()),
        ("zeros", &vec![0; 300 << 20]),
    ])
}

#[tokio::test]
async fn the_same_seed_is_not_taken_twice() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let to = "sprint/seeds?file_name=seed_one.zip";
    assert_eq!(upload(&admin, to, playable_archive(1)).await.status, 201);
    let refused = upload(&admin, to, playable_archive(2)).await.refused(409);
    assert!(
        refused.contains("already a seed called seed_one.zip"),
        "{refused}"
    );
    let refused = upload(&admin, "sprint/seeds", playable_archive(1))
        .await
        .refused(409);
    assert!(
        refused.contains("same seed as sprint/seed_one.zip"),
        "{refused}"
    );
    assert_eq!(files(&server).len(), 5);
    // A name that only the database knows is taken as well.
    fs::remove_file(server.path().join("pools/sprint/seed_one.zip")).unwrap();
    upload(&admin, to, playable_archive(2)).await.refused(409);
    assert_eq!(files(&server), AT_FIRST);
    // What was taken out of use may come back, such as with another mod in it.
    let pool = serde_json::json!({ "pool_name": "sprint" });
    admin
        .post("/api/admin/seeds/discard", &pool)
        .await
        .ok::<Value>();
    assert_eq!(
        upload(&admin, "sprint/seeds", playable_archive(1))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn only_known_pools_and_only_admins() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let archive = || playable_archive(1);
    fs::create_dir(server.path().join("pools/no_settings")).unwrap();
    for pool in ["nowhere", "no_settings"] {
        let refused = upload(&admin, &format!("{pool}/seeds"), archive())
            .await
            .refused(404);
        assert!(refused.contains("config.toml"), "{refused}");
    }
    upload(&admin, "..%2Fsprint/seeds", archive())
        .await
        .refused(422);
    let organizer = server.sign_in("organizer", "organizer").await;
    upload(&organizer, "sprint/seeds", archive())
        .await
        .refused(403);
    upload(&server.anonymous(), "sprint/seeds", archive())
        .await
        .refused(401);
    assert_eq!(files(&server), AT_FIRST);
}

#[tokio::test]
async fn another_sites_page_cannot_upload() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let cookie = format!("speedfog_session={}", admin.token());
    for (from, status) in [("cross-site", 403), ("same-origin", 201)] {
        let anonymous = server.anonymous();
        let request = anonymous
            .request(Method::POST, "/api/admin/pools/sprint/seeds")
            .header("cookie", &cookie)
            .header("sec-fetch-site", from)
            .body(playable_archive(1));
        let answer = anonymous.send(request).await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
}

/// A request whose body ends before it should; the answer, if the line is kept.
async fn begin(server: &TestServer, token: &str, announced: u64, body: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let head = format!(
        "POST /api/admin/pools/sprint/seeds HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
         Content-Length: {announced}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    stream
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    while !answer.contains("\r\n\r\n") {
        let mut bytes = [0; 4096];
        let length = timeout(PATIENCE, stream.read(&mut bytes))
            .await
            .unwrap()
            .unwrap();
        assert!(length > 0, "closed without an answer: {answer}");
        answer.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }
    answer
}

async fn until(wanted: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !wanted() {
        assert!(Instant::now() < deadline, "it never came");
        sleep(Duration::from_millis(5)).await;
    }
}

fn part(folder: &Path) -> Option<std::path::PathBuf> {
    let mut entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries.find(|path| path.extension().is_some_and(|end| end == "part"))
}

#[tokio::test]
async fn too_much_is_refused_before_or_on_the_way() {
    let server = TestServer::start_with(|settings| settings.stock.upload_bytes = 1 << 20).await;
    let admin = server.sign_in("admin", "admin").await;
    let mut stream = begin(&server, admin.token(), (1 << 20) + 1, b"").await;
    let told = answer(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 413"), "{told}");
    assert!(told.contains("larger than the 1 MiB allowed"), "{told}");
    // Nobody says how much comes.
    let pieces = (0..40).map(|_| Ok::<_, std::io::Error>(vec![0; 64 << 10]));
    let path = "/api/admin/pools/sprint/seeds";
    let body = Body::wrap_stream(stream::iter(pieces));
    let sent = admin.request(Method::POST, path).body(body).send().await;
    // The server hangs up in the middle of it; the answer may be lost with the line.
    assert!(sent.is_err() || sent.unwrap().status() == 413);
    until(|| files(&server) == AT_FIRST).await;
}

#[tokio::test]
async fn a_line_that_breaks_or_stands_still_leaves_nothing() {
    let server = TestServer::start_with(|settings| {
        settings.stock.upload_stall = Duration::from_millis(300);
        // Other requests would be given up by then.
        settings.http.answer_timeout = Duration::from_millis(100);
    })
    .await;
    let admin = server.sign_in("admin", "admin").await;
    let archive = playable_archive(1);
    let folder = server.path().join("pools/sprint");
    let stream = begin(
        &server,
        admin.token(),
        archive.len() as u64,
        &archive[..100],
    )
    .await;
    until(|| part(&folder).is_some()).await;
    drop(stream);
    until(|| files(&server) == AT_FIRST).await;

    let mut stream = begin(
        &server,
        admin.token(),
        archive.len() as u64,
        &archive[..100],
    )
    .await;
    until(|| part(&folder).is_some()).await;
    let told = answer(&mut stream).await;
    assert!(told.starts_with("HTTP/1.1 408"), "{told}");
    until(|| files(&server) == AT_FIRST).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_placed_is_an_error_in_words() {
    let server = TestServer::start().await;
    let admin = server.sign_in("admin", "admin").await;
    let archive = playable_archive(1);
    let folder = server.path().join("pools/sprint");
    let half = archive.len() / 2;
    let mut stream = begin(
        &server,
        admin.token(),
        archive.len() as u64,
        &archive[..half],
    )
    .await;
    until(|| part(&folder).is_some()).await;
    // As if the disk had been taken away.
    fs::remove_file(part(&folder).unwrap()).unwrap();
    stream.write_all(&archive[half..]).await.unwrap();
    let told = answer(&mut stream).await;
    assert!(
        told.starts_with("HTTP/1.1 4") || told.starts_with("HTTP/1.1 5"),
        "{told}"
    );
    assert_eq!(files(&server), AT_FIRST);
    assert_eq!(available(&admin).await, 3);
}

#[tokio::test]
async fn what_a_crash_left_is_removed_at_the_start() {
    let mut server = TestServer::start().await;
    fs::write(server.path().join("pools/sprint/.upload-x1y2.part"), "half").unwrap();
    fs::write(server.path().join("pools/sprint/notes.part"), "mine").unwrap();
    server.restart().await;
    let expected: Vec<&str> = [AT_FIRST[0], "notes.part"]
        .into_iter()
        .chain(AT_FIRST[1..].iter().copied())
        .collect();
    assert_eq!(files(&server), expected);
}
