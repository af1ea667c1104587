//! A stand-in for Twitch at the HTTP boundary.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::{Form, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use reqwest::{Client, Method, redirect::Policy};
use serde_json::{Value, json};
use speedfog_protocol::rest::ExchangedCode;
use speedfog_racing::config::TwitchSettings;
use url::Url;

use super::{Answer, Api, TestServer};

/// The code that the stand-in takes.
pub(crate) const CODE: &str = "code-of-twitch";

/// How the stand-in answers.
#[derive(Debug, Clone)]
pub(crate) enum Manner {
    /// As Twitch does, with this list of users.
    Users(Value),
    /// With a status and a text instead of a token.
    Token(u16, String),
    /// With a token, then with a status and a text instead of users.
    NoUsers(u16, String),
    /// Not at all.
    Silent,
}

/// How the stand-in answers the question who streams.
#[derive(Debug, Clone)]
pub(crate) enum Streams {
    /// As Twitch does: these logins are live, as far as they were asked about.
    Live(Vec<String>),
    /// With a status and a text.
    Answer(u16, String),
    /// Not at all.
    Silent,
    /// By refusing the token it gave out last, once.
    Forgetful,
}

/// A running stand-in.
pub(crate) struct StandInTwitch {
    address: String,
    shared: Arc<Shared>,
}

struct Shared {
    manner: Mutex<Manner>,
    forms: Mutex<Vec<Value>>,
    streams: Mutex<Streams>,
    /// The logins of each question who streams.
    asked: Mutex<Vec<Vec<String>>>,
    /// How many tokens the application itself has got.
    app_tokens: AtomicUsize,
}

impl StandInTwitch {
    /// One that knows `ann`.
    pub(crate) async fn start() -> Self {
        let shared = Arc::new(Shared {
            manner: Mutex::new(Manner::Users(json!([user("ann")]))),
            forms: Mutex::default(),
            streams: Mutex::new(Streams::Live(Vec::new())),
            asked: Mutex::default(),
            app_tokens: AtomicUsize::new(0),
        });
        let app = Router::new()
            .route("/oauth2/token", post(token))
            .route("/helix/users", get(users))
            .route("/helix/streams", get(streams))
            .with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared }
    }

    /// Settings that point at it.
    pub(crate) fn settings(&self) -> TwitchSettings {
        let url = Url::parse(&format!("http://{}", self.address)).unwrap();
        TwitchSettings {
            client_id: "our-id".into(),
            client_secret: serde_json::from_value(json!("our-secret")).unwrap(),
            redirect_uri: "http://localhost:8000/api/auth/callback".parse().unwrap(),
            auth_url: url.clone(),
            api_url: url,
            timeout: super::PATIENCE,
            streams_every: Duration::from_millis(20),
        }
    }

    /// Changes how it answers.
    pub(crate) fn set(&self, manner: Manner) {
        *self.shared.manner.lock().unwrap() = manner;
    }

    /// Changes how it answers who streams.
    pub(crate) fn set_streams(&self, streams: Streams) {
        *self.shared.streams.lock().unwrap() = streams;
    }

    /// These logins stream.
    pub(crate) fn set_live(&self, logins: &[&str]) {
        let logins = logins.iter().map(|login| (*login).to_owned());
        self.set_streams(Streams::Live(logins.collect()));
    }

    /// The logins of each question who streams, in order.
    pub(crate) fn asked(&self) -> Vec<Vec<String>> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// How many tokens the application itself has got.
    pub(crate) fn app_tokens(&self) -> usize {
        self.shared.app_tokens.load(Ordering::SeqCst)
    }

    /// The forms of the token requests of sign-ins, in order.
    pub(crate) fn forms(&self) -> Vec<Value> {
        self.shared.forms.lock().unwrap().clone()
    }
}

