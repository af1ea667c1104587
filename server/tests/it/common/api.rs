//! A client of the HTTP API.

use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use speedfog_protocol::rest::{Participant, Race, RaceDetail, SignedIn};
use uuid::Uuid;

/// One person's view of the API.
#[derive(Clone)]
pub(crate) struct Api {
    address: String,
    http: reqwest::Client,
    token: Option<String>,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body of a successful answer.
    pub(crate) fn ok<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{self:?}");
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Asserts an error with this status and returns its readable detail.
    pub(crate) fn refused(&self, status: u16) -> String {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], status);
        let detail = problem["detail"].as_str().unwrap().to_owned();
        assert!(detail.ends_with('.'), "not a sentence: {detail}");
        detail
    }

    /// The mod's settings out of a downloaded seed pack.
    pub(crate) fn player_config(&self) -> toml::Value {
        let mut pack = zip::ZipArchive::new(std::io::Cursor::new(&self.body)).unwrap();
        let index = (0..pack.len())
            .find(|index| {
                let name = pack.by_index(*index).unwrap().name().unwrap().into_owned();
                name.ends_with("/lib/speedfog_race.toml")
            })
            .expect("the pack carries the mod's settings");
        let text = std::io::read_to_string(pack.by_index(index).unwrap()).unwrap();
        toml::from_str(&text).unwrap()
    }
}

impl Api {
    pub(crate) fn new(address: String) -> Self {
        Self {
            address,
            http: reqwest::Client::new(),
            token: None,
        }
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The token, for the spectator socket.
    pub(crate) fn token(&self) -> &str {
        self.token.as_deref().unwrap()
    }

    /// The same client with another token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.into()),
            ..self.clone()
        }
    }

    /// The same client at another address.
    pub(crate) fn at(&self, address: &str) -> Self {
        Self {
            address: address.into(),
            ..self.clone()
        }
    }

    /// The same client with other habits, such as what to do with redirects.
    pub(crate) fn with_http(&self, http: reqwest::Client) -> Self {
        Self {
            http,
            ..self.clone()
        }
    }

    /// The same client as another account.
    pub(crate) async fn sign_in(&self, login: &str, role: &str) -> Self {
        let body = json!({ "twitch_username": login, "role": role });
        let signed_in: SignedIn = self.post("/api/auth/dev", &body).await.ok();
        self.with_token(&signed_in.token)
    }

    /// A request to be sent with [`Api::send`].
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method, format!("http://{}{path}", self.address));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.bytes().await.unwrap().into(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PATCH, path).json(body))
            .await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// `POST /api/races/{race}/{what}` without a body.
    pub(crate) async fn act(&self, race: Uuid, what: &str) -> Answer {
        self.send(self.request(Method::POST, &format!("/api/races/{race}/{what}")))
            .await
    }

    /// A race with open registration in the pool `sprint`.
    pub(crate) async fn create_race(&self) -> Race {
        self.create_race_with(json!({})).await
    }

    /// The same with some fields changed.
    pub(crate) async fn create_race_with(&self, changes: Value) -> Race {
        let mut body = json!({
            "name": "Test race",
            "pool_name": "sprint",
            "open_registration": true,
            "max_participants": 8,
        });
        for (key, value) in changes.as_object().unwrap() {
            body[key] = value.clone();
        }
        let answer = self.post("/api/races", &body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.ok()
    }

    pub(crate) async fn race(&self, race: Uuid) -> RaceDetail {
        self.get(&format!("/api/races/{race}")).await.ok()
    }

    pub(crate) async fn join(&self, race: Uuid) -> Participant {
        self.act(race, "join").await.ok()
    }

    /// The mod's settings out of the caller's own seed pack.
    pub(crate) async fn mod_token(&self, race: Uuid) -> String {
        let answer = self.get(&format!("/api/races/{race}/my-seed-pack")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let config = answer.player_config();
        assert_eq!(
            config["server"]["race_id"].as_str(),
            Some(race.to_string().as_str())
        );
        config["server"]["mod_token"].as_str().unwrap().to_owned()
    }
}
