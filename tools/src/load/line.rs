//! Connections to the server under load.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// Connections from one address; a system gives about 28,000 ports to each.
const PER_ADDRESS: u32 = 20_000;

/// Longest head of an answer.
const HEAD: usize = 16 * 1024;

/// Connects from one of many local addresses, so that ports do not run out.
///
/// # Errors
/// When the server does not accept.
pub(super) async fn connect(server: SocketAddr) -> Result<TcpStream> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let socket = TcpSocket::new_v4().context("no socket")?;
    if server.ip().is_loopback() {
        let last = u8::try_from(1 + number / PER_ADDRESS % 250).unwrap_or(1);
        socket.bind((IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)), 0).into())?;
    }
    let stream = socket
        .connect(server)
        .await
        .with_context(|| format!("{server} does not accept"))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Opens a WebSocket. Nothing that follows the handshake is read.
///
/// # Errors
/// When the server refuses.
pub(super) async fn open(server: SocketAddr, path: &str) -> Result<TcpStream> {
    let mut stream = connect(server).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {server}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let head = head(&mut stream).await?;
    ensure!(
        head.starts_with("HTTP/1.1 101"),
        "no WebSocket at {path}: {}",
        head.lines().next().unwrap_or_default()
    );
    Ok(stream)
}

/// The head of an answer, byte by byte, so that what follows stays where it is.
async fn head(stream: &mut TcpStream) -> Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() >= HEAD {
            bail!("the head of the answer does not end");
        }
        head.push(stream.read_u8().await.context("no answer")?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Asks for `path` over an open connection and reads the answer to its end. Returns its length.
///
/// # Errors
/// When the answer is not 200 with a length.
pub(super) async fn get(
    stream: &mut TcpStream,
    path: &str,
    token: Option<&str>,
    scratch: &mut [u8],
) -> Result<u64> {
    let authorization = token.map_or_else(String::new, |token| {
        format!("Authorization: Bearer {token}\r\n")
    });
    let request = format!("GET {path} HTTP/1.1\r\nHost: load\r\n{authorization}\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut filled = 0;
    let (end, length) = loop {
        let count = stream.read(&mut scratch[filled..]).await?;
        ensure!(count > 0, "the connection ended");
        filled += count;
        if let Some(end) = scratch[..filled]
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
        {
            let head = String::from_utf8_lossy(&scratch[..end]).to_ascii_lowercase();
            ensure!(
                head.starts_with("http/1.1 200"),
                "{path}: {}",
                head.lines().next().unwrap_or_default()
            );
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|text| text.trim().parse::<u64>().ok())
                .context("the answer has no length")?;
            break (end + 4, length);
        }
        ensure!(filled < scratch.len(), "the head of the answer is too long");
    };
    let mut rest = length.saturating_sub((filled - end) as u64);
    while rest > 0 {
        let count = stream.read(scratch).await?;
        ensure!(count > 0, "the answer ended early");
        rest = rest.saturating_sub(count as u64);
    }
    Ok(length)
}
