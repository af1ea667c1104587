//! Buttons that people press on Discord, and the message that carries them.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::HeaderName},
};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Deserialize;
use serde_json::{Value, json};
use speedfog_protocol::rest::{Problem, ProblemCode, RunnerMessage};

use super::extract::{Caller, RawBody};
use crate::{app::App, discord::Discord, error::ApiError};

const SIGNATURE: HeaderName = HeaderName::from_static("x-signature-ed25519");
const TIMESTAMP: HeaderName = HeaderName::from_static("x-signature-timestamp");

/// Kinds of what Discord sends: a question whether we are there, and a pressed button.
const PING: u64 = 1;
const COMPONENT: u64 = 3;

/// Kind of an answer that is a message, and the flag that shows it to one person only.
const MESSAGE: u64 = 4;
const EPHEMERAL: u64 = 64;

#[derive(Deserialize)]
struct Interaction {
    #[serde(rename = "type")]
    kind: u64,
    data: Option<Data>,
    member: Option<Member>,
}

#[derive(Deserialize)]
struct Data {
    custom_id: Option<String>,
}

#[derive(Deserialize)]
struct Member {
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    id: String,
}

impl Interaction {
    /// Who pressed a button. Ids go into addresses, so only digits are one.
    fn user(&self) -> Option<&str> {
        let id = self.member.as_ref()?.user.as_ref()?.id.as_str();
        let fits = !id.is_empty() && id.len() <= 20;
        (fits && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
    }
}

/// What Discord sends when somebody presses a button. Signed by Discord.
#[utoipa::path(post, path = "/api/discord/interactions", operation_id = "discord_interaction",
    tag = "discord", request_body = Value,
    responses((status = 200, body = Value),
        (status = 400, description = "Not an interaction", body = String, content_type = "text/plain"),
        (status = 401, description = "No valid signature", body = String, content_type = "text/plain"),
        (status = 413, body = Problem)))]
pub(super) async fn interactions(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<axum::Json<Value>, (StatusCode, &'static str)> {
    let key = app.settings.discord.public_key.as_ref();
    key.and_then(|key| verify(key, &headers, &body))
        .ok_or((StatusCode::UNAUTHORIZED, "The signature is not valid."))?;
    let strange = (StatusCode::BAD_REQUEST, "This is no interaction we know.");
    let interaction: Interaction = serde_json::from_slice(&body).map_err(|_| strange)?;
    match interaction.kind {
        PING => Ok(axum::Json(json!({ "type": PING }))),
        COMPONENT => {
            let text = press(app.discord.as_deref(), &interaction).await;
            Ok(axum::Json(json!({
                "type": MESSAGE,
                "data": { "content": text, "flags": EPHEMERAL },
            })))
        }
        _ => Err(strange),
    }
}

fn verify(key: &VerifyingKey, headers: &HeaderMap, body: &[u8]) -> Option<()> {
    let mut signature = [0; 64];
    hex::decode_to_slice(headers.get(SIGNATURE)?, &mut signature).ok()?;
    let timestamp = headers.get(TIMESTAMP)?.as_bytes();
    let signed = [timestamp, body].concat();
    key.verify_strict(&signed, &Signature::from_bytes(&signature))
        .ok()
}

/// Does what a button stands for, and says in words whether it worked.
async fn press(discord: Option<&Discord>, interaction: &Interaction) -> &'static str {
    let button = interaction.data.as_ref();
    let button = button.and_then(|data| data.custom_id.as_deref());
    let runs = match button {
        Some("become_runner") => true,
        Some("remove_runner") => false,
        _ => return "I do not know this button.",
    };
    let (Some(user), Some(discord)) = (interaction.user(), discord) else {
        return "I do not know this button.";
    };
    match (discord.set_runner(user, runs).await, runs) {
        (Ok(()), true) => "Done! You will be told about new races.",
        (Ok(()), false) => "Done. You will not be told about new races any more.",
        (Err(error), _) => {
            tracing::warn!(%error, "the role of runners could not be changed");
            "That did not work. Please try again later, or tell an admin."
        }
    }
}

/// Posts the message with the buttons for the role of runners.
#[utoipa::path(post, path = "/api/discord/setup-runner-message",
    operation_id = "post_runner_message", tag = "discord",
    responses((status = 200, body = RunnerMessage), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem)))]
pub(super) async fn setup_runner_message(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<axum::Json<RunnerMessage>, ApiError> {
    caller.require_role()?;
    let Some(discord) = &app.discord else {
        return Err(
            ApiError::bad_request("Discord is not set up on this server.")
                .code(ProblemCode::DiscordNotSetUp),
        );
    };
    match discord.post_runner_message().await {
        Ok(()) => Ok(axum::Json(RunnerMessage {
            status: "ok".into(),
        })),
        Err(error) => {
            tracing::warn!(%error, "the message of runners could not be posted");
            Err(ApiError::bad_request(format!(
                "The message could not be posted: {error}."
            )))
        }
    }
}
