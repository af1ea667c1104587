//! A stand-in for Discord at the HTTP boundary.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use speedfog_racing::config::DiscordSettings;
use tokio::time::{Instant, sleep};

use super::PATIENCE;

/// Secrets that must never be seen in a log.
pub(crate) const BOT_TOKEN: &str = "bot-token-hunter2";
pub(crate) const WEBHOOK_TOKEN: &str = "webhook-token-hunter2";

/// What the stand-in was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    /// Method and path.
    pub(crate) what: String,
    pub(crate) body: Value,
}

/// How the stand-in answers.
#[derive(Debug, Clone)]
pub(crate) enum Manner {
    /// As Discord does.
    Well,
    /// With a status and a text.
    Answer(u16, String),
    /// That it is asked too often, once; then well.
    BusyOnce,
    /// Not at all.
    Silent,
}

/// A running stand-in.
pub(crate) struct StandInDiscord {
    pub(crate) address: String,
    shared: Arc<Shared>,
}

struct Shared {
    manner: Mutex<Manner>,
    asked: Mutex<Vec<Asked>>,
    /// How many scheduled events were made.
    made: AtomicUsize,
    /// Status of the scheduled events.
    events: Mutex<HashMap<String, u64>>,
}

impl StandInDiscord {
    pub(crate) async fn start() -> Self {
        let shared = Arc::new(Shared {
            manner: Mutex::new(Manner::Well),
            asked: Mutex::default(),
            made: AtomicUsize::new(0),
            events: Mutex::default(),
        });
        let app = Router::new().fallback(answer).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shared }
    }

    /// The environment that points at it, with everything set up.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let address = &self.address;
        vec![
            ("DISCORD_API_URL", format!("http://{address}/api")),
            (
                "DISCORD_WEBHOOK_URL",
                format!("http://{address}/webhooks/1/{WEBHOOK_TOKEN}"),
            ),
            ("DISCORD_BOT_TOKEN", BOT_TOKEN.into()),
            ("DISCORD_GUILD_ID", "100".into()),
            ("DISCORD_CHANNEL_ID", "200".into()),
            ("DISCORD_RUNNER_ROLE_ID", "300".into()),
        ]
    }

    /// The same as settings, with short pauses.
    pub(crate) fn settings(&self) -> DiscordSettings {
        let secret = |text: String| Some(serde_json::from_value(json!(text)).unwrap());
        let address = &self.address;
        DiscordSettings {
            api_url: format!("http://{address}/api").parse().unwrap(),
            webhook_url: secret(format!("http://{address}/webhooks/1/{WEBHOOK_TOKEN}")),
            bot_token: secret(BOT_TOKEN.into()),
            guild_id: Some("100".into()),
            channel_id: Some("200".into()),
            runner_role_id: Some("300".into()),
            timeout: Duration::from_millis(200),
            pause: Duration::from_millis(20),
            ..DiscordSettings::default()
        }
    }

    /// Changes how it answers.
    pub(crate) fn set(&self, manner: Manner) {
        *self.shared.manner.lock().unwrap() = manner;
    }

    /// Everything it was asked so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }

    /// What was posted by the webhook so far.
    pub(crate) fn posts(&self) -> Vec<Value> {
        let asked = self.asked().into_iter();
        asked
            .filter(|asked| asked.what.starts_with("POST /webhooks/"))
            .map(|asked| asked.body)
            .collect()
    }

    /// Waits until something is true of what it was asked.
    pub(crate) async fn until(&self, condition: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !condition(self) {
            assert!(Instant::now() < deadline, "{:#?}", self.asked());
            sleep(Duration::from_millis(5)).await;
        }
    }
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path();
    if path.starts_with("/api/") {
        assert_eq!(headers["authorization"], format!("Bot {BOT_TOKEN}"));
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let manner = shared.manner.lock().unwrap().clone();
    shared.asked.lock().unwrap().push(Asked {
        what: format!("{method} {path}"),
        body: body.clone(),
    });
    match manner {
        Manner::Well => well(&shared, &method, path, &body),
        Manner::Answer(status, text) => {
            (StatusCode::from_u16(status).unwrap(), text).into_response()
        }
        Manner::BusyOnce => {
            *shared.manner.lock().unwrap() = Manner::Well;
            let headers = [("retry-after", "0.02")];
            (StatusCode::TOO_MANY_REQUESTS, headers, "{}").into_response()
        }
        Manner::Silent => std::future::pending().await,
    }
}

fn well(shared: &Shared, method: &Method, path: &str, body: &Value) -> Response {
    let mut events = shared.events.lock().unwrap();
    let event = path.strip_prefix("/api/guilds/100/scheduled-events");
    match (method.as_str(), event) {
        ("POST", Some("")) => {
            let id = (1000 + shared.made.fetch_add(1, Ordering::SeqCst)).to_string();
            events.insert(id.clone(), 1);
            axum::Json(json!({ "id": id, "status": 1 })).into_response()
        }
        (_, Some(id)) => {
            let id = id.trim_start_matches('/');
            let Some(status) = events.get_mut(id) else {
                return (StatusCode::NOT_FOUND, r#"{"message":"Unknown Event"}"#).into_response();
            };
            if let Some(new) = body["status"].as_u64() {
                if new != *status + 1 {
                    return (StatusCode::BAD_REQUEST, r#"{"message":"Invalid"}"#).into_response();
                }
                *status = new;
            }
            let answer = json!({ "id": id, "status": *status });
            if method == Method::DELETE {
                events.remove(id);
            }
            axum::Json(answer).into_response()
        }
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}
