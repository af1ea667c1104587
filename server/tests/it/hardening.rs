//! What every request meets before and after the handlers: limits, timeouts, headers.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::common::{Answer, Api, PATIENCE, Socket, TestServer};

async fn limited() -> TestServer {
    TestServer::start_with(|settings| settings.http.rate_limits = true).await
}

/// Asks until it is refused and says how often it was not.
async fn budget(api: &Api, method: Method, path: &str, forwarded: &str) -> (u32, Answer) {
    for passed in 0..200 {
        let request = api
            .request(method.clone(), path)
            .header("x-forwarded-for", forwarded);
        let answer = api.send(request).await;
        if answer.status == 429 {
            return (passed, answer);
        }
    }
    panic!("{path} has no limit");
}

#[tokio::test]
async fn a_client_may_ask_so_often() {
    let server = limited().await;
    let api = server.anonymous();
    for (method, path, expected) in [
        (Method::GET, "/api/pools", 60),
        (Method::GET, "/api/auth/me", 60),
        (Method::GET, "/api/nothing", 60),
        (Method::GET, "/api/auth/twitch", 10),
        (Method::GET, "/api/auth/callback", 10),
        (Method::POST, "/api/auth/exchange", 10),
    ] {
        // Whatever the client says about itself changes nothing: nobody is trusted here.
        let (passed, answer) = budget(&api, method, path, "1.2.3.4").await;
        assert_eq!(passed, expected, "{path}");
        answer.refused(429);
        let wait: u64 = answer.headers["retry-after"]
            .to_str()
            .unwrap()
            .parse()
            .unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
    }
    for _ in 0..100 {
        assert_eq!(api.get("/health").await.status, 200);
    }
}

#[tokio::test]
async fn a_trusted_proxy_says_who_asks() {
    let server = TestServer::start_with(|settings| {
        settings.http.rate_limits = true;
        settings.http.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await;
    let api = server.anonymous();
    for client in ["1.2.3.4", "6.6.6.6, 1.2.3.5"] {
        let (passed, _) = budget(&api, Method::GET, "/api/pools", client).await;
        assert_eq!(passed, 60, "{client}");
    }
    let (passed, _) = budget(&api, Method::GET, "/api/pools", "7.7.7.7, 1.2.3.4").await;
    assert_eq!(passed, 0, "what the client invents is ignored");
}

#[tokio::test]
async fn friendly_pages_may_read_and_others_may_not() {
    let server = TestServer::start().await;
    let api = server.anonymous();
    for (origin, friendly) in [
        ("http://localhost:5173", true),
        ("http://localhost:5174", false),
        ("https://localhost:5173", false),
        ("null", false),
    ] {
        for method in [Method::GET, Method::OPTIONS] {
            let request = api
                .request(method.clone(), "/api/pools")
                .header("origin", origin)
                .header("access-control-request-method", "PATCH")
                .header("access-control-request-headers", "authorization");
            let answer = api.send(request).await;
            assert_eq!(answer.status, 200, "{answer:?}");
            let header = |name: &str| {
                answer
                    .headers
                    .get(name)
                    .map(|value| value.to_str().unwrap())
            };
            let allowed = header("access-control-allow-origin");
            assert_eq!(allowed, friendly.then_some(origin), "{method}");
            assert!(header("vary").unwrap().contains("origin"), "{answer:?}");
            if friendly {
                assert_eq!(header("access-control-allow-credentials"), Some("true"));
            }
            if friendly && method == Method::OPTIONS {
                assert_eq!(header("access-control-max-age"), Some("600"));
                assert_eq!(
                    header("access-control-allow-methods"),
                    Some("GET,POST,PATCH,DELETE")
                );
                assert_eq!(
                    header("access-control-allow-headers"),
                    Some("authorization,content-type")
                );
            }
        }
    }
}

#[tokio::test]
async fn every_answer_says_what_it_must_not_be_used_for() {
    let server = TestServer::start().await;
    let api = server.anonymous();
    for (path, frames) in [
        ("/health", "frame-ancestors 'none'"),
        ("/api/pools", "default-src 'none'; frame-ancestors 'none'"),
        ("/api/nothing", "default-src 'none'; frame-ancestors 'none'"),
        ("/docs/", "frame-ancestors 'none'"),
        ("/", "frame-ancestors 'none'"),
        ("/race/x", "frame-ancestors 'none'"),
    ] {
        let answer = api.get(path).await;
        let header = |name: &str| answer.headers[name].to_str().unwrap();
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        let policy = header("content-security-policy");
        assert!(policy.contains(frames), "{path}: {policy}");
        assert!(!answer.headers.contains_key("strict-transport-security"));
    }
    assert_eq!(
        api.get("/api/pools").await.headers["cache-control"],
        "no-store"
    );

    let https = TestServer::start_with(|settings| {
        settings.http.base_url = Some("https://race.example".parse().unwrap());
    })
    .await;
    let answer = https.anonymous().get("/health").await;
    let strict = answer.headers["strict-transport-security"]
        .to_str()
        .unwrap();
    assert!(strict.starts_with("max-age="), "{strict}");
    let request = https
        .anonymous()
        .request(Method::POST, "/api/auth/dev")
        .header("origin", "https://race.example")
        .json(&json!({ "twitch_username": "ann" }));
    let answer = https.anonymous().send(request).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.ends_with("; Secure"), "{cookie}");
}

#[tokio::test]
async fn every_request_has_a_name_of_ours() {
    let server = TestServer::start().await;
    let api = server.anonymous();
    let mut seen = Vec::new();
    for path in ["/health", "/api/auth/me", "/api/nothing", "/"] {
        let request = api
            .request(Method::GET, path)
            .header("x-request-id", "theirs");
        let answer = api.send(request).await;
        let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
        uuid::Uuid::parse_str(&id).unwrap();
        assert!(!seen.contains(&id));
        seen.push(id);
    }
}

#[tokio::test]
async fn a_ready_server_says_so() {
    let server = TestServer::start().await;
    let answer: Value = server.anonymous().get("/ready").await.ok();
    assert_eq!(answer["status"], "ready");
}

/// Begins a request whose body never comes and returns the head of the answer.
async fn stalled(server: &TestServer) -> String {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let head = "POST /api/auth/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    while !answer.contains("\r\n\r\n") {
        let mut bytes = [0; 1024];
        let length = timeout(PATIENCE, stream.read(&mut bytes))
            .await
            .expect("an answer in time")
            .unwrap();
        assert!(length > 0, "closed without an answer: {answer}");
        answer.push_str(&String::from_utf8_lossy(&bytes[..length]));
    }
    answer
}

