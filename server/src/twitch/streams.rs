//! Asking Twitch who streams, in the name of the application and nobody's in particular.

use std::{collections::HashSet, time::Duration};

use reqwest::StatusCode;
use serde::Deserialize;
use tokio::time::Instant;

use super::{
    Twitch, TwitchError,
    client::{ask, endpoint},
};
use crate::config::SecretText;

/// Logins that one call may ask about.
pub(crate) const LOGINS_PER_CALL: usize = 100;

/// Longest list of streams that is read, in bytes; a hundred of them have about a hundred thousand.
const STREAMS_BYTES: usize = 1024 * 1024;

/// A token is renewed this long before it expires.
const EARLY: Duration = Duration::from_secs(60);

/// The application's own token.
#[derive(Debug, Clone)]
pub(super) struct AppToken {
    token: SecretText,
    until: Instant,
}

#[derive(Deserialize)]
struct Granted {
    access_token: SecretText,
    expires_in: u64,
}

#[derive(Deserialize)]
struct Streams {
    data: Vec<Stream>,
}

#[derive(Deserialize)]
struct Stream {
    user_login: String,
    #[serde(rename = "type")]
    kind: String,
}

impl Twitch {
    /// Which of these logins stream right now, in lower case. At most [`LOGINS_PER_CALL`] of them.
    ///
    /// # Errors
    /// [`TwitchError`].
    pub(crate) async fn live(&self, logins: &[&str]) -> Result<HashSet<String>, TwitchError> {
        match self.streams(logins).await {
            // A token may end before its time; a fresh one settles whether that was it.
            Err(TwitchError::Refused(StatusCode::UNAUTHORIZED)) => {
                self.app_token.lock().await.take();
                self.streams(logins).await
            }
            answer => answer,
        }
    }

    async fn streams(&self, logins: &[&str]) -> Result<HashSet<String>, TwitchError> {
        let token = self.app_token().await?;
        let logins = logins.iter().map(|login| ("user_login", *login));
        let query: Vec<_> = logins.chain([("first", "100")]).collect();
        let question = self
            .http
            .get(endpoint(&self.settings.api_url, "/helix/streams"))
            .query(&query)
            .bearer_auth(token.reveal())
            .header("Client-Id", &self.settings.client_id);
        let Streams { data } = ask(question, STREAMS_BYTES).await?;
        let live = data.into_iter().filter(|stream| stream.kind == "live");
        Ok(live
            .map(|stream| stream.user_login.to_lowercase())
            .collect())
    }

    /// The application's token, kept until shortly before it expires.
    ///
    /// # Errors
    /// [`TwitchError`], such as a refusal of a wrong client id or secret.
    pub(crate) async fn app_token(&self) -> Result<SecretText, TwitchError> {
        let mut kept = self.app_token.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.until > Instant::now()) {
            return Ok(kept.token.clone());
        }
        let settings = &self.settings;
        let request = self
            .http
            .post(endpoint(&settings.auth_url, "/oauth2/token"))
            .form(&[
                ("client_id", settings.client_id.as_str()),
                ("client_secret", settings.client_secret.reveal()),
                ("grant_type", "client_credentials"),
            ]);
        let granted: Granted = ask(request, super::client::ANSWER_BYTES).await?;
        let lasts = Duration::from_secs(granted.expires_in).saturating_sub(EARLY);
        // A span beyond the clock's reach would be no token's.
        let until = Instant::now()
            .checked_add(lasts)
            .ok_or(TwitchError::Garbage("a token that never expires"))?;
        let token = granted.access_token;
        *kept = Some(AppToken {
            token: token.clone(),
            until,
        });
        Ok(token)
    }
}
