//! As little of a client as will do, so that what is measured is the server.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
};

/// One kept connection.
pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

/// An answer with its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::with_capacity(256 * 1024, stream),
        }
    }

    pub(crate) fn get(&mut self, path: &str, token: Option<&str>) -> Answer {
        let (status, length) = self.ask("GET", path, token, "");
        self.answer(status, length)
    }

    pub(crate) fn post(&mut self, path: &str, token: Option<&str>, body: &str) -> Answer {
        let (status, length) = self.ask("POST", path, token, body);
        self.answer(status, length)
    }

    /// Sends a request and reads the head of the answer: status and length of the body.
    pub(crate) fn ask(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: &str,
    ) -> (u16, u64) {
        let token = token.map_or_else(String::new, |token| {
            format!("Authorization: Bearer {token}\r\n")
        });
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: bench\r\n{token}Content-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut status, mut length) = (0, 0);
        let mut line = String::new();
        while {
            line.clear();
            self.stream.read_line(&mut line).unwrap() > 2
        } {
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().unwrap();
            } else if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
        }
        (status, length)
    }

    fn answer(&mut self, status: u16, length: u64) -> Answer {
        let mut body = vec![0; usize::try_from(length).unwrap()];
        self.stream.read_exact(&mut body).unwrap();
        Answer { status, body }
    }

    /// Reads a body without keeping it.
    pub(crate) fn drain(&mut self, length: u64) {
        let mut buffer = vec![0; 256 * 1024];
        let mut left = length;
        while left > 0 {
            let want = buffer
                .len()
                .min(usize::try_from(left).unwrap_or(usize::MAX));
            let read = self.stream.read(&mut buffer[..want]).unwrap();
            assert!(read > 0, "the answer was cut short");
            left -= read as u64;
        }
    }
}