/// Says something and nothing more, and returns what the server says before it hangs up.
async fn hung_up_on(server: &TestServer, said: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(said).await.unwrap();
    let mut answer = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut answer))
        .await
        .expect("the server hangs up in time")
        .unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_head_must_come_in_time_and_be_of_sensible_size() {
    let server = TestServer::start_with(|settings| {
        settings.http.head_timeout = Duration::from_millis(200);
    })
    .await;
    assert_eq!(hung_up_on(&server, b"").await, "");
    assert_eq!(hung_up_on(&server, b"GET /health HT").await, "");
    // Lines that trickle in do not count as progress, and an idle connection is not kept for ever.
    let trickling = async {
        let mut stream = TcpStream::connect(server.address()).await.unwrap();
        stream.write_all(b"GET /health HTTP/1.1\r\n").await.unwrap();
        let mut beat = tokio::time::interval(Duration::from_millis(20));
        loop {
            beat.tick().await;
            if stream.write_all(b"X-More: 1\r\n").await.is_err() {
                break;
            }
        }
    };
    timeout(PATIENCE, trickling)
        .await
        .expect("the server hangs up in time");
    let idle = hung_up_on(&server, b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(idle.starts_with("HTTP/1.1 200"), "{idle}");

    let server = TestServer::start().await;
    let long = format!("GET /health HTTP/1.1\r\nX: {}", "x".repeat(33 * 1024));
    let answer = hung_up_on(&server, long.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
}

#[tokio::test]
async fn there_is_room_for_so_many_connections() {
    let server = TestServer::start_with(|settings| settings.http.connections = Some(2)).await;
    let race = {
        let organizer = server.sign_in("organizer", "organizer").await;
        organizer.create_race().await.id
    };
    let path = format!("/ws/race/{race}");
    let first = Socket::open(&server.address(), &path).await;
    let second = Socket::open(&server.address(), &path).await;
    let mut waiting = TcpStream::connect(server.address()).await.unwrap();
    let ask = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    waiting.write_all(ask).await.unwrap();
    let mut answer = [0; 12];
    let early = timeout(Duration::from_millis(200), waiting.read_exact(&mut answer)).await;
    assert!(early.is_err(), "no place is free yet");
    first.close().await;
    timeout(PATIENCE, waiting.read_exact(&mut answer))
        .await
        .expect("a place in time")
        .unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    second.close().await;
}

#[tokio::test]
async fn nobody_is_waited_for_for_ever() {
    let short = Duration::from_millis(50);
    let server = TestServer::start_with(|settings| settings.http.body_timeout = short).await;
    let answer = stalled(&server).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    let server = TestServer::start_with(|settings| settings.http.answer_timeout = short).await;
    let answer = stalled(&server).await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}
