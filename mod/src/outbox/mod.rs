//! Progress on disk: what the server has not confirmed survives the game, the system and the
//! server.
//!
//! One small file per race and participant, written whole beside the old one and then put in its
//! place, by a thread of its own: a frame of the game never waits for the disk. The tracker
//! decides what is in it.

mod file;
mod thread;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use crate::tracker::{Pending, RunKey};
use thread::Desk;

/// Handle of the thread that reads and writes. Dropping it waits until everything is on disk.
#[derive(Debug)]
pub struct Outbox {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
}

impl Outbox {
    /// Starts the thread; its files lie in `folder`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(folder: PathBuf) -> std::io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let at_desk = Arc::clone(&desk);
        let thread = std::thread::Builder::new()
            .name("speedfog-outbox".into())
            .spawn(move || at_desk.work(&folder))?;
        Ok(Self {
            desk,
            thread: Some(thread),
        })
    }

    /// Asks for what is kept of a run. The answer comes through [`opened`](Self::opened).
    pub fn open(&self, run: RunKey) {
        self.desk.open(run);
    }

    /// What was kept, once after each [`open`](Self::open); empty when there was nothing usable.
    #[must_use]
    pub fn opened(&self) -> Option<(RunKey, Pending)> {
        self.desk.opened()
    }

    /// Replaces what is kept of a run. Of several waiting values only the last is written.
    pub fn save(&self, run: RunKey, pending: Pending) {
        self.desk.save(run, pending);
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.desk.close();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the outbox's thread had panicked");
        }
    }
}
