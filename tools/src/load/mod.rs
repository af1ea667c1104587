//! Load on a server, measured from outside: what it does per second, what it needs for that, and how
//! that compares with what the machine itself can do in the same run.
//!
//! Absolute figures depend on the machine and on what else it does. The ratio to the limit and the
//! processor time per frame depend on that far less, so that they are always printed as well.

mod connects;
mod fan_out;
mod frames;
mod http;
mod ingest;
mod limit;
mod line;
mod memory;
mod report;
mod server;
mod stage;
mod usage;
mod watch;

use anyhow::Result;
use tokio::runtime::{Builder, Runtime};

pub use connects::connects;
pub use fan_out::{FanOut, fan_out};
pub use http::{packs, rest};
pub use ingest::{Ingest, ingest};
pub use limit::limit;
pub use memory::memory;
pub use report::{Figure, Report};
pub use server::ServerOptions;

/// Pool that the races of a load are made of: graphs of the usual size.
const POOL: &str = "standard";

/// Which core does what. One for each side makes figures comparable.
#[derive(Debug, Clone, Copy)]
pub struct Cores {
    /// The server, and the writer of the limit.
    pub server: usize,
    /// Everybody else.
    pub generator: usize,
}

/// One thread for all clients, on the generator's core.
fn runtime(cores: Cores) -> Result<Runtime> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .on_thread_start(move || server::stay_on(cores.generator))
        .enable_all()
        .build()?;
    Ok(runtime)
}
