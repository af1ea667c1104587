//! `speedfog-racing`: the server as one binary.

use clap::Parser;
use speedfog_racing::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    Cli::parse().run()
}
