//! A server that does what a test tells it to.

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use speedfog_protocol::ws::{AuthOk, FromMod, TickStart, ToMod};
use speedfog_race_mod::config::{Config, Server};
use speedfog_race_mod::net::{Net, NetOptions, NetTiming};
use speedfog_race_mod::tracker::NetEvent;
use tungstenite::{Message, WebSocket};

/// How long any test waits for anything.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

/// Short waits, so that tests are quick. Deadlines under test are overridden.
pub(crate) fn timing() -> NetTiming {
    NetTiming {
        read: Duration::from_millis(5),
        retry_first: Duration::from_millis(5),
        retry_refused: Duration::from_millis(20),
        retry_max: Duration::from_millis(50),
        ..NetTiming::default()
    }
}

/// The configuration of a mod that races at `base`.
pub(crate) fn config(base: &str, ca_file: &str) -> Server {
    let text = format!(
        "[server]\nurl = '{base}'\nmod_token = 's3cret'\nrace_id = 'r'\nseed_id = 'seed'\nca_file = '{ca_file}'\n"
    );
    Config::parse(&text)
        .expect("the text is well formed")
        .server
}

/// Starts the connection under test.
pub(crate) fn start(base: &str, timing: NetTiming) -> Client {
    let options = NetOptions {
        timing,
        random: Box::new(|| 0.5),
    };
    Client::new(Net::start(&config(base, ""), options).expect("no certificate is read"))
}

/// A scripted server: `serve` is called with the number of each connection, in order.
pub(crate) fn serve<T: Send + 'static>(
    mut script: impl FnMut(usize, TcpStream, &Sender<T>) + Send + 'static,
) -> (SocketAddr, Receiver<T>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("the socket is bound");
    let (told, heard) = channel();
    // The thread ends with the test's process; a test may leave before its script is through.
    std::thread::spawn(move || {
        for (number, socket) in listener.incoming().flatten().enumerate() {
            script(number, socket, &told);
        }
    });
    (address, heard)
}

/// The server's end of an upgraded connection.
pub(crate) struct Peer<S>(pub(crate) WebSocket<S>);

impl Peer<TcpStream> {
    pub(crate) fn accept(socket: TcpStream) -> Self {
        Self(tungstenite::accept(socket).expect("the client upgrades"))
    }
}

impl<S: std::io::Read + std::io::Write> Peer<S> {
    pub(crate) fn say(&mut self, message: &ToMod) {
        self.text(&message.encode());
    }

    pub(crate) fn text(&mut self, text: &str) {
        // The client may have left already, which is for the test to notice.
        let _ = self.0.send(Message::text(text));
    }

    /// The next message; none when the connection is gone.
    pub(crate) fn hear(&mut self) -> Option<FromMod> {
        loop {
            match self.0.read() {
                Ok(Message::Text(text)) => {
                    return Some(FromMod::decode(&text).expect("mods speak the protocol"));
                }
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }

    /// Takes `auth` and accepts it, as a server that knows no ticks.
    pub(crate) fn welcome(&mut self) {
        self.welcome_with(None);
    }

    /// Takes `auth` and accepts it; the ticks begin as told.
    pub(crate) fn welcome_with(&mut self, ticks: Option<TickStart>) {
        let auth = FromMod::Auth {
            mod_token: "s3cret".into(),
            seed_id: Some("seed".into()),
            mod_version: Some(env!("CARGO_PKG_VERSION").into()),
            ticks: true,
        };
        assert_eq!(self.hear(), Some(auth));
        let auth_ok = AuthOk {
            ticks,
            ..crate::script::auth_ok(speedfog_protocol::RaceStatus::Running)
        };
        self.say(&ToMod::AuthOk(Box::new(auth_ok)));
    }
}

/// The connection under test and what it has brought so far.
pub(crate) struct Client {
    pub(crate) net: Net,
    unread: VecDeque<NetEvent>,
}

impl Client {
    pub(crate) fn new(net: Net) -> Self {
        Self {
            net,
            unread: VecDeque::new(),
        }
    }

    /// Reads events until `wanted` accepts one; later ones stay unread.
    pub(crate) fn wait_for<T>(&mut self, mut wanted: impl FnMut(&NetEvent) -> Option<T>) -> T {
        let deadline = Instant::now() + LIMIT;
        let mut seen = Vec::new();
        while Instant::now() < deadline {
            self.unread.extend(self.net.take());
            while let Some(event) = self.unread.pop_front() {
                if let Some(found) = wanted(&event) {
                    return found;
                }
                seen.push(event);
            }
            std::thread::yield_now();
        }
        panic!("it never came; seen: {seen:#?}");
    }
}
