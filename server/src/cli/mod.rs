//! The command line.

mod admin;
mod check;
mod import;

use std::{
    io::{ErrorKind, Write},
    net::SocketAddr,
    path::PathBuf,
};

use anyhow::Context;
use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

use self::admin::Admin;
use crate::{
    Server,
    config::{Flags, Settings},
    http,
    store::Store,
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
        #[command(flatten)]
        sources: Sources,
        /// Address to listen on, such as 127.0.0.1:8000.
        #[arg(long)]
        listen: Option<SocketAddr>,
    },
    /// Bring the database up to date. `serve` does that too; this does only that.
    Migrate {
        #[command(flatten)]
        sources: Sources,
    },
    /// Look at settings, database, pools and integrations, and say what is wrong.
    Check {
        #[command(flatten)]
        sources: Sources,
    },
    /// Write a copy of the embedded database to a new file, also while the server runs.
    Backup {
        #[command(flatten)]
        sources: Sources,
        /// The file to write.
        file: PathBuf,
    },
    /// Take over a dump of a version-1 database: a folder with a JSON-lines file for each table.
    Import {
        #[command(flatten)]
        sources: Sources,
        /// The folder with users.jsonl, races.jsonl and the others.
        folder: PathBuf,
        /// Only say what would happen.
        #[arg(long)]
        dry_run: bool,
    },
    /// Decide who may do what.
    #[command(subcommand)]
    Admin(Admin),
    /// Print the OpenAPI document of the HTTP API.
    Openapi,
}

/// Where settings come from, besides the environment.
#[derive(Debug, clap::Args)]
struct Sources {
    /// Settings file (TOML); its keys are the environment variables in lower case.
    #[arg(long, env = "SPEEDFOG_CONFIG")]
    config: Option<PathBuf>,
    /// Folder for the database and, unless set otherwise, the seed pools.
    #[arg(long)]
    data_dir: Option<PathBuf>,
}

impl Sources {
    fn settings(self, listen: Option<SocketAddr>) -> anyhow::Result<Settings> {
        let flags = Flags {
            listen,
            data_dir: self.data_dir,
        };
        Ok(Settings::load(self.config, &flags)?)
    }
}

impl Cli {
    /// Does what the command line says.
    ///
    /// # Errors
    /// Whatever prevents it, in words for the operator.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve { sources, listen } => {
                let settings = sources.settings(listen)?;
                settings.log.install();
                block_on(serve(settings))
            }
            Command::Migrate { sources } => block_on(migrate(sources.settings(None)?)),
            Command::Check { sources } => block_on(check::check(sources.settings(None)?)),
            Command::Backup { sources, file } => block_on(backup(sources.settings(None)?, file)),
            Command::Import {
                sources,
                folder,
                dry_run,
            } => block_on(import::import(sources.settings(None)?, folder, dry_run)),
            Command::Admin(admin) => admin.run(),
            Command::Openapi => print(&http::openapi().to_pretty_json()?),
        }
    }
}

fn block_on(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?
        .block_on(work)
}

/// Prints a line. A reader that has heard enough, such as `head`, is no fault.
fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout(), "{text}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to the standard output"),
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

/// The database of the settings, which must exist already.
async fn existing_store(settings: &Settings) -> anyhow::Result<Store> {
    let store = Store::open(Store::url(settings).reveal(), false).await;
    store.with_context(|| match settings.database_url {
        Some(_) => "cannot open the database at DATABASE_URL".to_owned(),
        None => format!(
            "cannot open the database in {}; it is made by `migrate` or by the first `serve`",
            settings.data_dir.display()
        ),
    })
}

/// The database of the settings, made and brought up to date where needed.
async fn current_store(settings: &Settings) -> anyhow::Result<Store> {
    create_data_folder(settings)?;
    let store = Store::connect(Store::url(settings).reveal()).await;
    store.context("cannot open the database")
}

fn create_data_folder(settings: &Settings) -> anyhow::Result<()> {
    match settings.database_url {
        Some(_) => Ok(()),
        None => {
            std::fs::create_dir_all(&settings.data_dir).context("cannot create the data folder")
        }
    }
}

async fn migrate(settings: Settings) -> anyhow::Result<()> {
    create_data_folder(&settings)?;
    let store = Store::open(Store::url(&settings).reveal(), true)
        .await
        .context("cannot open the database")?;
    let steps = store.migrate().await?;
    for step in &steps {
        print(&format!("applied {step}"))?;
    }
    print("The database is up to date.")?;
    Ok(store.close().await?)
}

async fn backup(settings: Settings, file: PathBuf) -> anyhow::Result<()> {
    let store = existing_store(&settings).await?;
    let bytes = store.backup(&file).await?;
    store.close().await?;
    print(&format!("{} written, {bytes} bytes.", file.display()))
}
