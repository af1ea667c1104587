//! What a server says when it does not do what it was asked.

use anyhow::{Result, bail};
use reqwest::blocking::Response;
use speedfog_protocol::rest::Problem;

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
