//! The connection: one thread owns the socket, two bounded queues lead to it and back.
//!
//! Never loses what the tracker has not handed over: progress lives in the tracker until the
//! server has it, and the queues carry copies that belong to one connection and die with it.

mod attempt;
mod backoff;
mod error;
mod mailbox;
mod stream;
mod thread;
mod ticks;
mod timing;
mod tls;

use std::sync::Arc;
use std::thread::JoinHandle;

use speedfog_protocol::ws::FromMod;

pub use backoff::Backoff;
pub use error::NetError;
pub use timing::NetTiming;

use crate::config::Server;
use crate::tracker::NetEvent;
use mailbox::Mailbox;

/// Handle of the connection's thread. Dropping it stops the thread.
#[derive(Debug)]
pub struct Net {
    mailbox: Arc<Mailbox>,
    /// Connection that the tracker believes in; messages for it are dropped with it.
    epoch: u64,
    thread: Option<JoinHandle<()>>,
}

/// What makes a connection, apart from the configuration.
pub struct NetOptions {
    /// Time limits and waiting times.
    pub timing: NetTiming,
    /// Random numbers from 0 to below 1, which spread the attempts of many mods.
    pub random: Box<dyn FnMut() -> f64 + Send>,
}

impl Net {
    /// Starts the thread, which begins to connect at once and never gives up.
    ///
    /// # Errors
    /// When the extra root certificate cannot be used.
    pub fn start(server: &Server, options: NetOptions) -> Result<Self, NetError> {
        let tls = tls::config(&server.ca_file)?;
        let mailbox = Arc::new(Mailbox::default());
        let worker = thread::Worker::new(server, tls, options, Arc::clone(&mailbox));
        let thread = std::thread::Builder::new()
            .name("speedfog-net".into())
            .spawn(move || worker.run())
            .map_err(NetError::Thread)?;
        Ok(Self {
            mailbox,
            epoch: 0,
            thread: Some(thread),
        })
    }

    /// Hands a message over. It is dropped when the connection whose events were taken last is
    /// gone by then.
    pub fn send(&self, message: FromMod) {
        self.mailbox.post(self.epoch, message);
    }

    /// Takes everything that has arrived, in order. Never waits.
    pub fn take(&mut self) -> Vec<NetEvent> {
        let (epoch, events) = self.mailbox.take_events();
        self.epoch = epoch;
        events
    }

    /// Closes the connection and waits for the thread, at most about a second.
    pub fn stop(mut self) {
        self.mailbox.stop();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the connection's thread had panicked");
        }
    }
}

impl Drop for Net {
    fn drop(&mut self) {
        self.mailbox.stop();
    }
}
