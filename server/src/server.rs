//! Starting and stopping the whole server.

use std::{net::SocketAddr, path::Path, sync::Arc, time::Duration};

use anyhow::Context;
use speedfog_race::zones::ZoneTables;
use speedfog_seeds::{ModLibrary, PoolConfigs, SeedPacks};
use tokio::{
    net::TcpListener,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    app::App,
    config::Settings,
    discord::{self, Discord, Notices},
    figures::Figures,
    http::{self, ListAnswers, RateLimits},
    i18n::Locales,
    jobs,
    maps::Maps,
    room::{Hub, HubSettings},
    seed_routes::SeedRoutes,
    stock::Stock,
    store::{Store, commit::Committer},
    twitch::{LiveLogins, Twitch},
    ws::Identities,
    zone_data,
};

/// How long the start waits for the scan of the pools; a longer one goes on in the background.
const SCAN_PATIENCE: Duration = Duration::from_secs(5);

/// How long a stop waits for sockets and rooms.
const DRAIN: Duration = Duration::from_secs(10);

/// How often what was recorded is sorted into its buckets.
const TIDY_EVERY: Duration = Duration::from_secs(5);

/// How long a stop waits for the database to finish what it is at.
const CLOSING: Duration = Duration::from_secs(5);

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    shutdown: CancellationToken,
    tasks: TaskTracker,
    serving: JoinHandle<()>,
    store: Store,
}

impl Server {
    /// Opens the database, restores running races and begins to serve.
    ///
    /// # Errors
    /// When the data folder, the database or the address cannot be used.
    pub async fn start(settings: Settings) -> anyhow::Result<Self> {
        if settings.database_url.is_none() {
            std::fs::create_dir_all(&settings.data_dir).with_context(|| {
                format!(
                    "cannot create the data folder {}",
                    settings.data_dir.display()
                )
            })?;
        }
        let figures = match settings.metrics_addr {
            Some(_) => Figures::kept(),
            None => Figures::off(),
        };
        let mut store = Store::connect(Store::url(&settings).reveal())
            .await
            .context("cannot open the database")?;
        if settings.metrics_addr.is_some() {
            store.observe(&figures);
        }
        let twitch = settings
            .twitch
            .clone()
            .map(Twitch::new)
            .transpose()
            .context("cannot prepare connections to Twitch")?;
        let used = settings.discord.webhook_url.is_some() || settings.discord.bot_token.is_some();
        let discord = used
            .then(|| Discord::new(settings.discord.clone()).map(Arc::new))
            .transpose()
            .context("cannot prepare connections to Discord")?;
        let (listener, address) = listen(settings.listen).await?;
        let metrics = match settings.metrics_addr {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let metrics_address = metrics.as_ref().map(|(_, address)| *address);

        let (zone_tables, locales) = tables(&settings).await;

        let (shutdown, tasks) = (CancellationToken::new(), TaskTracker::new());
        let (committer, writing) = Committer::new(store.clone(), figures.clone());
        // Not tracked: every commit is waited for by its room, and those are.
        tokio::spawn(writing);
        let notices = match &discord {
            None => Notices::default(),
            Some(discord) => {
                let (notices, waiting) = Notices::new();
                let base_url = settings.http.base_url.clone();
                let (discord, shutdown) = (discord.clone(), shutdown.clone());
                tasks.spawn(discord::deliver(
                    discord,
                    store.clone(),
                    base_url,
                    waiting,
                    shutdown,
                ));
                notices
            }
        };
        let live = LiveLogins::default();
        let maps = Maps::default();
        let hub = Hub::new(HubSettings {
            store: store.clone(),
            committer,
            inactivity: settings.inactivity,
            open_map: settings.open_map,
            zone_tables: Arc::new(zone_tables),
            live: live.clone(),
            notices: notices.clone(),
            figures: figures.clone(),
            maps: maps.clone(),
            shutdown: shutdown.clone(),
            tasks: tasks.clone(),
        });
        let restored = hub
            .open_live()
            .await
            .context("cannot restore running races")?;
        if restored > 0 {
            tracing::info!(races = restored, "running races restored");
        }
        let pool_configs = Arc::new(PoolConfigs::new(&settings.seeds_pool_dir));
        let stock = Arc::new(Stock::new(
            store.clone(),
            settings.seeds_pool_dir.clone(),
            pool_configs.clone(),
            settings.stock.clone(),
        ));
        scan(&stock, &tasks).await;

        let app = Arc::new(App {
            stock,
            pool_configs,
            seed_packs: Arc::new(seed_packs(settings.mod_dll.as_deref())?),
            settings,
            store,
            locales: Arc::new(locales),
            maps,
            hub,
            twitch,
            live,
            discord,
            notices,
            identities: Identities::default(),
            list_answers: ListAnswers::default(),
            seed_routes: SeedRoutes::default(),
            figures: figures.clone(),
            rate_limits: RateLimits::default(),
            shutdown: shutdown.clone(),
            tasks: tasks.clone(),
        });
        tasks.spawn(jobs::watch_streams(app.clone()));
        app.learn_routes();
        tasks.spawn(jobs::watch_pools(app.clone()));
        if let Some((listener, _)) = metrics {
            tasks.spawn(show_figures(listener, figures, shutdown.clone()));
        }
        let store = app.store.clone();
        let http_settings = app.settings.http.clone();
        let (router, stopping) = (http::router(app)?, shutdown.clone());
        let serving = async move {
            http::serve(listener, router, &http_settings, stopping).await;
        };
        tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "listening");
        Ok(Self {
            address,
            shutdown,
            tasks,
            metrics_address,
            serving: tokio::spawn(serving),
            store,
        })
    }

    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where figures about the server can be read, if anywhere.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Stops: no new connections, sockets closed, rooms drained and flushed.
    ///
    /// # Errors
    /// When serving had failed.
    pub async fn stop(self) -> anyhow::Result<()> {
        tracing::info!("stopping");
        self.shutdown.cancel();
        self.tasks.close();
        if timeout(DRAIN, self.tasks.wait()).await.is_err() {
            tracing::warn!("some rooms or sockets did not end in time");
        }
        // Idle keep-alive connections are nobody's loss.
        let served = timeout(Duration::from_secs(1), self.serving).await;
        match timeout(CLOSING, self.store.close()).await {
            Ok(result) => result.context("the database was not closed properly")?,
            Err(_) => tracing::warn!("the database is still busy and is left as it is"),
        }
        match served {
            Ok(result) => result.context("serving stopped"),
            Err(_) => Ok(()),
        }
    }
}

