//! The role of those who want to hear of new races, given and taken by buttons.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

use super::{Discord, DiscordError, client::Call};

/// Discord shows people an error when a button has no effect within three seconds.
const PATIENCE: Duration = Duration::from_millis(2500);

impl Discord {
    /// Gives the role to a member of the community, or takes it away. Tried once and quickly,
    /// because somebody waits for it.
    ///
    /// # Errors
    /// [`DiscordError`].
    pub(crate) async fn set_runner(&self, user: &str, runs: bool) -> Result<(), DiscordError> {
        let settings = &self.settings;
        let guild = settings.guild_id.as_deref();
        let guild = guild.ok_or(DiscordError::NotSet("DISCORD_GUILD_ID"))?;
        let role = settings.runner_role_id.as_deref();
        let role = role.ok_or(DiscordError::NotSet("DISCORD_RUNNER_ROLE_ID"))?;
        let method = if runs { Method::PUT } else { Method::DELETE };
        let path = format!("/guilds/{guild}/members/{user}/roles/{role}");
        let call = Call::api(method, path, None);
        match timeout(PATIENCE, self.once(&call)).await {
            Ok(result) => result.map(|_| ()),
            Err(_) => Err(DiscordError::Unreachable("no answer in time".into())),
        }
    }

    /// Posts the message with the two buttons.
    ///
    /// # Errors
    /// [`DiscordError`].
    pub(crate) async fn post_runner_message(&self) -> Result<(), DiscordError> {
        let channel = self.settings.channel_id.as_deref();
        let channel = channel.ok_or(DiscordError::NotSet("DISCORD_CHANNEL_ID"))?;
        let button = |style: u8, label: &str, custom_id: &str| json!({ "type": 2, "style": style, "label": label, "custom_id": custom_id });
        let (success, danger) = (3, 4);
        let message = json!({
            "content": "Want to hear of new races? Take the role of runners, and give it back whenever you like.",
            "components": [{ "type": 1, "components": [
                button(success, "Tell me about races", "become_runner"),
                button(danger, "No more, please", "remove_runner"),
            ] }],
            "allowed_mentions": { "parse": [] },
        });
        let path = format!("/channels/{channel}/messages");
        let call = Call::api(Method::POST, path, Some(message));
        self.once(&call).await.map(|_| ())
    }
}