/// Signs in through Twitch, as whoever the stand-in says it is.
pub(crate) async fn sign_in(server: &TestServer) -> Api {
    let http = Client::builder().redirect(Policy::none()).build().unwrap();
    let browser = server.anonymous().with_http(http);
    let target = |answer: &Answer| {
        assert_eq!(answer.status, 302, "{answer:?}");
        Url::parse(answer.headers["location"].to_str().unwrap()).unwrap()
    };
    let query = |url: &Url, name: &str| {
        let mut pairs = url.query_pairs();
        let pair = pairs.find(|(key, _)| key == name);
        pair.unwrap().1.into_owned()
    };
    let begun = browser.get("/api/auth/twitch").await;
    let cookie = begun.headers["set-cookie"].to_str().unwrap();
    let state = query(&target(&begun), "state");
    let back = browser
        .request(
            Method::GET,
            &format!("/api/auth/callback?code={CODE}&state={state}"),
        )
        .header("cookie", cookie.split(';').next().unwrap());
    let code = query(&target(&browser.send(back).await), "code");
    let body = json!({ "code": code });
    let token: ExchangedCode = browser.post("/api/auth/exchange", &body).await.ok();
    browser.with_token(&token.token)
}

/// An account as Twitch describes it.
pub(crate) fn user(login: &str) -> Value {
    json!({
        "id": format!("id-of-{login}"),
        "login": login,
        "display_name": login.to_uppercase(),
        "profile_image_url": format!("https://pictures.example/{login}.png"),
        "email": "not@our.business",
    })
}

async fn token(State(shared): State<Arc<Shared>>, Form(form): Form<Value>) -> Response {
    if form["grant_type"] == "client_credentials" {
        assert_eq!(form["client_secret"], "our-secret");
        let number = shared.app_tokens.fetch_add(1, Ordering::SeqCst) + 1;
        let token = json!({
            "access_token": format!("app-token-{number}"), "token_type": "bearer",
            "expires_in": 5_000_000,
        });
        return answer(200, token.to_string());
    }
    let manner = shared.manner.lock().unwrap().clone();
    let known = form["code"] == CODE && form["client_secret"] == "our-secret";
    shared.forms.lock().unwrap().push(form);
    match manner {
        Manner::Silent => std::future::pending().await,
        Manner::Token(status, text) => answer(status, text),
        _ if !known => answer(400, r#"{"status":400,"message":"Invalid code"}"#.into()),
        _ => answer(
            200,
            json!({ "access_token": "their-token", "token_type": "bearer", "expires_in": 9 })
                .to_string(),
        ),
    }
}

async fn users(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    assert_eq!(headers["authorization"], "Bearer their-token");
    assert_eq!(headers["client-id"], "our-id");
    let manner = shared.manner.lock().unwrap().clone();
    match manner {
        Manner::Users(users) => answer(200, json!({ "data": users }).to_string()),
        Manner::NoUsers(status, text) => answer(status, text),
        Manner::Token(..) | Manner::Silent => unreachable!("no token was given out"),
    }
}

async fn streams(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let token = format!(
        "Bearer app-token-{}",
        shared.app_tokens.load(Ordering::SeqCst)
    );
    assert_eq!(headers["authorization"], token);
    assert_eq!(headers["client-id"], "our-id");
    let logins: Vec<_> = query
        .iter()
        .filter(|(name, _)| name == "user_login")
        .map(|(_, login)| login.clone())
        .collect();
    assert!((1..=100).contains(&logins.len()), "{logins:?}");
    assert!(query.contains(&("first".into(), "100".into())));
    shared.asked.lock().unwrap().push(logins.clone());
    let streams = shared.streams.lock().unwrap().clone();
    match streams {
        Streams::Live(live) => {
            let stream = |login: &String| {
                let kind = if login.starts_with("rerun") {
                    ""
                } else {
                    "live"
                };
                json!({ "user_login": login, "type": kind, "title": "x".repeat(500) })
            };
            let data: Vec<_> = live
                .iter()
                .filter(|login| logins.contains(login))
                .map(stream)
                .collect();
            answer(200, json!({ "data": data, "pagination": {} }).to_string())
        }
        Streams::Answer(status, text) => answer(status, text),
        Streams::Silent => std::future::pending().await,
        Streams::Forgetful => {
            let logins = logins.clone();
            *shared.streams.lock().unwrap() = Streams::Live(logins);
            answer(401, r#"{"message":"Invalid OAuth token"}"#.into())
        }
    }
}

fn answer(status: u16, text: String) -> Response {
    (StatusCode::from_u16(status).unwrap(), text).into_response()
}
