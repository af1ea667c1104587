//! The little HTTP that is needed to ask a server on this machine how it is.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail};

const TIMEOUT: Duration = Duration::from_secs(5);

/// Fetches a path and returns the body of a good answer.
///
/// # Errors
/// When nobody answers in time, or with anything but 200.
pub(crate) fn get(server: SocketAddr, path: &str) -> Result<String> {
    ask(
        server,
        &format!("GET {path} HTTP/1.0\r\nHost: {server}\r\nAccept: application/json\r\n\r\n"),
    )
}

/// Posts JSON to a path, as somebody if a token is given, and returns the body of a good answer.
///
/// # Errors
/// When nobody answers in time, or with anything but 200 or 201.
pub(crate) fn post(
    server: SocketAddr,
    path: &str,
    token: Option<&str>,
    json: &str,
) -> Result<String> {
    let who = token.map(|token| format!("Authorization: Bearer {token}\r\n"));
    let (who, length) = (who.unwrap_or_default(), json.len());
    ask(
        server,
        &format!(
            "POST {path} HTTP/1.0\r\nHost: {server}\r\n{who}\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{json}"
        ),
    )
}

/// Version 1.0 keeps the answer in one piece and closes the connection after it.
fn ask(server: SocketAddr, request: &str) -> Result<String> {
    let mut stream = TcpStream::connect_timeout(&server, TIMEOUT)?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parse(&String::from_utf8_lossy(&answer))
}

fn parse(answer: &str) -> Result<String> {
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .context("the answer is cut off")?;
    let status = head.lines().next().unwrap_or_default();
    if !matches!(status.split(' ').nth(1), Some("200" | "201")) {
        bail!("the answer is {status:?}");
    }
    Ok(body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_a_good_answer_has_a_body() {
        let rows = [
            (
                "HTTP/1.1 200 OK\r\na: b\r\n\r\nhello\r\n\r\nthere",
                Some("hello\r\n\r\nthere"),
            ),
            ("HTTP/1.1 201 Created\r\n\r\nnew", Some("new")),
            ("HTTP/1.1 404 Not Found\r\n\r\nnothing", None),
            ("HTTP/1.1 200 OK\r\na: b", None),
            ("", None),
        ];
        for (answer, body) in rows {
            assert_eq!(parse(answer).ok().as_deref(), body, "{answer:?}");
        }
    }
}
