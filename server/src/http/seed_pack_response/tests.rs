use std::io::Write;

use axum::Router;
use axum::body::to_bytes;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use zip::write::SimpleFileOptions;

use super::*;
use speedfog_seeds::SeedPacks;

fn pack() -> (tempfile::TempDir, SeedPack) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("seed_x.zip");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("t/data", options).unwrap();
    let data: Vec<u8> = (0..700_000_u32)
        .map(|i| (i.wrapping_mul(i) >> 7) as u8)
        .collect();
    writer.write_all(&data).unwrap();
    writer.finish().unwrap();
    let timestamp = chrono::DateTime::UNIX_EPOCH;
    let pack = SeedPacks::new().plan(&path, "a = 1", timestamp).unwrap();
    (dir, pack)
}

async fn answer(pack: &SeedPack, headers: &[(&'static str, &str)]) -> (Response<()>, Vec<u8>) {
    let mut request = HeaderMap::new();
    for (name, value) in headers {
        request.append(*name, header(value));
    }
    let (parts, body) = seed_pack_response(pack, "x.zip", &Method::GET, &request).into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (Response::from_parts(parts, ()), body.to_vec())
}

#[track_caller]
fn check_name(login: &str, expected: &str) {
    assert_eq!(pack_file_name("speedfog", login), expected, "{login:?}");
}

#[test]
fn file_names_are_plain() {
    check_name("some_Runner42", "speedfog_some_Runner42.zip");
    check_name("a\"b; filename=\r\nx", "speedfog_abfilenamex.zip");
    check_name("../../etc", "speedfog_etc.zip");
    check_name("été", "speedfog_t.zip");
    check_name("日本", "speedfog_unknown.zip");
    check_name("", "speedfog_unknown.zip");
}

#[track_caller]
fn check_range(range: &str, expected: Wanted) {
    assert_eq!(parse_range(range, 100), expected, "{range:?}");
}

#[test]
fn one_range_of_bytes_is_understood() {
    check_range("bytes=0-", Wanted::Part(0..100));
    check_range("bytes=0-0", Wanted::Part(0..1));
    check_range("bytes=10-19", Wanted::Part(10..20));
    check_range("bytes=90-200", Wanted::Part(90..100));
    check_range("bytes=99-", Wanted::Part(99..100));
    check_range("bytes=-1", Wanted::Part(99..100));
    check_range("bytes=-1000", Wanted::Part(0..100));
    check_range("Bytes = 1-2", Wanted::Part(1..3));
    check_range("bytes=0-99999999999999999999999", Wanted::Part(0..100));
    check_range("bytes=100-", Wanted::Impossible);
    check_range("bytes=100-200", Wanted::Impossible);
    check_range("bytes=99999999999999999999999-", Wanted::Impossible);
    check_range("bytes=-0", Wanted::Impossible);
    check_range("bytes=2-1", Wanted::Whole);
    check_range("bytes=0-1,3-4", Wanted::Whole);
    check_range("bytes=-", Wanted::Whole);
    check_range("bytes=a-b", Wanted::Whole);
    check_range("bytes=+1-2", Wanted::Whole);
    check_range("bytes=1", Wanted::Whole);
    check_range("bytes", Wanted::Whole);
    check_range("lines=1-2", Wanted::Whole);
    check_range("", Wanted::Whole);
    assert_eq!(parse_range("bytes=0-", 0), Wanted::Impossible);
    assert_eq!(parse_range("bytes=-5", 0), Wanted::Impossible);
}

#[tokio::test]
async fn the_whole_pack() {
    let (_dir, pack) = pack();
    let (response, body) = answer(&pack, &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(body.len() as u64, pack.len());
    let headers = response.headers();
    assert_eq!(headers[CONTENT_LENGTH], pack.len().to_string());
    assert_eq!(headers[CONTENT_TYPE], "application/zip");
    assert_eq!(
        headers[CONTENT_DISPOSITION],
        "attachment; filename=\"x.zip\""
    );
    assert_eq!(headers[CACHE_CONTROL], "no-store");
    assert_eq!(headers[ACCEPT_RANGES], "bytes");
    assert_eq!(headers[ETAG], pack.etag());
}

#[tokio::test]
async fn a_part_of_the_pack() {
    let (_dir, pack) = pack();
    let (_, whole) = answer(&pack, &[]).await;
    let (response, body) = answer(&pack, &[("range", "bytes=200000-600000")]).await;
    assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
    assert!(body == whole[200_000..=600_000]);
    let headers = response.headers();
    assert_eq!(headers[CONTENT_LENGTH], "400001");
    let content_range = format!("bytes 200000-600000/{}", pack.len());
    assert_eq!(headers[CONTENT_RANGE], content_range);
    assert_eq!(headers[CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn a_part_beyond_the_end() {
    let (_dir, pack) = pack();
    let (response, body) = answer(&pack, &[("range", "bytes=9999999-")]).await;
    assert_eq!(response.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem["status"], 416);
    let content_range = format!("bytes */{}", pack.len());
    assert_eq!(response.headers()[CONTENT_RANGE], content_range);
}

#[tokio::test]
async fn a_part_of_another_pack_is_answered_with_this_one() {
    let (_dir, pack) = pack();
    let part = ("range", "bytes=1-2");
    let (response, _) = answer(&pack, &[part, ("if-range", pack.etag())]).await;
    assert_eq!(response.status(), StatusCode::PARTIAL_CONTENT);
    let weak = format!("W/{}", pack.etag());
    for other in ["\"other\"", &weak, "Mon, 23 Nov 2026 04:00:00 GMT"] {
        let (response, body) = answer(&pack, &[part, ("if-range", other)]).await;
        assert_eq!(response.status(), StatusCode::OK, "{other}");
        assert_eq!(body.len() as u64, pack.len());
    }
    let (response, _) = answer(&pack, &[part, ("range", "bytes=5-6")]).await;
    assert_eq!(response.status(), StatusCode::OK);
}

/// What a real server sends for `request`, until it closes the connection.
async fn exchange(pack: SeedPack, request: &str) -> (String, Vec<u8>) {
    let handler = move |method: Method, headers: HeaderMap| async move {
        seed_pack_response(&pack, "x.zip", &method, &headers)
    };
    let app = Router::new().route("/", get(handler));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, app).await });
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await.unwrap();
    server.abort();
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    (head.to_lowercase(), answer[end + 4..].to_vec())
}

#[tokio::test]
async fn the_length_is_sent_before_the_pack() {
    let (_dir, pack) = pack();
    let length = format!("content-length: {}", pack.len());
    let get = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let (head, body) = exchange(pack.clone(), get).await;
    assert!(head.contains(&length), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
    assert_eq!(body.len() as u64, pack.len());

    let (head, body) = exchange(pack, &get.replace("GET", "HEAD")).await;
    assert!(head.contains(&length), "{head}");
    assert!(body.is_empty());
}
