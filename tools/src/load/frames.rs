//! Reading WebSocket frames as cheaply as possible: heads are parsed, and of each payload only the
//! beginning is looked at.

use std::cell::RefCell;
use std::io;

use tokio::net::TcpStream;

/// Longest head of a frame from a server.
const HEAD: usize = 10;

/// Bytes read at once.
const READ: usize = 256 * 1024;

/// Opcode of a text frame.
pub(super) const TEXT: u8 = 1;

/// Opcode of a ping frame.
const PING: u8 = 9;

/// The answer to a ping, as a client sends it.
const PONG: [u8; 6] = [0x8a, 0x80, 0, 0, 0, 0];

thread_local! {
    /// One buffer per thread, since thousands of connections are idle most of the time.
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; READ]);
}

/// Where a connection is in the stream of frames.
#[derive(Debug, Default)]
pub(super) struct Frames {
    head: [u8; HEAD],
    have: usize,
    /// Bytes of the payload that are still to come.
    rest: usize,
    /// Beginning of a payload that came in pieces.
    begun: Vec<u8>,
    /// How much of each payload is wanted at least, if it is that long.
    wanted: usize,
    /// Bytes received.
    pub(super) bytes: u64,
}

impl Frames {
    /// A stream of which the first `wanted` bytes of each payload matter.
    pub(super) fn new(wanted: usize) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// From now on the first `wanted` bytes matter.
    pub(super) fn want(&mut self, wanted: usize) {
        self.wanted = wanted;
    }

    /// Waits for bytes and reports every frame that they complete: its opcode and the beginning of
    /// its payload. Pings are answered: a server ends connections that show no life.
    ///
    /// # Errors
    /// When the connection is over.
    pub(super) async fn read(
        &mut self,
        stream: &TcpStream,
        mut each: impl FnMut(u8, &[u8]),
    ) -> io::Result<()> {
        loop {
            stream.readable().await?;
            let mut pinged = false;
            let read = BUFFER.with_borrow_mut(|buffer| {
                let count = stream.try_read(buffer)?;
                self.feed(&buffer[..count], &mut |opcode, payload: &[u8]| {
                    pinged |= opcode == PING;
                    each(opcode, payload);
                });
                Ok::<_, io::Error>(count)
            });
            if pinged {
                // A line too full for six bytes is asked again.
                let _ = stream.try_write(&PONG);
            }
            match read {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn feed(&mut self, mut bytes: &[u8], each: &mut impl FnMut(u8, &[u8])) {
        self.bytes += bytes.len() as u64;
        while !bytes.is_empty() {
            if !self.has_head() {
                self.head[self.have] = bytes[0];
                self.have += 1;
                bytes = &bytes[1..];
                if self.has_head() {
                    self.rest = self.length();
                    if self.rest == 0 {
                        self.done(each, &[]);
                    }
                }
                continue;
            }
            let (now, later) = bytes.split_at(self.rest.min(bytes.len()));
            bytes = later;
            self.rest -= now.len();
            if self.rest == 0 && self.begun.is_empty() {
                self.done(each, now);
                continue;
            }
            let missing = self.wanted.saturating_sub(self.begun.len());
            self.begun.extend_from_slice(&now[..missing.min(now.len())]);
            if self.rest == 0 {
                let begun = std::mem::take(&mut self.begun);
                self.done(each, &begun);
            }
        }
    }

    fn done(&mut self, each: &mut impl FnMut(u8, &[u8]), payload: &[u8]) {
        self.have = 0;
        each(self.head[0] & 0x0f, payload);
    }

    fn has_head(&self) -> bool {
        self.have >= 2
            && self.have
                >= match self.head[1] & 0x7f {
                    126 => 4,
                    127 => 10,
                    _ => 2,
                }
    }

    fn length(&self) -> usize {
        match self.head[1] & 0x7f {
            126 => usize::from(u16::from_be_bytes([self.head[2], self.head[3]])),
            127 => self.head[2..]
                .iter()
                .fold(0, |sum, byte| (sum << 8) | usize::from(*byte)),
            short => short.into(),
        }
    }
}

/// A text frame as a client sends it. The mask is zero, which is allowed and costs nothing.
pub(super) fn from_client(payload: &str) -> Vec<u8> {
    let mut frame = vec![0x80 | TEXT];
    match payload.len() {
        short @ 0..=125 => frame.push(0x80 | u8::try_from(short).unwrap_or(125)),
        long => {
            frame.push(0x80 | 126);
            frame.extend(u16::try_from(long).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(payload.as_bytes());
    frame
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    fn from_server(length: usize) -> Vec<u8> {
        let mut frame = vec![0x81];
        match length {
            0..=125 => frame.push(length as u8),
            126..=65535 => {
                frame.push(126);
                frame.extend((length as u16).to_be_bytes());
            }
            _ => {
                frame.push(127);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        frame.extend((0..length).map(|index| index as u8));
        frame
    }

    #[test]
    fn frames_of_every_length_are_found_however_they_are_cut() {
        let lengths = [0, 1, 125, 126, 700, 65_535, 65_536, 3];
        let stream: Vec<u8> = lengths.into_iter().flat_map(from_server).collect();
        for piece in [1, 2, 3, 7, 1000, stream.len()] {
            let mut frames = Frames::new(4);
            let mut found = Vec::new();
            for bytes in stream.chunks(piece) {
                frames.feed(bytes, &mut |opcode, payload: &[u8]| {
                    assert_eq!(opcode, TEXT);
                    found.push(payload[..payload.len().min(4)].to_vec());
                });
            }
            let expected: Vec<Vec<u8>> = lengths
                .into_iter()
                .map(|length| (0..length.min(4)).map(|index| index as u8).collect())
                .collect();
            assert_eq!(found, expected, "in pieces of {piece}");
            assert_eq!(frames.bytes, stream.len() as u64);
        }
    }

    #[tokio::test]
    async fn a_ping_is_answered() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap());
        let (client, accepted) = tokio::join!(client, listener.accept());
        let (client, mut server) = (client.unwrap(), accepted.unwrap().0);
        server.write_all(&[0x89, 0]).await.unwrap();
        Frames::new(0).read(&client, |_, _| ()).await.unwrap();
        let mut answer = PONG.map(|_| 0xff);
        server.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, PONG);
    }
}
