//! Command line of the tools: reads the arguments and calls the library.

mod commands;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use speedfog_tools::race_sim::{Options, SoloOptions};
use speedfog_tools::sample::{ArchiveOptions, Pool, write_pool};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// Tools for operators of a SpeedFog Racing server.
#[derive(Debug, Parser)]
#[command(name = "speedfog-tools", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write pools of sample seeds that look real but cannot be played.
    SamplePool(SamplePool),
    /// Make, check and compare pools of seeds.
    #[command(subcommand)]
    Pool(commands::pool::Pool),
    /// Run a race with simulated racers on a server with development sign-in.
    RaceSim(RaceSim),
    /// Put load on a server and measure what it does.
    #[cfg(target_os = "linux")]
    Load(commands::load::Load),
}

#[derive(Debug, Args)]
struct SamplePool {
    /// Folder that receives one folder per pool.
    #[arg(long)]
    out: PathBuf,
    /// Seeds per pool.
    #[arg(long, default_value_t = 12)]
    seeds: usize,
    /// Number that the seeds follow from; the same number gives the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write only this pool (may be repeated).
    #[arg(long = "pool", value_name = "NAME")]
    pools: Vec<String>,
    /// Made-up game files per seed, in KiB.
    #[arg(long, default_value_t = 128)]
    payload_kib: usize,
    /// Leave logs and generator inputs in the archives, as old packaging did.
    #[arg(long)]
    with_spoilers: bool,
}

#[derive(Debug, Args)]
struct RaceSim {
    /// Address of the server.
    #[arg(long, default_value = "http://127.0.0.1:8000")]
    server: String,
    /// Number of racers.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=100))]
    racers: u16,
    /// How much faster than real time.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=600))]
    speed: u32,
    /// Number that the race follows from; the same number on the same seed gives the same race.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Pool to take the seed from; the first with a seed left if none is named.
    #[arg(long)]
    pool: Option<String>,
    /// Join this race, which somebody else releases and starts.
    #[arg(long, value_name = "ID", conflicts_with_all = ["pool", "name", "countdown"])]
    race: Option<uuid::Uuid>,
    /// Play solo sessions instead of a race, one for each racer, in a pool for training
    /// (training_standard if none is named).
    #[arg(long, conflicts_with_all = ["race", "name", "countdown"])]
    solo: bool,
    /// Seconds of countdown before the start.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=60))]
    countdown: u32,
    /// Name of the race.
    #[arg(long)]
    name: Option<String>,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::SamplePool(args) => sample_pool(&args).map(|()| ExitCode::SUCCESS),
        Command::RaceSim(args) => race_sim(args),
        #[cfg(target_os = "linux")]
        Command::Load(args) => commands::load::run(args).map(|()| ExitCode::SUCCESS),
        Command::Pool(command) => stop_flag().and_then(|stop| commands::pool::run(command, &stop)),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

/// A flag that is set when the user or the system wants the program to end.
fn stop_flag() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let handler = Arc::clone(&stop);
    ctrlc::set_handler(move || handler.store(true, Ordering::Relaxed))?;
    Ok(stop)
}

fn race_sim(args: RaceSim) -> Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::builder()
                .with_default_directive(LevelFilter::ERROR.into())
                .from_env_lossy(),
        )
        .with_writer(std::io::stderr)
        .init();
    let stop = stop_flag()?;
    if args.solo {
        let options = SoloOptions {
            server: args.server,
            racers: args.racers.into(),
            speed: args.speed,
            seed: args.seed,
            pool: args.pool.unwrap_or_else(|| "training_standard".to_owned()),
        };
        return exit_code(speedfog_tools::race_sim::run_solo(&options, &stop));
    }
    let options = Options {
        server: args.server,
        racers: args.racers.into(),
        speed: args.speed,
        seed: args.seed,
        pool: args.pool,
        race: args.race,
        countdown: args.countdown,
        name: args.name,
    };
    exit_code(speedfog_tools::race_sim::run(&options, &stop))
}

/// Failure unless everything went as planned.
fn exit_code(as_planned: Result<bool>) -> Result<ExitCode> {
    Ok(if as_planned? {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn sample_pool(args: &SamplePool) -> Result<()> {
    let options = ArchiveOptions {
        payload: args.payload_kib * 1024,
        spoilers: args.with_spoilers,
    };
    let known = Pool::samples();
    if let Some(name) = args
        .pools
        .iter()
        .find(|name| known.iter().all(|pool| pool.name != **name))
    {
        let names: Vec<&str> = known.iter().map(|pool| pool.name.as_str()).collect();
        anyhow::bail!(
            "there is no sample pool {name:?}; choose from {}",
            names.join(", ")
        );
    }
    for pool in known {
        if args.pools.is_empty() || args.pools.contains(&pool.name) {
            let written = write_pool(&args.out, &pool, args.seeds, args.seed, options)?;
            println!("{}: {} new seeds", pool.name, written.len());
        }
    }
    Ok(())
}
