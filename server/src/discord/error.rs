//! What can go wrong between us and Discord.

use std::time::Duration;

use reqwest::StatusCode;

/// Why Discord did not do what we asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DiscordError {
    /// Something that is needed for it is not set.
    #[error("{0} is not set")]
    NotSet(&'static str),
    /// No answer, or none in time.
    // The address is left out: that of a webhook is a secret.
    #[error("discord cannot be reached: {0}")]
    Unreachable(String),
    /// We ask too often.
    #[error("discord wants us to wait {} s", .0.as_secs_f32())]
    Busy(Duration),
    /// An answer other than success.
    #[error("discord answered {status}: {message}")]
    Refused {
        /// Its status.
        status: StatusCode,
        /// What it says about it, shortened.
        message: String,
    },
    /// An answer that is too long or makes no sense.
    #[error("discord answered something unexpected: {0}")]
    Garbage(&'static str),
}

impl DiscordError {
    /// Whether the same call may succeed later.
    #[must_use]
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Busy(_) | Self::Garbage(_) => true,
            Self::Refused { status, .. } => status.is_server_error(),
            Self::NotSet(_) => false,
        }
    }
}

impl From<reqwest::Error> for DiscordError {
    fn from(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        Self::Unreachable(text)
    }
}
