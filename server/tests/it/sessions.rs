//! Devices that are signed in, with a token or with a cookie.

use reqwest::Method;
use serde_json::{Value, json};
use speedfog_protocol::rest::{DeviceSessions, Me, SignedOut};

use crate::common::{Answer, Api, Socket, TestServer};

/// A page of the server itself, as a browser marks its requests.
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");
/// A page of somebody else.
const FOREIGN: (&str, &str) = ("origin", "https://evil.example");

/// Signs in as a page of the server does and returns the cookie.
async fn cookie(server: &TestServer, login: &str) -> String {
    let api = server.anonymous();
    let request = api
        .request(Method::POST, "/api/auth/dev")
        .header(OWN.0, OWN.1)
        .json(&json!({ "twitch_username": login, "role": "organizer" }));
    let answer = api.send(request).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let header = answer.headers["set-cookie"].to_str().unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/;"] {
        assert!(header.contains(part), "{header}");
    }
    assert!(!header.contains("Secure"), "plain http here: {header}");
    header.split(';').next().unwrap().to_owned()
}

/// A request with a cookie and a mark of the page it comes from.
async fn ask(
    api: &Api,
    method: Method,
    path: &str,
    cookie: &str,
    from: Option<(&str, &str)>,
) -> Answer {
    let mut request = api.request(method, path).header("cookie", cookie);
    if let Some((name, value)) = from {
        request = request.header(name, value);
    }
    api.send(request).await
}

#[tokio::test]
async fn a_cookie_signs_in_but_only_our_own_pages_may_act_with_it() {
    let server = TestServer::start().await;
    let cookie = cookie(&server, "ann").await;
    let api = server.anonymous();
    for from in [None, Some(OWN), Some(FOREIGN)] {
        let answer = ask(&api, Method::GET, "/api/auth/me", &cookie, from).await;
        assert_eq!(answer.ok::<Me>().twitch_username, "ann");
    }
    let own_origin = format!("http://{}", server.address());
    let body = json!({ "name": "x", "pool_name": "sprint" });
    for (from, status) in [
        (None, 403),
        (Some(FOREIGN), 403),
        (Some(("origin", "null")), 403),
        (Some(("sec-fetch-site", "cross-site")), 403),
        (Some(("sec-fetch-site", "same-site")), 403),
        (Some(OWN), 201),
        (Some(("origin", own_origin.as_str())), 201),
        (Some(("origin", "http://localhost:5173")), 201),
    ] {
        let mut request = api
            .request(Method::POST, "/api/races")
            .header("cookie", &cookie)
            .json(&body);
        if let Some((name, value)) = from {
            request = request.header(name, value);
        }
        let answer = api.send(request).await;
        assert_eq!(answer.status, status, "{from:?}: {answer:?}");
    }
}

#[tokio::test]
async fn a_token_wins_over_a_cookie_and_foreign_pages_get_none() {
    let server = TestServer::start().await;
    let cookie = cookie(&server, "ann").await;
    let bob = server.sign_in("bob", "user").await;
    let answer = ask(&bob, Method::GET, "/api/auth/me", &cookie, None).await;
    assert_eq!(answer.ok::<Me>().twitch_username, "bob");
    let wrong = server.anonymous().with_token("wrong");
    ask(&wrong, Method::GET, "/api/auth/me", &cookie, None)
        .await
        .refused(401);

    for from in [None, Some(FOREIGN)] {
        let mut request = server
            .anonymous()
            .request(Method::POST, "/api/auth/dev")
            .json(&json!({ "twitch_username": "eve" }));
        if let Some((name, value)) = from {
            request = request.header(name, value);
        }
        let answer = server.anonymous().send(request).await;
        assert_eq!(answer.status, 200);
        assert!(!answer.headers.contains_key("set-cookie"), "{from:?}");
    }
}

#[tokio::test]
async fn devices_are_listed_and_ended_one_by_one() {
    let server = TestServer::start().await;
    let (phone, laptop) = (
        server.sign_in("ann", "user").await,
        server.sign_in("ann", "user").await,
    );
    let bob = server.sign_in("bob", "user").await;
    let list: DeviceSessions = laptop.get("/api/auth/sessions").await.ok();
    assert_eq!(list.sessions.len(), 2);
    let current: Vec<_> = list.sessions.iter().filter(|one| one.current).collect();
    assert_eq!(current.len(), 1);
    assert!(current[0].last_used_at.is_some());
    let other = list.sessions.iter().find(|one| !one.current).unwrap();

    let path = format!("/api/auth/sessions/{}", other.id);
    bob.delete(&path).await.refused(404);
    server.anonymous().delete(&path).await.refused(401);
    laptop.delete("/api/auth/sessions/x").await.refused(422);
    assert_eq!(laptop.delete(&path).await.status, 204);
    laptop.delete(&path).await.refused(404);
    phone.get("/api/auth/me").await.refused(401);
    laptop.get("/api/auth/me").await.ok::<Me>();

    let own = format!("/api/auth/sessions/{}", current[0].id);
    let answer = laptop.delete(&own).await;
    let gone = answer.headers["set-cookie"].to_str().unwrap();
    assert!(gone.contains("Max-Age=0"), "{gone}");
    laptop.get("/api/auth/me").await.refused(401);
}

#[tokio::test]
async fn signing_out_ends_every_session_of_the_account() {
    let server = TestServer::start().await;
    let cookie = cookie(&server, "ann").await;
    let (phone, bob) = (
        server.sign_in("ann", "user").await,
        server.sign_in("bob", "user").await,
    );
    let api = server.anonymous();
    api.post("/api/auth/logout", &json!({})).await.refused(401);
    ask(
        &api,
        Method::POST,
        "/api/auth/logout",
        &cookie,
        Some(FOREIGN),
    )
    .await
    .refused(403);
    let answer = ask(&api, Method::POST, "/api/auth/logout", &cookie, Some(OWN)).await;
    assert!(!answer.ok::<SignedOut>().message.is_empty());
    assert!(
        answer.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    phone.get("/api/auth/me").await.refused(401);
    ask(&api, Method::GET, "/api/auth/me", &cookie, None)
        .await
        .refused(401);
    bob.get("/api/auth/me").await.ok::<Value>();
}

#[tokio::test]
async fn a_spectator_is_known_by_the_cookie_from_the_first_frame_on() {
    let server = TestServer::start().await;
    let cookie = cookie(&server, "ann").await;
    let api = server.anonymous();
    let request = api
        .request(Method::POST, "/api/races")
        .header("cookie", &cookie)
        .header(OWN.0, OWN.1)
        .json(&json!({ "name": "x", "pool_name": "sprint" }));
    let race: Value = api.send(request).await.ok();
    let path = format!("/ws/race/{}", race["id"].as_str().unwrap());
    let address = server.address();
    // Before the start, the organizer sees the names on the map and others do not.
    for (cookie, origin, sees_map) in [
        (cookie.as_str(), format!("http://{address}"), true),
        (&cookie, "https://evil.example".into(), false),
        (&cookie, "null".into(), false),
        ("speedfog_session=guess", format!("http://{address}"), false),
    ] {
        let mut socket = Socket::open_as(&address, &path, cookie, &origin).await;
        let first = socket.next().await.unwrap();
        assert_eq!(first["type"], "race_state");
        let name = &first["seed"]["graph_json"]["nodes"]["n1"]["display_name"];
        assert_eq!(name != "???", sees_map, "{origin}: {first}");
    }
}
