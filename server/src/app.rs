//! What request handlers share.

use std::sync::Arc;

use speedfog_seeds::{PoolConfigs, SeedPacks};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    config::Settings,
    discord::{Discord, Notices},
    figures::Figures,
    http::{ListAnswers, RateLimits},
    i18n::Locales,
    maps::Maps,
    room::Hub,
    seed_routes::SeedRoutes,
    stock::Stock,
    store::Store,
    twitch::{LiveLogins, Twitch},
    ws::Identities,
};

/// The running server as handlers and sockets see it.
#[derive(Debug)]
pub(crate) struct App {
    /// Settings, fixed at start.
    pub(crate) settings: Settings,
    /// The database.
    pub(crate) store: Store,
    /// The languages that game texts are translated to.
    pub(crate) locales: Arc<Locales>,
    /// Whole maps that were asked for.
    pub(crate) maps: Maps,
    /// The live rooms.
    pub(crate) hub: Hub,
    /// Sign-in through Twitch, where it is set up.
    pub(crate) twitch: Option<Twitch>,
    /// Who streams.
    pub(crate) live: LiveLogins,
    /// The community on Discord, where it is set up.
    pub(crate) discord: Option<Arc<Discord>>,
    /// Where to put what Discord may want to know.
    pub(crate) notices: Notices,
    /// Who the open sockets belong to.
    pub(crate) identities: Identities,
    /// What is counted and timed.
    pub(crate) figures: Figures,
    /// How often clients have asked lately.
    pub(crate) rate_limits: RateLimits,
    /// Lists of races as they were sent last.
    pub(crate) list_answers: ListAnswers,
    /// How the routes through the seeds of the pools compare.
    pub(crate) seed_routes: SeedRoutes,
    /// The folders of the pools.
    pub(crate) stock: Arc<Stock>,
    /// Settings of the pools, read from their folders.
    pub(crate) pool_configs: Arc<PoolConfigs>,
    /// Layouts of seed packs.
    pub(crate) seed_packs: Arc<SeedPacks>,
    /// Cancelled when the server is told to stop.
    pub(crate) shutdown: CancellationToken,
    /// Tracks sockets, so that a stop can wait for them.
    pub(crate) tasks: TaskTracker,
}

impl App {
    /// Looks in the background at the seeds whose routes are not known yet.
    pub(crate) fn learn_routes(self: &Arc<Self>) {
        let app = Arc::clone(self);
        self.tasks.spawn(async move {
            let learning = app.seed_routes.learn(&app.store);
            if let Some(Err(error)) = app.shutdown.run_until_cancelled(learning).await {
                tracing::warn!(%error, "routes of the seeds could not be compared");
            }
        });
    }
}
