//! The bytes under a WebSocket: plain or encrypted, always with time limits.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use tungstenite::http::Uri;

use super::NetTiming;

/// A connected stream.
pub(super) enum Stream {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ClientConnection, TcpStream>>),
}

impl Stream {
    /// Connects to the server of `uri`, trying its addresses one after the other.
    pub(super) fn connect(
        uri: &Uri,
        tls: &Arc<ClientConfig>,
        timing: &NetTiming,
    ) -> io::Result<Self> {
        let encrypted = uri.scheme_str() == Some("wss");
        let host = uri
            .host()
            .map(|host| host.trim_start_matches('[').trim_end_matches(']'))
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "address without host"))?;
        let port = uri.port_u16().unwrap_or(if encrypted { 443 } else { 80 });
        let socket = connect_any((host, port).to_socket_addrs()?, timing.connect)?;
        socket.set_nodelay(true)?;
        socket.set_read_timeout(Some(timing.read))?;
        socket.set_write_timeout(Some(timing.write))?;
        if !encrypted {
            return Ok(Self::Plain(socket));
        }
        let name = ServerName::try_from(host.to_owned())
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        let session = ClientConnection::new(Arc::clone(tls), name).map_err(io::Error::other)?;
        Ok(Self::Tls(Box::new(StreamOwned::new(session, socket))))
    }
}

fn connect_any(
    addresses: impl Iterator<Item = SocketAddr>,
    limit: Duration,
) -> io::Result<TcpStream> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the server's name has no address");
    for address in addresses {
        match TcpStream::connect_timeout(&address, limit) {
            Ok(socket) => return Ok(socket),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Windows reports the end of a read's time limit in another word than everybody else.
fn unify(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::TimedOut {
        io::ErrorKind::WouldBlock.into()
    } else {
        error
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.read(buffer),
            Self::Tls(session) => session.read(buffer),
        }
        .map_err(unify)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(socket) => socket.write(bytes),
            Self::Tls(session) => session.write(bytes),
        }
        .map_err(unify)
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(socket) => socket.flush(),
            Self::Tls(session) => session.flush(),
        }
        .map_err(unify)
    }
}
