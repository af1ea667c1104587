//! Calls to Discord.

use std::time::Duration;

use reqwest::{
    Client, Method, Response, StatusCode,
    header::{AUTHORIZATION, HeaderValue, RETRY_AFTER},
    redirect::Policy,
};
use serde_json::Value;
use tokio::time::sleep;

use super::DiscordError;
use crate::config::DiscordSettings;

/// Longest answer that is read, in bytes.
const ANSWER_BYTES: usize = 64 * 1024;

/// Longest part of a refusal's text that is kept, in characters.
const MESSAGE_CHARS: usize = 200;

/// How often a call is tried in all.
const ATTEMPTS: u32 = 8;

/// Longest pause between two attempts that we choose ourselves.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Longest pause that we let Discord choose; beyond it a call counts as failed.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// A client for one Discord community.
#[derive(Debug)]
pub(crate) struct Discord {
    http: Client,
    pub(super) settings: DiscordSettings,
}

/// A call, kept as data so that it can be tried again.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) target: Target,
    pub(super) body: Option<Value>,
}

/// Where a call goes.
#[derive(Debug)]
pub(super) enum Target {
    /// To the webhook.
    Webhook,
    /// To this path of the API, as the bot.
    Api(String),
}

impl Call {
    pub(super) fn api(method: Method, path: String, body: Option<Value>) -> Self {
        Self {
            method,
            target: Target::Api(path),
            body,
        }
    }
}

impl Discord {
    /// A client that follows no redirects and gives up after the time in the settings.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub(crate) fn new(settings: DiscordSettings) -> Result<Self, reqwest::Error> {
        let http = Client::builder()
            .timeout(settings.timeout)
            .redirect(Policy::none())
            .user_agent(concat!(
                "DiscordBot (speedfog-racing, ",
                env!("CARGO_PKG_VERSION"),
                ")"
            ))
            .build()?;
        Ok(Self { http, settings })
    }

    /// Makes a call once. An answer without content is null.
    pub(super) async fn once(&self, call: &Call) -> Result<Value, DiscordError> {
        let settings = &self.settings;
        let mut request = match &call.target {
            Target::Webhook => {
                let url = settings.webhook_url.as_ref();
                let url = url.ok_or(DiscordError::NotSet("DISCORD_WEBHOOK_URL"))?;
                self.http.request(call.method.clone(), url.reveal())
            }
            Target::Api(path) => {
                let token = settings.bot_token.as_ref();
                let token = token.ok_or(DiscordError::NotSet("DISCORD_BOT_TOKEN"))?;
                let mut bot = HeaderValue::from_str(&format!("Bot {}", token.reveal()))
                    .map_err(|_| DiscordError::NotSet("a DISCORD_BOT_TOKEN without spaces"))?;
                bot.set_sensitive(true);
                let base = settings.api_url.as_str().trim_end_matches('/');
                self.http
                    .request(call.method.clone(), format!("{base}{path}"))
                    .header(AUTHORIZATION, bot)
            }
        };
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        let response = request.send().await?;
        let (status, wait) = (response.status(), retry_after(&response));
        let body = read(response).await?;
        if status == StatusCode::TOO_MANY_REQUESTS {
            let told = || body["retry_after"].as_f64();
            let wait = wait.or_else(|| Duration::try_from_secs_f64(told()?).ok());
            return Err(DiscordError::Busy(wait.unwrap_or(Duration::from_secs(5))));
        }
        if status.is_success() {
            return Ok(body);
        }
        let message = body["message"].as_str().unwrap_or_default();
        Err(DiscordError::Refused {
            status,
            message: message.chars().take(MESSAGE_CHARS).collect(),
        })
    }

    /// Makes a call until it succeeds or there is no hope.
    pub(super) async fn call(&self, call: &Call) -> Result<Value, DiscordError> {
        let mut pause = self.settings.pause;
        let mut attempt = 1;
        loop {
            let error = match self.once(call).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let wait = match error {
                DiscordError::Busy(wait) if wait <= LONGEST_WAIT => wait,
                DiscordError::Busy(_) => return Err(error),
                _ => pause,
            };
            if attempt == ATTEMPTS || !error.may_pass() {
                return Err(error);
            }
            tracing::debug!(%error, attempt, "Discord is asked again later");
            sleep(wait).await;
            attempt += 1;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Asks Discord who the bot is; its name.
    ///
    /// # Errors
    /// [`DiscordError`], such as a refusal of a wrong token.
    pub(crate) async fn bot_name(&self) -> Result<String, DiscordError> {
        let call = Call::api(Method::GET, "/users/@me".into(), None);
        let bot = self.once(&call).await?;
        let name = bot["username"].as_str();
        Ok(name.ok_or(DiscordError::Garbage("no bot"))?.to_owned())
    }

    /// Asks Discord whether the webhook exists.
    ///
    /// # Errors
    /// [`DiscordError`], such as a refusal of a wrong address.
    pub(crate) async fn check_webhook(&self) -> Result<(), DiscordError> {
        let call = Call {
            method: Method::GET,
            target: Target::Webhook,
            body: None,
        };
        self.once(&call).await.map(|_| ())
    }
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    Duration::try_from_secs_f64(seconds.parse().ok()?).ok()
}

/// Reads an answer; what is no JSON counts as null, because only few answers matter.
async fn read(mut response: Response) -> Result<Value, DiscordError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > ANSWER_BYTES {
            return Err(DiscordError::Garbage("too long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(serde_json::from_slice(&body).unwrap_or(Value::Null))
}
