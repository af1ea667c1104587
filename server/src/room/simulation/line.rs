//! One connection over a bad network.

use std::{collections::VecDeque, io::Read, net::TcpStream, time::Duration};

use futures_util::FutureExt;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::room::{ConnectionId, Due, Frame, Outbox, OutboxReader, connection};

/// Sent after everything else, to know that everything else was read.
const MARK: &str = "mark";

/// The server's end.
pub(super) struct End {
    pub(super) outbox: Outbox,
    reader: OutboxReader,
    peer: TcpStream,
}

impl End {
    pub(super) async fn new() -> Self {
        let (outbox, reader, peer) = connection().await;
        let peer = peer.into_std().unwrap();
        peer.set_nonblocking(false).unwrap();
        Self {
            outbox,
            reader,
            peer,
        }
    }

    /// Everything that was sent since the last time, and what else is to be done.
    pub(super) async fn drain(&mut self) -> (Vec<String>, Option<Due>) {
        self.reader.flush().await;
        self.outbox.push(Frame::from(MARK)).unwrap();
        self.reader.flush().await;
        let mut texts = Vec::new();
        loop {
            let text = self.text();
            if text == MARK {
                break;
            }
            texts.push(text);
        }
        (texts, self.reader.next().now_or_never())
    }

    /// One text frame, read whole.
    fn text(&mut self) -> String {
        let mut head = [0; 2];
        self.peer.read_exact(&mut head).unwrap();
        assert_eq!(head[0], 0x81, "a whole text frame");
        let length = match head[1] {
            126 => u64::from(u16::from_be_bytes(self.bytes())),
            127 => u64::from_be_bytes(self.bytes()),
            short => u64::from(short),
        };
        let mut text = vec![0; usize::try_from(length).unwrap()];
        self.peer.read_exact(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.peer.read_exact(&mut bytes).unwrap();
        bytes
    }
}

/// A broken line, of which neither end knows at first.
#[derive(Debug, Clone, Copy)]
struct Cut {
    client_notices: Duration,
    server_notices: Duration,
}

/// A connection: messages in order and late, until it breaks.
pub(super) struct Line<Up> {
    pub(super) id: ConnectionId,
    latency: Duration,
    up: VecDeque<(Duration, Up)>,
    down: VecDeque<(Duration, String)>,
    cut: Option<Cut>,
}

impl<Up> Line<Up> {
    pub(super) fn new(dice: &mut ChaCha8Rng) -> Self {
        Self {
            id: ConnectionId::next(),
            latency: Duration::from_millis(dice.random_range(5..400)),
            up: VecDeque::new(),
            down: VecDeque::new(),
            cut: None,
        }
    }

    /// Loses everything that is on its way. Each end learns of it in its own time.
    pub(super) fn breaks(&mut self, now: Duration, dice: &mut ChaCha8Rng) {
        let mut later = |most| now + Duration::from_millis(dice.random_range(0..most));
        self.cut.get_or_insert(Cut {
            client_notices: later(2_000),
            server_notices: later(8_000),
        });
        self.up.clear();
        self.down.clear();
    }

    /// The server has closed it: the client learns that after everything else.
    pub(super) fn closes(&mut self, now: Duration) {
        let last = self.down.back().map_or(now, |(due, _)| *due);
        self.cut.get_or_insert(Cut {
            client_notices: last.max(now + self.latency),
            server_notices: now,
        });
    }

    pub(super) fn send_up(&mut self, now: Duration, message: Up) {
        if self.cut.is_none() {
            self.up.push_back((now + self.latency, message));
        }
    }

    pub(super) fn send_down(&mut self, now: Duration, text: String) {
        if self.cut.is_none() {
            self.down.push_back((now + self.latency, text));
        }
    }

    /// What has arrived at the server.
    pub(super) fn arrived_up(&mut self, now: Duration) -> Vec<Up> {
        arrived(&mut self.up, now)
    }

    /// What has arrived at the client.
    pub(super) fn arrived_down(&mut self, now: Duration) -> Vec<String> {
        arrived(&mut self.down, now)
    }

    pub(super) fn client_knows(&self, now: Duration) -> bool {
        self.cut.is_some_and(|cut| cut.client_notices <= now)
    }

    pub(super) fn server_knows(&self, now: Duration) -> bool {
        self.cut.is_some_and(|cut| cut.server_notices <= now)
    }
}

fn arrived<T>(queue: &mut VecDeque<(Duration, T)>, now: Duration) -> Vec<T> {
    let count = queue.iter().take_while(|(due, _)| *due <= now).count();
    queue.drain(..count).map(|(_, message)| message).collect()
}
