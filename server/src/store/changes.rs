//! Whether lists of races may have changed since somebody last looked.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Counts what this process has written that shows in lists; shared by everybody who holds the same
/// store.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes(Arc<AtomicU64>);

impl Changes {
    /// Notes that something of the kind was written. To be called when it is committed and before anybody is
    /// told, so that who has been told never reads what was before.
    pub(crate) fn note(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }

    /// The count so far. What is read after asking is at least as new as the count says.
    pub(crate) fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}
