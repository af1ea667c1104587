//! What a server says when it does not do what it was asked.

use std::time::Duration;

use anyhow::{Result, bail};
use reqwest::{StatusCode, blocking::Response, header::RETRY_AFTER};
use speedfog_protocol::rest::Problem;

/// How long to wait before asking again, if the server wants to be asked less often.
pub(crate) fn wanted_pause(answer: &Response) -> Option<Duration> {
    if answer.status() != StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let seconds = answer.headers().get(RETRY_AFTER);
    let seconds = seconds.and_then(|value| value.to_str().ok()?.parse().ok());
    Some(Duration::from_secs(seconds.unwrap_or(1)))
}

/// Turns a refusal into an error with the server's own words.
pub(crate) fn accept(answer: Response) -> Result<Response> {
    if answer.status().is_success() {
        return Ok(answer);
    }
    let status = answer.status();
    match answer.json::<Problem>() {
        Ok(problem) => bail!("the server says: {} ({status})", problem.detail),
        Err(_) => bail!("the server answers {status}"),
    }
}
