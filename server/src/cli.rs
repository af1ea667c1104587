//! The command line.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

use crate::{
    Server,
    config::{Flags, Settings},
    http,
};

/// Live races on SpeedFog seeds.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve {
        /// Settings file (TOML); its keys are the environment variables in lower case.
        #[arg(long, env = "SPEEDFOG_CONFIG")]
        config: Option<PathBuf>,
        #[command(flatten)]
        flags: Flags,
    },
    /// Print the OpenAPI document of the HTTP API.
    Openapi,
}

impl Cli {
    /// Does what the command line says.
    ///
    /// # Errors
    /// Whatever prevents it, in words for the operator.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve { config, flags } => {
                let settings = Settings::load(config, &flags)?;
                settings.log.install();
                tokio::runtime::Builder::new_multi_thread()
                    .enable_all()
                    .build()
                    .context("cannot start the runtime")?
                    .block_on(serve(settings))
            }
            Command::Openapi => {
                println!("{}", http::openapi().to_pretty_json()?);
                Ok(())
            }
        }
    }
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for signals")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for signals")?;
    let server = Server::start(settings).await?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    server.stop().await
}
