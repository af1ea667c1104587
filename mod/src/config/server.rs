//! Where the race is and who races.

use super::{ConfigError, Reader, Secret};

/// Table `[server]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Base address, `ws://…` or `wss://…` without a slash at the end.
    pub url: String,
    /// Secret of the participant.
    pub mod_token: Secret,
    /// Id of the race; of the session in solo mode.
    pub race_id: String,
    /// Seed the pack was made for; empty when it does not say.
    pub seed_id: String,
    /// Solo mode.
    pub training: bool,
    /// Path of an extra root certificate in PEM form, from the folder of the file if it is
    /// relative; empty for none.
    pub ca_file: String,
}

impl Server {
    pub(super) fn read(table: &mut Reader<'_>) -> Result<Self, ConfigError> {
        let url = table
            .required("url")
            .ok_or(ConfigError::Missing("server.url"))?;
        let mod_token = table
            .required("mod_token")
            .ok_or(ConfigError::Missing("server.mod_token"))?;
        let race_id = table
            .required("race_id")
            .ok_or(ConfigError::Missing("server.race_id"))?;
        Ok(Self {
            url: socket_url(&url).ok_or(ConfigError::BadUrl)?,
            mod_token: mod_token.into(),
            race_id,
            seed_id: table.string("seed_id", ""),
            training: table.bool("training", false),
            ca_file: table.string("ca_file", ""),
        })
    }

    /// Address of the socket.
    #[must_use]
    pub fn endpoint(&self) -> String {
        let kind = if self.training { "training" } else { "mod" };
        format!("{}/ws/{kind}/{}", self.url, self.race_id)
    }
}

/// Turns an address of people into the base address of sockets.
fn socket_url(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "ws" | "http" => "ws",
        "wss" | "https" => "wss",
        _ => return None,
    };
    let rest = rest.trim_end_matches('/');
    (!rest.is_empty()).then(|| format!("{scheme}://{rest}"))
}
