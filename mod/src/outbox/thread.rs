//! What waits for the disk, and the thread that takes it there.

use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::file;
use crate::tracker::{Pending, RunKey};

/// What waits for the disk, or comes from it.
#[derive(Debug, Default)]
pub(super) struct Desk {
    trays: Mutex<Trays>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Trays {
    open: Option<RunKey>,
    opened: Option<(RunKey, Pending)>,
    save: Option<(RunKey, Pending)>,
    closed: bool,
}

impl Desk {
    fn trays(&self) -> MutexGuard<'_, Trays> {
        // Every change is complete at any point where a panic could happen.
        self.trays.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn open(&self, run: RunKey) {
        let mut trays = self.trays();
        trays.open = Some(run);
        self.changed.notify_all();
    }

    pub(super) fn opened(&self) -> Option<(RunKey, Pending)> {
        self.trays().opened.take()
    }

    pub(super) fn save(&self, run: RunKey, pending: Pending) {
        self.trays().save = Some((run, pending));
        self.changed.notify_all();
    }

    pub(super) fn close(&self) {
        self.trays().closed = true;
        self.changed.notify_all();
    }

    /// Reads and writes until closed and nothing waits any more.
    pub(super) fn work(&self, folder: &Path) {
        loop {
            let (open, save) = {
                let trays = self.trays();
                let mut trays = self
                    .changed
                    .wait_while(trays, |trays| {
                        trays.open.is_none() && trays.save.is_none() && !trays.closed
                    })
                    .unwrap_or_else(PoisonError::into_inner);
                (trays.open.take(), trays.save.take())
            };
            if open.is_none() && save.is_none() {
                return;
            }
            // Reading comes first: what is to be written may replace what is to be read.
            if let Some(run) = open {
                let pending = file::read(folder, &run);
                self.trays().opened = Some((run, pending));
            }
            if let Some((run, pending)) = save {
                write(folder, &run, &pending);
            }
        }
    }
}

fn write(folder: &Path, run: &RunKey, pending: &Pending) {
    if let Err(error) = file::write(folder, run, pending) {
        // The run goes on: what is not on disk is still in memory.
        tracing::warn!(%error, "progress could not be written to disk");
    }
}
