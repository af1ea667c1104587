//! The spectator's socket, for the one thing that packs do not tell: the graph.

use std::io::ErrorKind;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use speedfog_protocol::ws::{FromSpectator, ToSpectator};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};
use uuid::Uuid;

use super::course::Course;

const READ: Duration = Duration::from_millis(250);

/// Waits until the server shows the whole graph, which an organizer who does not race sees at
/// once and everybody else when the race runs.
///
/// # Errors
/// When the race does not exist, the graph is unusable, or `stop` is set.
pub(super) fn course(
    server: &str,
    race: Uuid,
    token: Option<&str>,
    stop: &AtomicBool,
) -> Result<Course> {
    let base = server.trim_end_matches('/').replacen("http", "ws", 1);
    let address = format!("{base}/ws/race/{race}");
    loop {
        match look(&address, token, stop) {
            Ok(Some(course)) => return Ok(course),
            // The server went away, and will be back.
            Ok(None) => std::thread::sleep(READ),
            Err(error) => return Err(error),
        }
        if stop.load(Ordering::Relaxed) {
            bail!("interrupted");
        }
    }
}

/// One connection; `None` when it was lost.
fn look(address: &str, token: Option<&str>, stop: &AtomicBool) -> Result<Option<Course>> {
    let Ok((mut socket, _)) = tungstenite::connect(address) else {
        return Ok(None);
    };
    limit_reads(&mut socket).context("preparing the spectator's socket")?;
    let auth = FromSpectator::Auth {
        token: token.map(Into::into),
    };
    if socket.send(Message::text(auth.encode())).is_err() {
        return Ok(None);
    }
    while !stop.load(Ordering::Relaxed) {
        match socket.read() {
            Ok(Message::Text(text)) => match ToSpectator::decode(&text) {
                Ok(ToSpectator::RaceState(state)) => {
                    // A masked graph has no flags.
                    let graph = state.seed.graph_json;
                    if let Some(graph) =
                        graph.filter(|graph| graph.as_str().contains("\"event_map\""))
                    {
                        return Course::read(graph.as_str()).map(Some);
                    }
                }
                Ok(ToSpectator::Ping) => {
                    let _ = socket.send(Message::text(FromSpectator::Pong.encode()));
                }
                _ => {}
            },
            Ok(Message::Close(Some(frame)))
                if u16::from(frame.code) == speedfog_protocol::close::NOT_FOUND =>
            {
                bail!("there is no such race");
            }
            Ok(_) => {}
            Err(tungstenite::Error::Io(error))
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

fn limit_reads(socket: &mut WebSocket<MaybeTlsStream<TcpStream>>) -> std::io::Result<()> {
    match socket.get_mut() {
        MaybeTlsStream::Plain(stream) => stream.set_read_timeout(Some(READ)),
        MaybeTlsStream::Rustls(stream) => stream.sock.set_read_timeout(Some(READ)),
        _ => Ok(()),
    }
}
