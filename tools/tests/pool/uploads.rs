//! Seeds on their way to a server, as far as that depends on the tool.

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::workshop::Workshop;

#[test]
fn what_no_server_would_take_is_not_sent() {
    let shop = Workshop::new();
    let upload = |file: &str, server: &str, because: &str| {
        let arguments = [
            "pool", "upload", "sprint", file, "--server", server, "--token", "t",
        ];
        let (code, text) = shop.tools(&arguments);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains(because), "{text}");
    };
    let nobody = "http://127.0.0.1:9";
    fs::write(shop.path("seed_bad.zip"), "no zip").unwrap();
    upload("seed_bad.zip", nobody, "not a complete zip archive");
    upload("seed_none.zip", nobody, "seed_none.zip FAILED");
    let (code, text) = shop.tools(&[
        "sample-pool",
        "--out",
        "pools",
        "--pool",
        "sprint",
        "--seeds",
        "1",
    ]);
    assert_eq!(code, Some(0), "{text}");
    let sample = shop.archives()[0].to_str().unwrap().to_owned();
    upload(&sample, nobody, "speedfog_race_mod.dll is missing");
    upload("seed_bad.zip", "race.example", "must start with http");
    let (code, text) = shop.generate("", &["--seeds", "51"]);
    assert_eq!(code, Some(0), "{text}");
    let archives = shop.archives();
    let good = archives.iter().find(|path| **path != *sample).unwrap();
    upload(good.to_str().unwrap(), nobody, "the server did not take it");
}

/// Takes one request after the other and gives each its answer; returns what came before the bodies.
fn answering(answers: [&'static str; 2]) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let heads = move |answer: &str| {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let end = loop {
            let mut bytes = [0; 4096];
            let length = stream.read(&mut bytes).unwrap();
            request.extend_from_slice(&bytes[..length]);
            if let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
        };
        let head = String::from_utf8(request[..end].to_vec()).unwrap();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap();
        let rest = length.parse::<usize>().unwrap() - (request.len() - end - 4);
        stream.read_exact(&mut vec![0; rest]).unwrap();
        let length = answer.rsplit("\r\n").next().unwrap().len();
        let answer = answer.replace("LENGTH", &length.to_string());
        stream.write_all(answer.as_bytes()).unwrap();
        head
    };
    let told = thread::spawn(move || answers.map(heads).into());
    (address, told)
}

#[test]
fn a_server_that_wants_a_pause_gets_it() {
    let shop = Workshop::new();
    let (code, text) = shop.generate("", &["--seeds", "61"]);
    assert_eq!(code, Some(0), "{text}");
    let archive = &shop.archives()[0];
    let (server, told) = answering([
        "HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\ncontent-length: LENGTH\r\nconnection: close\r\n\r\n{}",
        "HTTP/1.1 201 Created\r\ncontent-length: LENGTH\r\nconnection: close\r\n\r\n{\"pool_name\":\"sprint\",\
         \"file\":\"seed_x.zip\",\"bytes\":1,\"sha256\":\"\",\"total_layers\":1,\"notes\":[\"odd\"]}",
    ]);
    let began = Instant::now();
    let (code, text) = shop.tools(&[
        "pool",
        "upload",
        "sprint",
        archive.to_str().unwrap(),
        "--server",
        &server,
        "--token",
        "secret",
    ]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("is seed_x.zip now\n  note: odd"), "{text}");
    assert!(began.elapsed() >= Duration::from_secs(1));
    let name = archive.file_name().unwrap().to_str().unwrap();
    for head in told.join().unwrap() {
        let path = format!("POST /api/admin/pools/sprint/seeds?file_name={name} HTTP/1.1");
        assert!(head.starts_with(&path), "{head}");
        assert!(head.contains("authorization: Bearer secret"), "{head}");
    }
}
