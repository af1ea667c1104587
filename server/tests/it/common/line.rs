//! A line between two ends that can go silent or break, as lines do.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::JoinHandle,
};

/// What a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It carries everything.
    Up,
    /// It carries nothing, and neither end is told. What is said meanwhile arrives when it is up again.
    Silent,
    /// It breaks every connection and takes no new one.
    Down,
}

/// A line to an address. Whoever wants to use it connects to [`Line::address`].
pub(crate) struct Line {
    address: SocketAddr,
    state: watch::Sender<State>,
    accepting: JoinHandle<()>,
}

impl Line {
    /// A line that is up.
    pub(crate) async fn to(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = watch::Sender::new(State::Up);
        let accepting = accept(listener, target.to_owned(), state.subscribe());
        Self {
            address,
            state,
            accepting: tokio::spawn(accepting),
        }
    }

    /// Its near end.
    pub(crate) fn address(&self) -> String {
        self.address.to_string()
    }

    /// From now on it carries nothing, and neither end is told.
    pub(crate) fn falls_silent(&self) {
        self.state.send_replace(State::Silent);
    }

    /// Breaks every connection, and takes no new one.
    pub(crate) fn breaks(&self) {
        self.state.send_replace(State::Down);
    }

    /// It carries everything again.
    pub(crate) fn comes_back(&self) {
        self.state.send_replace(State::Up);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, target: String, state: watch::Receiver<State>) {
    while let Ok((near, _)) = listener.accept().await {
        if *state.borrow() == State::Down {
            continue;
        }
        let (target, state) = (target.clone(), state.clone());
        tokio::spawn(async move {
            let Ok(far) = TcpStream::connect(target).await else {
                return;
            };
            let (near_read, near_write) = near.into_split();
            let (far_read, far_write) = far.into_split();
            // When one direction ends, so does the other.
            tokio::select! {
                () = carry(near_read, far_write, state.clone()) => {}
                () = carry(far_read, near_write, state) => {}
            }
        });
    }
}

async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut state: watch::Receiver<State>) {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let Ok(now) = state
            .wait_for(|state| *state != State::Silent)
            .await
            .map(|now| *now)
        else {
            return;
        };
        if now == State::Down {
            return;
        }
        tokio::select! {
            // A line that falls silent keeps what it has not taken yet.
            biased;
            changed = state.changed() => if changed.is_err() { return },
            read = from.read(&mut bytes) => match read {
                Ok(count) if count > 0 => {
                    if to.write_all(&bytes[..count]).await.is_err() {
                        return;
                    }
                }
                _ => return,
            },
        }
    }
}
