//! The authorization code flow and the question whose account it was.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{Client, RequestBuilder, redirect::Policy};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use url::Url;

use super::{TwitchError, streams::AppToken};
use crate::config::TwitchSettings;

/// Longest answer that is read, in bytes; real ones have one or two thousand.
pub(super) const ANSWER_BYTES: usize = 64 * 1024;

/// What we ask for. The profile alone would need nothing, but a sign-in without any scope reads
/// strangely on Twitch's page, and the address of version 1 asks for this one.
const SCOPE: &str = "user:read:email";

/// A client for one Twitch application.
#[derive(Debug)]
pub(crate) struct Twitch {
    pub(super) http: Client,
    pub(super) settings: TwitchSettings,
    pub(super) app_token: Mutex<Option<AppToken>>,
}

/// An account at Twitch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct TwitchUser {
    /// The lasting identity.
    pub id: String,
    /// The login, in lower case.
    pub login: String,
    /// The login as its owner spells it; may be empty.
    #[serde(default)]
    pub display_name: String,
    /// Address of the picture; may be empty.
    #[serde(default)]
    pub profile_image_url: String,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

#[derive(Deserialize)]
struct Users {
    data: Vec<TwitchUser>,
}

impl Twitch {
    /// A client that follows no redirects and gives up after the time in the settings.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub(crate) fn new(settings: TwitchSettings) -> Result<Self, reqwest::Error> {
        let http = Client::builder()
            .timeout(settings.timeout)
            .redirect(Policy::none())
            .build()?;
        Ok(Self {
            http,
            settings,
            app_token: Mutex::default(),
        })
    }

    /// Where a browser signs in. `verifier` is the secret that the browser keeps.
    ///
    /// The PKCE challenge (RFC 7636) is sent although Twitch documents no support for it: by the
    /// OAuth rules an authorization server ignores parameters it does not know, and one day it may
    /// know them. Until then the state that is bound to the browser protects the flow alone.
    #[must_use]
    pub(crate) fn authorize_url(&self, state: &str, verifier: &str) -> Url {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let mut url = endpoint(&self.settings.auth_url, "/oauth2/authorize");
        url.query_pairs_mut()
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", self.settings.redirect_uri.as_str())
            .append_pair("response_type", "code")
            .append_pair("scope", SCOPE)
            .append_pair("state", state)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        url
    }

    /// Exchanges the code that a browser came back with and asks whose it is. The access token is
    /// forgotten afterwards.
    ///
    /// # Errors
    /// [`TwitchError`]; a list without a usable user is garbage.
    pub(crate) async fn user(&self, code: &str, verifier: &str) -> Result<TwitchUser, TwitchError> {
        let settings = &self.settings;
        let exchange = self
            .http
            .post(endpoint(&settings.auth_url, "/oauth2/token"))
            .form(&[
                ("client_id", settings.client_id.as_str()),
                ("client_secret", settings.client_secret.reveal()),
                ("code", code),
                ("grant_type", "authorization_code"),
                ("redirect_uri", settings.redirect_uri.as_str()),
                ("code_verifier", verifier),
            ]);
        let Token { access_token } = ask(exchange, ANSWER_BYTES).await?;
        let who = self
            .http
            .get(endpoint(&settings.api_url, "/helix/users"))
            .bearer_auth(access_token)
            .header("Client-Id", &settings.client_id);
        let Users { data } = ask(who, ANSWER_BYTES).await?;
        let user = data.into_iter().next();
        user.filter(|user| !user.id.is_empty() && !user.login.is_empty())
            .ok_or(TwitchError::Garbage("no user"))
    }
}

pub(super) fn endpoint(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(path);
    url
}

/// Sends a request and reads an answer of at most `limit` bytes.
pub(super) async fn ask<T: DeserializeOwned>(
    request: RequestBuilder,
    limit: usize,
) -> Result<T, TwitchError> {
    let mut answer = request.send().await?;
    if !answer.status().is_success() {
        return Err(TwitchError::Refused(answer.status()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Err(TwitchError::Garbage("too long"));
        }
        body.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&body).map_err(|_| TwitchError::Garbage("not the expected JSON"))
}
