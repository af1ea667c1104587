//! What one step of the tracker leads to.

use speedfog_protocol::ws::FromMod;

use super::{Pending, RunKey};

/// What one step of the tracker leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// Messages for the server, in order.
    pub send: Vec<FromMod>,
    /// Flags to clear in the game.
    pub clear_flags: Vec<u32>,
    /// The run whose progress is wanted back from the disk.
    pub restore: Option<RunKey>,
    /// What is to be kept of a run on disk from now on, instead of what is there.
    pub keep: Option<(RunKey, Pending)>,
    /// What is worth a line in the log.
    pub happened: Vec<Happening>,
}

/// Something worth a line in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The server accepted the mod.
    Connected,
    /// The connection is gone.
    Lost,
    /// The server says nothing to what was sent some time ago.
    NoAnswer,
    /// A flag was seen that counts.
    FlagSeen {
        /// The flag.
        flag: u32,
        /// In-game time of the moment in milliseconds, if known.
        igt_ms: Option<u32>,
    },
    /// A flag was sent, perhaps again.
    FlagSent {
        /// The flag.
        flag: u32,
    },
    /// The run begins anew: another seed, or the race went back to its setup.
    Cleared,
    /// The seed pack was made for another seed than the race's.
    SeedOutdated,
    /// The server did not take a message.
    ServerError(String),
}