async fn listen(address: SocketAddr) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))?;
    let address = listener
        .local_addr()
        .context("the listener has no address")?;
    Ok((listener, address))
}

/// Answers whoever reads the figures, until the server stops.
async fn show_figures(listener: TcpListener, figures: Figures, shutdown: CancellationToken) {
    let serving = axum::serve(listener, http::figures_router(figures.clone()));
    let tidying = async {
        loop {
            sleep(TIDY_EVERY).await;
            figures.tidy();
        }
    };
    tokio::select! {
        () = shutdown.cancelled() => {}
        () = tidying => {}
        result = serving.into_future() => if let Err(error) = result {
            tracing::error!(%error, "figures can no longer be read");
        }
    }
}

/// Reads the zones of the game's places and the languages. What cannot be used is logged and does not
/// prevent the start.
async fn tables(settings: &Settings) -> (ZoneTables, Locales) {
    let (zone_data, i18n_dir) = (settings.zone_data.clone(), settings.i18n_dir.clone());
    let read = move || {
        (
            zone_data::load(&zone_data),
            Locales::load(i18n_dir.as_deref()),
        )
    };
    let read = tokio::task::spawn_blocking(read).await;
    read.unwrap_or_else(|error| {
        tracing::error!(%error, "zone data and languages could not be read");
        Default::default()
    })
}

/// The maker of packs, with the race mod that goes into them. One that cannot be read prevents the
/// start: participants would get an older one without anybody noticing.
fn seed_packs(mod_dll: Option<&Path>) -> anyhow::Result<SeedPacks> {
    let Some(path) = mod_dll else {
        return Ok(SeedPacks::new());
    };
    let library = ModLibrary::read(path)
        .with_context(|| format!("cannot read the race mod {} (MOD_DLL)", path.display()))?;
    tracing::info!(path = %path.display(), "every pack gets this race mod");
    Ok(SeedPacks::with_library(library))
}

/// Stores new seeds. A failing scan is logged and does not prevent the start.
async fn scan(stock: &Arc<Stock>, tasks: &TaskTracker) {
    let stock = stock.clone();
    let scan = tasks.spawn(async move {
        stock.remove_partial_uploads().await;
        if let Err(error) = stock.scan(None).await {
            tracing::warn!(%error, "seed pools could not be scanned");
        }
    });
    if timeout(SCAN_PATIENCE, scan).await.is_err() {
        tracing::info!("the scan of the seed pools goes on in the background");
    }
}
