//! Peers that take nothing, or send what never ends.

use futures_util::future::join_all;
use speedfog_protocol::close;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};
use uuid::Uuid;

use super::course::Course;
use crate::common::{PATIENCE, ServerProcess, TestServer, Watcher};

/// A page that asks for a WebSocket and then says and reads only what the test wants.
async fn page(address: &str, race: Uuid) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    // What it does not read stays with the server sooner.
    socket.set_recv_buffer_size(4096).unwrap();
    let mut page = socket.connect(address.parse().unwrap()).await.unwrap();
    let request = format!(
        "GET /ws/race/{race} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    page.write_all(request.as_bytes()).await.unwrap();
    page
}

/// Everything that comes until the connection ends.
async fn rest(mut page: TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = timeout(PATIENCE, page.read_to_end(&mut bytes)).await;
    // A reset is an end, too.
    let _ = read.expect("the server lets go of it");
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_reads_nothing_is_let_go_and_nobody_waits_for_it() {
    let server = ServerProcess::start().await;
    let course = Course::start(server.anonymous(), 1, 2, 700).await;
    let deaf = page(server.anonymous().address(), course.races[0]).await;
    let mut watcher = Watcher::anonymous(&server.anonymous(), course.races[0]).await;
    let playing = course.play();
    let watching = watcher.until(|watcher| watcher.status() == "finished");
    tokio::join!(watching, async {
        playing.join_all().await;
    });
    course.is_complete().await;
    watcher.until(|watcher| watcher.count == 1).await;
    assert!(!rest(deaf).await.is_empty());
}

/// One frame of a client: its first byte, and no content under a mask of zeros.
const fn empty(first: u8) -> [u8; 6] {
    [first, 0x80, 0, 0, 0, 0]
}

#[tokio::test]
async fn messages_that_do_not_end_end_the_connection() {
    let server = TestServer::start().await;
    let organizer = server.sign_in("organizer", "organizer").await;
    let race = organizer.create_race().await.id;
    let mut watcher = Watcher::anonymous(&server.anonymous(), race).await;

    let beginning = empty(0x01);
    let nothing: Vec<u8> = beginning
        .into_iter()
        .chain(empty(0x00).into_iter().cycle())
        .take(6 * 100_000)
        .collect();
    // Text that claims to be compressed, which nobody agreed to, and a kind of frame that there is not.
    let compressed = empty(0xc1).to_vec();
    let unknown = empty(0x83).to_vec();
    let ends = [nothing, compressed, unknown].map(async |bytes| {
        let page = page(&server.address(), race).await;
        let (read, mut write) = page.into_split();
        // The server may hang up before everything is said.
        let said = async {
            let _ = write.write_all(&bytes).await;
            write
        };
        let heard = async {
            let mut read = read;
            let mut heard = Vec::new();
            let _ = read.read_to_end(&mut heard).await;
            heard
        };
        let (heard, _write) = timeout(PATIENCE, async { tokio::join!(heard, said) })
            .await
            .expect("the server hangs up");
        heard
    });
    let [endless, ..] = &join_all(ends).await[..] else {
        panic!("three connections");
    };
    let code = close::TOO_BIG.to_be_bytes();
    assert!(
        endless.windows(2).any(|bytes| bytes == code),
        "the reason is told"
    );
    watcher.socket.is_answered().await;
}
