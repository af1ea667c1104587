//! `speedfog-tools load`: arguments in, figures out.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use speedfog_tools::load::{self, Cores, FanOut, Ingest, Report, ServerOptions};

/// Load on a server, and what the machine could do at most.
#[derive(Debug, Parser)]
pub(crate) struct Load {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    common: Common,
}

/// What every measurement needs to know.
#[derive(Debug, Args)]
struct Common {
    /// Program of a server, which is started for the measurement and stopped after it.
    #[arg(long, global = true, value_name = "FILE")]
    server: Option<PathBuf>,
    /// Address of a server that runs already, with development sign-in and without rate limits.
    #[arg(long, global = true, requires = "pid", conflicts_with = "server")]
    address: Option<SocketAddr>,
    /// Process id of the server that runs already.
    #[arg(long, global = true)]
    pid: Option<u32>,
    /// Core of the server.
    #[arg(long, global = true, default_value_t = 0)]
    server_core: usize,
    /// Core of everybody else.
    #[arg(long, global = true, default_value_t = 1)]
    core: usize,
    /// Database for the server that is started; its own SQLite file if none.
    #[arg(long, global = true, value_name = "URL")]
    database_url: Option<String>,
    /// How often it is measured.
    #[arg(long, global = true, default_value_t = 3)]
    repetitions: usize,
    /// Seconds of one repetition.
    #[arg(long, global = true, default_value_t = 10)]
    seconds: u64,
    /// Print JSON instead of a table.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// One race with many spectators.
    FanOut {
        /// Players with mods.
        #[arg(long, default_value_t = 8)]
        mods: usize,
        /// Spectators.
        #[arg(long, default_value_t = 300)]
        spectators: usize,
        /// Status updates per second and mod.
        #[arg(long, default_value_t = 1.0)]
        rate: f64,
        /// Let spectators follow by ticks.
        #[arg(long)]
        ticks: bool,
    },
    /// Many races at once.
    Ingest {
        /// Races.
        #[arg(long, default_value_t = 100)]
        races: usize,
        /// Mods in each race.
        #[arg(long, default_value_t = 2)]
        mods: usize,
        /// Status updates per second and mod.
        #[arg(long, default_value_t = 1.0)]
        status_rate: f64,
        /// Fog gates per second and mod.
        #[arg(long, default_value_t = 0.1)]
        event_rate: f64,
    },
    /// Spectators that come in.
    Connects {
        /// How many.
        #[arg(long, default_value_t = 1000)]
        spectators: usize,
        /// At the same time.
        #[arg(long, default_value_t = 32)]
        at_once: usize,
    },
    /// Memory of those who do nothing.
    Memory {
        /// Spectators.
        #[arg(long, default_value_t = 2000)]
        spectators: usize,
        /// Races.
        #[arg(long, default_value_t = 100)]
        rooms: usize,
    },
    /// Downloads of seed packs.
    Packs {
        /// How many.
        #[arg(long, default_value_t = 64)]
        downloads: usize,
        /// At the same time.
        #[arg(long, default_value_t = 4)]
        at_once: usize,
        /// Size of the made-up game files in the pack, in KiB.
        #[arg(long, default_value_t = 65_536)]
        payload_kib: usize,
    },
    /// Answers of the API.
    Rest {
        /// What to ask for; the race if nothing.
        #[arg(long)]
        path: Option<String>,
        /// Clients at the same time.
        #[arg(long, default_value_t = 8)]
        at_once: usize,
    },
    /// What the machine could do at most: plain writes to sockets.
    Limit {
        /// Sockets.
        #[arg(long, default_value_t = 300)]
        sockets: usize,
        /// Bytes of a frame.
        #[arg(long, default_value_t = 600)]
        bytes: usize,
    },
}

/// Measures and prints.
pub(crate) fn run(args: Load) -> Result<()> {
    let common = args.common;
    let report = measure(args.what, &common)?;
    if common.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        println!("{}", report.table());
    }
    Ok(())
}

fn measure(what: What, common: &Common) -> Result<Report> {
    let cores = Cores {
        server: common.server_core,
        generator: common.core,
    };
    let payload_kib = match what {
        What::Packs { payload_kib, .. } => payload_kib,
        _ => 1,
    };
    let server = ServerOptions {
        binary: common.server.clone(),
        running: common.address.zip(common.pid),
        core: common.server_core,
        database_url: common.database_url.clone(),
        payload_kib,
    };
    let (repetitions, period) = (common.repetitions, Duration::from_secs(common.seconds));
    match what {
        What::FanOut {
            mods,
            spectators,
            rate,
            ticks,
        } => {
            let options = FanOut {
                mods,
                spectators,
                ticks,
                rate,
                period,
                repetitions,
            };
            load::fan_out(&options, &server, cores)
        }
        What::Ingest {
            races,
            mods,
            status_rate,
            event_rate,
        } => {
            let options = Ingest {
                races,
                mods,
                status_rate,
                event_rate,
                period,
                repetitions,
            };
            load::ingest(&options, &server, cores)
        }
        What::Connects {
            spectators,
            at_once,
        } => load::connects(spectators, at_once, repetitions, &server, cores),
        What::Memory { spectators, rooms } => load::memory(spectators, rooms, &server, cores),
        What::Packs {
            downloads, at_once, ..
        } => load::packs(downloads, at_once, repetitions, &server, cores),
        What::Rest { path, at_once } => load::rest(
            path.as_deref(),
            at_once,
            period,
            repetitions,
            &server,
            cores,
        ),
        What::Limit { sockets, bytes } => load::limit(sockets, bytes, period, repetitions, cores),
    }
}
