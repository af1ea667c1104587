//! Signing in through Twitch, and everything that can go wrong on the way.

use std::time::Duration;

use reqwest::{Client, Method, redirect::Policy};
use serde_json::{Value, json};
use speedfog_protocol::rest::{ExchangedCode, Me, Role};
use url::Url;

use crate::common::{
    Answer, Api, TestServer,
    twitch::{CODE, Manner, StandInTwitch, user},
};

const PAGE: &str = "http://localhost:5173/auth/callback";

/// A browser: keeps the cookie of the sign-in, follows no redirect by itself.
struct Browser {
    api: Api,
    cookie: Option<String>,
}

/// A sign-in that was sent to Twitch.
struct Begun {
    url: Url,
    state: String,
}

fn query(url: &Url, name: &str) -> Option<String> {
    let mut pairs = url.query_pairs();
    pairs
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn location(answer: &Answer) -> Url {
    assert_eq!(answer.status, 302, "{answer:?}");
    Url::parse(answer.headers["location"].to_str().unwrap()).unwrap()
}

impl Browser {
    fn new(server: &TestServer) -> Self {
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        Self {
            api: server.anonymous().with_http(http),
            cookie: None,
        }
    }

    async fn begin_with(&mut self, query_string: &str) -> Begun {
        let answer = self
            .api
            .get(&format!("/api/auth/twitch{query_string}"))
            .await;
        let url = location(&answer);
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        for part in [
            "HttpOnly",
            "SameSite=Lax",
            "Path=/api/auth/callback",
            "Max-Age=600",
        ] {
            assert!(cookie.contains(part), "{cookie}");
        }
        self.cookie = cookie.split(';').next().map(str::to_owned);
        let state = query(&url, "state").unwrap();
        Begun { url, state }
    }

    async fn begin(&mut self) -> Begun {
        self.begin_with("").await
    }

    async fn come_back(&self, query_string: &str) -> Answer {
        let path = format!("/api/auth/callback?{query_string}");
        let mut request = self.api.request(Method::GET, &path);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        self.api.send(request).await
    }

    async fn come_back_well(&self, begun: &Begun) -> Answer {
        self.come_back(&format!("code={CODE}&state={}", begun.state))
            .await
    }

    async fn exchange(&self, code: &str) -> Answer {
        self.api
            .post("/api/auth/exchange", &json!({ "code": code }))
            .await
    }

    /// The whole way.
    async fn sign_in(&mut self) -> Api {
        let begun = self.begin().await;
        let target = location(&self.come_back_well(&begun).await);
        let code = query(&target, "code").unwrap();
        let token: ExchangedCode = self.exchange(&code).await.ok();
        self.api.with_token(&token.token)
    }
}

async fn start() -> (StandInTwitch, TestServer) {
    let twitch = StandInTwitch::start().await;
    let settings = twitch.settings();
    let server = TestServer::start_with(|all| all.twitch = Some(settings)).await;
    (twitch, server)
}

#[tokio::test]
async fn somebody_signs_in() {
    let (twitch, server) = start().await;
    let mut browser = Browser::new(&server);
    let begun = browser.begin().await;
    assert_eq!(begun.url.path(), "/oauth2/authorize");
    for (name, value) in [
        ("client_id", "our-id"),
        ("redirect_uri", "http://localhost:8000/api/auth/callback"),
        ("response_type", "code"),
        ("scope", "user:read:email"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(query(&begun.url, name).as_deref(), Some(value), "{name}");
    }
    assert!(begun.state.len() >= 43);

    let answer = browser.come_back_well(&begun).await;
    let target = location(&answer);
    assert!(target.as_str().starts_with(&format!("{PAGE}?code=")));
    let gone = answer.headers["set-cookie"].to_str().unwrap();
    assert!(gone.contains("Max-Age=0"), "{gone}");

    let form = &twitch.forms()[0];
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(
        form["redirect_uri"],
        "http://localhost:8000/api/auth/callback"
    );
    let challenge = query(&begun.url, "code_challenge").unwrap();
    assert_eq!(s256(form["code_verifier"].as_str().unwrap()), challenge);

    let code = query(&target, "code").unwrap();
    let token: ExchangedCode = browser.exchange(&code).await.ok();
    browser.exchange(&code).await.refused(400);
    let me: Me = browser
        .api
        .with_token(&token.token)
        .get("/api/auth/me")
        .await
        .ok();
    assert_eq!(me.twitch_username, "ann");
    assert_eq!(me.twitch_display_name.as_deref(), Some("ANN"));
    assert_eq!(
        me.twitch_avatar_url.as_deref(),
        Some("https://pictures.example/ann.png")
    );
    assert_eq!((me.role, me.locale.as_deref()), (Role::User, Some("en")));
}

/// What a PKCE challenge must be.
fn s256(verifier: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let hash = hex::decode(speedfog_racing::secret::hash(verifier)).unwrap();
    URL_SAFE_NO_PAD.encode(hash)
}

#[tokio::test]
async fn a_new_sign_in_leaves_other_devices_alone_and_refreshes_the_names() {
    let (twitch, server) = start().await;
    let first = Browser::new(&server).sign_in().await;
    let before: Me = first.get("/api/auth/me").await.ok();
    let mut renamed = user("ann");
    renamed["login"] = json!("anna");
    renamed["display_name"] = json!("");
    renamed["profile_image_url"] = json!("javascript:alert(1)");
    twitch.set(Manner::Users(json!([renamed])));
    let second = Browser::new(&server).sign_in().await;
    for api in [first, second] {
        let me: Me = api.get("/api/auth/me").await.ok();
        assert_eq!((me.id, me.twitch_username.as_str()), (before.id, "anna"));
        assert_eq!((me.twitch_display_name, me.twitch_avatar_url), (None, None));
    }
}

#[tokio::test]
async fn the_browsers_language_is_kept_if_we_speak_it() {
    let (twitch, server) = start().await;
    for (login, wish, kept) in [
        ("ann", "?locale=fr", "fr"),
        // An account has its language already.
        ("ann", "?locale=en", "fr"),
        ("bob", "?locale=xx", "en"),
        ("eve", "?locale=../../etc/passwd", "en"),
    ] {
        twitch.set(Manner::Users(json!([user(login)])));
        let mut browser = Browser::new(&server);
        let begun = browser.begin_with(wish).await;
        let target = location(&browser.come_back_well(&begun).await);
        let code = query(&target, "code").unwrap();
        let token: ExchangedCode = browser.exchange(&code).await.ok();
        let api = browser.api.with_token(&token.token);
        let me: Me = api.get("/api/auth/me").await.ok();
        assert_eq!(me.locale.as_deref(), Some(kept), "{login} {wish}");
    }
}

#[tokio::test]
async fn a_sign_in_ends_on_known_pages_only() {
    let (_twitch, server) = start().await;
    let mut browser = Browser::new(&server);
    let begun = browser
        .begin_with("?redirect_url=http%3A%2F%2Flocalhost%3A8000%2Fx%3Fy%3D1")
        .await;
    let target = location(&browser.come_back_well(&begun).await);
    assert!(
        target
            .as_str()
            .starts_with("http://localhost:8000/x?y=1&code=")
    );
    for bad in [
        "https://evil.example/auth/callback",
        "http://localhost:5173.evil.example/",
        "http://localhost:5173@evil.example/",
        "//evil.example",
        "/auth/callback",
        "javascript:alert(1)",
        "",
    ] {
        let mut path = Url::parse("http://x/api/auth/twitch").unwrap();
        path.query_pairs_mut().append_pair("redirect_url", bad);
        let path = format!("{}?{}", path.path(), path.query().unwrap());
        let detail = browser.api.get(&path).await.refused(400);
        assert!(detail.contains("redirect_url"), "{bad}: {detail}");
    }
}

#[tokio::test]
async fn a_state_is_good_once_in_time_in_the_browser_that_began() {
    let (_twitch, server) = start().await;
    let browser = Browser::new(&server);
    for nonsense in ["", "state=", "state=guess", "code=x", "error=access_denied"] {
        let detail = browser.come_back(nonsense).await.refused(400);
        assert!(detail.contains("state"), "{detail}");
    }

    let mut browser = Browser::new(&server);
    let begun = browser.begin().await;
    location(&browser.come_back_well(&begun).await);
    browser.come_back_well(&begun).await.refused(400);

    // Somebody else's link, and then the one it belonged to: taken is taken.
    let mut victim = Browser::new(&server);
    victim.begin().await;
    let mut attacker = Browser::new(&server);
    let begun = attacker.begin().await;
    victim.come_back_well(&begun).await.refused(400);
    attacker.come_back_well(&begun).await.refused(400);
    let mut forgetful = Browser::new(&server);
    let begun = forgetful.begin().await;
    forgetful.cookie = None;
    forgetful.come_back_well(&begun).await.refused(400);
}

#[tokio::test]
async fn a_refusal_at_twitch_ends_on_the_page_too() {
    let (twitch, server) = start().await;
    let mut browser = Browser::new(&server);
    let begun = browser.begin().await;
    let denied = format!(
        "error=access_denied&error_description=No&state={}",
        begun.state
    );
    let target = location(&browser.come_back(&denied).await);
    assert_eq!(target.as_str(), format!("{PAGE}?error=auth_failed"));
    browser.come_back_well(&begun).await.refused(400);

    let begun = browser.begin().await;
    let state_only = format!("state={}", begun.state);
    let detail = browser.come_back(&state_only).await.refused(400);
    assert!(detail.contains("code"), "{detail}");
    assert!(twitch.forms().is_empty(), "Twitch was not asked");
}

#[tokio::test]
async fn whatever_twitch_answers_is_a_clear_answer_here() {
    let (twitch, server) = start().await;
    let huge = "x".repeat(1 << 20);
    for manner in [
        Manner::Token(400, r#"{"message":"Invalid code"}"#.into()),
        Manner::Token(500, "oops".into()),
        Manner::Token(302, String::new()),
        Manner::Token(200, "<html>".into()),
        Manner::Token(200, "{}".into()),
        Manner::Token(200, huge.clone()),
        Manner::NoUsers(401, "{}".into()),
        Manner::NoUsers(200, "[]".into()),
        Manner::NoUsers(200, huge),
        Manner::Users(json!([])),
        Manner::Users(json!([{}])),
        Manner::Users(json!([{ "id": "", "login": "ann" }])),
        Manner::Users(json!([{ "id": "1", "login": "x".repeat(101) }])),
        Manner::Users(json!([{ "id": "1".repeat(51), "login": "ann" }])),
        Manner::Users(json!("ann")),
    ] {
        twitch.set(manner.clone());
        let mut browser = Browser::new(&server);
        let begun = browser.begin().await;
        let detail = browser.come_back_well(&begun).await.refused(400);
        assert!(detail.contains("Twitch"), "{manner:?}: {detail}");
    }
    // All that left no trace, and a good answer is still good.
    twitch.set(Manner::Users(json!([user("ann")])));
    Browser::new(&server).sign_in().await;
}

#[tokio::test]
async fn twitch_is_slow_or_down() {
    let twitch = StandInTwitch::start().await;
    twitch.set(Manner::Silent);
    let mut slow = twitch.settings();
    slow.timeout = Duration::from_millis(50);
    let mut down = twitch.settings();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    down.auth_url = nobody.parse().unwrap();
    for settings in [slow, down] {
        let server = TestServer::start_with(|all| all.twitch = Some(settings)).await;
        let mut browser = Browser::new(&server);
        let begun = browser.begin().await;
        let detail = browser.come_back_well(&begun).await.refused(502);
        assert!(detail.contains("Twitch"), "{detail}");
    }
}

#[tokio::test]
async fn states_and_codes_survive_a_restart() {
    let (_twitch, mut server) = start().await;
    let mut browser = Browser::new(&server);
    let begun = browser.begin().await;
    server.restart().await;
    let target = location(&browser.come_back_well(&begun).await);
    server.restart().await;
    let code = query(&target, "code").unwrap();
    browser.exchange(&code).await.ok::<ExchangedCode>();
}

#[tokio::test]
async fn codes_that_are_none() {
    let (_twitch, server) = start().await;
    let api = server.anonymous();
    for (body, status) in [
        (json!({}), 422),
        (json!({ "code": 7 }), 422),
        (json!({ "code": null }), 422),
        (json!({ "code": "" }), 400),
        (json!({ "code": "guess" }), 400),
        (json!({ "code": "x".repeat(70_000) }), 413),
    ] {
        api.post("/api/auth/exchange", &body).await.refused(status);
    }
}

#[tokio::test]
async fn a_server_without_twitch_says_so() {
    let server = TestServer::start().await;
    for path in ["/api/auth/twitch", "/api/auth/callback?state=x&code=y"] {
        let detail = server.anonymous().get(path).await.refused(404);
        assert!(detail.contains("Twitch"), "{detail}");
    }
    let body: Value = json!({ "code": "x" });
    server
        .anonymous()
        .post("/api/auth/exchange", &body)
        .await
        .refused(400);
}
