//! Command line of the tools: reads the arguments and calls the library.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use speedfog_tools::sample::{ArchiveOptions, Pool, write_pool};

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

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::SamplePool(args) => sample_pool(&args),
    }
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
