//! The line between a game and its server, which can break.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use socket2::SockRef;

/// What becomes of what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It arrives.
    Whole,
    /// Every connection is reset at once.
    Torn,
    /// Nothing arrives, and neither end is told.
    Silent,
}

/// A line whose far end is a server.
pub(crate) struct Line {
    listen: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    state: State,
    /// Both ends of every connection made so far.
    ends: Vec<TcpStream>,
}

impl Line {
    /// A whole line to a server.
    pub(crate) fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let listen = listener.local_addr().expect("it listens");
        let shared = Arc::new(Mutex::new(Shared {
            state: State::Whole,
            ends: Vec::new(),
        }));
        let line = Self {
            listen,
            shared: Arc::clone(&shared),
        };
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                connect(near, server, &shared).expect("the server is there");
            }
        });
        line
    }

    /// What a mod connects to.
    pub(crate) fn url(&self) -> String {
        format!("ws://{}", self.listen)
    }

    /// Resets every connection, those to come included.
    pub(crate) fn tear(&self) {
        self.change(State::Torn);
    }

    /// Swallows everything from now on; connections stay open.
    pub(crate) fn silence(&self) {
        self.change(State::Silent);
    }

    /// New connections work again. Old ones are reset: too much of them is missing.
    pub(crate) fn mend(&self) {
        self.change(State::Whole);
    }

    fn change(&self, state: State) {
        let mut shared = lock(&self.shared);
        shared.state = state;
        if state != State::Silent {
            shared.ends.drain(..).for_each(|end| reset(&end));
        }
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a connection in the rudest way. It may have ended already.
fn reset(end: &TcpStream) {
    let _ = SockRef::from(end).set_linger(Some(Duration::ZERO));
    let _ = end.shutdown(Shutdown::Read);
}

fn connect(near: TcpStream, server: SocketAddr, shared: &Arc<Mutex<Shared>>) -> io::Result<()> {
    let state = lock(shared).state;
    if state == State::Torn {
        reset(&near);
        return Ok(());
    }
    let far = TcpStream::connect(server)?;
    for (from, to) in [(&near, &far), (&far, &near)] {
        let (mut from, mut to) = (from.try_clone()?, to.try_clone()?);
        let shared = Arc::clone(shared);
        std::thread::spawn(move || carry(&mut from, &mut to, &shared));
    }
    lock(shared).ends.extend([near, far]);
    Ok(())
}

/// Carries one direction of a connection until it ends, and then ends the other side as well,
/// unless the line is silent about it.
fn carry(from: &mut TcpStream, to: &mut TcpStream, shared: &Mutex<Shared>) {
    let is_whole = || lock(shared).state == State::Whole;
    let mut buffer = [0; 4096];
    while let Ok(read) = from.read(&mut buffer)
        && read > 0
    {
        if is_whole() && to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    if is_whole() {
        // It may have ended already.
        let _ = to.shutdown(Shutdown::Both);
    }
}
