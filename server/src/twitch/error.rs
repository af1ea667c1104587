//! What can go wrong between us and Twitch.

use reqwest::StatusCode;

/// Why Twitch did not say what we asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TwitchError {
    /// No answer, or none in time.
    // The address is left out: the cause would repeat it with everything in it.
    #[error("twitch cannot be reached: {0}")]
    Unreachable(String),
    /// An answer other than success.
    #[error("twitch answered {0}")]
    Refused(StatusCode),
    /// An answer that is too long or makes no sense.
    #[error("twitch answered something unexpected: {0}")]
    Garbage(&'static str),
}

impl From<reqwest::Error> for TwitchError {
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
